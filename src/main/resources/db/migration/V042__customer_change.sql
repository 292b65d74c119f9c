-- Who changed the register of customers, and how; no mail addresses, for those may have to be forgotten.
create table draaiboek.customer_change (
  id       bigint generated always as identity primary key,
  at       timestamptz not null,
  actor    text not null,
  customer text not null,
  what     text not null check (what in ('added', 'changed', 'removed', 'unsubscribed'))
);
