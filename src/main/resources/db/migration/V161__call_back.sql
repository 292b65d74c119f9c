-- What a provider of SMS or calls tells us, kept before it is acted on. One row whatever number of times it is told.
create table draaiboek.call_back (
  number      bigint generated always as identity primary key,
  once        text not null unique,
  kind        text not null check (kind in ('sms', 'key', 'ended', 'failed')),
  provider    text not null,
  provider_id text not null,
  -- Of the message it is about; null for an SMS, which finds its own way.
  message     text,
  sender      text,
  words       text not null,
  received_at timestamptz not null,
  attempts    integer not null default 0,
  due_at      timestamptz not null,
  acted_at    timestamptz,
  error       text
);
create index call_back_due on draaiboek.call_back (due_at, number) where acted_at is null;
