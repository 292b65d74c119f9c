-- A link to unsubscribe is signed and kept nowhere. Links that were mailed before go on working: of each only a hash is kept.
create table draaiboek.customer_earlier_link (
  token_hash bytea primary key,
  customer   text not null references draaiboek.customer on delete cascade
);
insert into draaiboek.customer_earlier_link (token_hash, customer)
select sha256(convert_to(unsubscribe_token, 'UTF8')), id from draaiboek.customer;
alter table draaiboek.customer drop column unsubscribe_token;

alter table draaiboek.customer_change drop constraint customer_change_what_check;
alter table draaiboek.customer_change
  add constraint customer_change_what_check check (what in ('added', 'changed', 'removed', 'unsubscribed', 'subscribed'));
