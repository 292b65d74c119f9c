-- How urgent each message is: what comes next wakes nobody unless whoever writes it chooses that (R-10.2).
alter table draaiboek.telling_message add column urgent boolean not null default false;
update draaiboek.telling_message m set urgent = t.urgent from draaiboek.telling t where t.id = m.telling and m.kind <> 'over';
