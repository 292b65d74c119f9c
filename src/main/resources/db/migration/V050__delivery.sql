-- The outbox: one dispatch per service task that sends, one row per address, written with the token.

create table draaiboek.dispatch (
  id                uuid primary key,
  incident          text not null references draaiboek.incident,
  channel           text not null,
  message           text not null,
  audience          text not null,
  conversation      text not null,
  supersedes        text not null,
  activity_instance text not null unique,
  process_instance  text not null,
  activity          text not null,
  -- open: its service task waits. given-up: the channel stayed down, the diagram went another way, the rows wait on.
  state             text not null default 'open' check (state in ('open', 'given-up', 'done', 'cancelled')),
  total             integer not null,
  remaining         integer not null check (remaining between 0 and total),
  delivered         integer not null default 0,
  failed            integer not null default 0,
  unknown           integer not null default 0,
  gives_up_after    interval not null,
  created_at        timestamptz not null,
  given_up_at       timestamptz,
  settled_at        timestamptz,
  settle_at         timestamptz not null
);
create index dispatch_waiting on draaiboek.dispatch (channel) where state in ('open', 'given-up');
create index dispatch_incident on draaiboek.dispatch (incident, created_at);
create index dispatch_supersedes on draaiboek.dispatch (supersedes, channel) where state in ('open', 'given-up');

create table draaiboek.dispatch_content (
  dispatch uuid not null references draaiboek.dispatch,
  language text not null,
  subject  text not null,
  body     text not null,
  html     text,
  facts    text not null,
  primary key (dispatch, language)
);

-- Two indexes and no more: every receipt writes to each.
create table draaiboek.delivery (
  dispatch    uuid not null references draaiboek.dispatch,
  number      integer not null,
  channel     text not null,
  -- Small dispatches first, so that a mail to the team never waits behind ten thousand customers (R-4.15).
  priority    smallint not null,
  recipient   text not null,
  address     text not null,
  language    text not null,
  own         text,
  state       text not null default 'open'
              check (state in ('open', 'delivered', 'failed', 'unknown', 'superseded', 'cancelled')),
  attempt     integer not null default 0,
  -- When it may be taken; while it is leased, when the lease ends.
  due_at      timestamptz not null,
  lease       uuid,
  why         text,
  provider_id text,
  settled_at  timestamptz,
  -- Who decided that it is left as it is, when it failed for good.
  accepted_by text,
  primary key (dispatch, number)
);
create index delivery_due on draaiboek.delivery (channel, priority, due_at, dispatch, number) where state = 'open';
create index delivery_answers on draaiboek.delivery (channel, address, settled_at) where provider_id is not null;

-- What all nodes know of a channel.
create table draaiboek.channel_state (
  channel      text primary key,
  down_since   timestamptz,
  failed_at    timestamptz,
  closed_until timestamptz,
  why          text
);
