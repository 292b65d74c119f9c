-- What came in: one row an alert, report or declaration, kept before anything is done about it.

create table draaiboek.signal (
  id               bigint generated always as identity primary key,
  kind             text not null check (kind in ('ALERT', 'REPORT', 'DECLARATION')),
  source           text not null,
  dedupe_key       text not null,
  noticed          text not null,
  title            text not null,
  status           text check (status in ('FIRING', 'RESOLVED')),
  group_key        text,
  fingerprint      text,
  services         text[] not null default '{}',
  severity         integer check (severity between 1 and 3),
  starts_at        timestamptz,
  ends_at          timestamptz,
  danger           boolean,
  danger_where     text,
  reporter         text,
  reporter_name    text,
  reporter_mail    text,
  body             jsonb not null,
  received_at      timestamptz not null,
  state            text not null default 'RECEIVED'
                   check (state in ('RECEIVED', 'ASKING', 'ACTED', 'FAILED')),
  outcome          text check (outcome in ('OPENED', 'JOINED', 'RECORDED', 'OUTDATED')),
  incident         text references draaiboek.incident,
  attempts         integer not null default 0,
  next_attempt_at  timestamptz not null,
  error            text,
  acted_at         timestamptz,
  -- The same delivery twice is one row.
  unique (source, dedupe_key),
  check ((kind = 'ALERT') = (status is not null and group_key is not null and fingerprint is not null))
);
create index signal_due on draaiboek.signal (next_attempt_at, id) where state in ('RECEIVED', 'FAILED');
create index signal_due_group on draaiboek.signal (source, group_key, id) where state in ('RECEIVED', 'FAILED');
create index signal_unsettled on draaiboek.signal (state) where state in ('ASKING', 'FAILED');
create index signal_incident on draaiboek.signal (incident, id);
create index signal_alert on draaiboek.signal (source, fingerprint, id) where kind = 'ALERT';

-- Which incident a group of alerts belongs to: one, or none.
create table draaiboek.alert_group (
  source    text not null,
  group_key text not null,
  incident  text not null references draaiboek.incident,
  primary key (source, group_key)
);
create index alert_group_incident on draaiboek.alert_group (incident);
