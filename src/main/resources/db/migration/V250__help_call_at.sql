-- When each was sent, so that nobody's telephone rings twice in one minute.
alter table draaiboek.roll_call_help_sent add column at timestamptz not null default now();
alter table draaiboek.roll_call_help_sent alter column at drop default;
create index roll_call_help_sent_helper on draaiboek.roll_call_help_sent (helper, at);
