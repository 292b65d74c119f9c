-- What was sent to somebody because another needs help: withdrawn while it still waits, once that is over. Never a number or an address.
create table draaiboek.roll_call_help_sent (
  notice uuid primary key,
  asked  bigint not null references draaiboek.roll_call_person,
  helper text not null,
  way    text not null
);
create index roll_call_help_sent_asked on draaiboek.roll_call_help_sent (asked);
