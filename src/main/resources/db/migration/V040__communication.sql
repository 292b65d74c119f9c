-- Updates and the words they say, the promised next one, and the customers who are told.

create table draaiboek.incident_update (
  id                bigint generated always as identity primary key,
  incident          text not null references draaiboek.incident,
  number            integer,
  kind              text not null check (kind in ('POSSIBLE', 'REGULAR', 'HOLDING', 'LAST_FOR_NOW', 'CLOSING')),
  reach             text not null check (reach in ('INSIDE', 'EVERYONE')),
  public_state      text not null check (public_state in ('INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED')),
  services          text[] not null default '{}',
  since             timestamptz not null,
  until             timestamptz,
  next_promised     timestamptz,
  expected_recovery timestamptz,
  data_lost         text not null default 'UNKNOWN' check (data_lost in ('NO', 'YES', 'UNKNOWN')),
  support_cases     integer check (support_cases >= 0),
  remark            text not null default '',
  drafted_at        timestamptz not null,
  drafted_by        text not null,
  written_at        timestamptz,
  written_by        text,
  approved_at       timestamptz,
  approved_by       text,
  inside_at         timestamptz,
  outside_at        timestamptz,
  dropped_at        timestamptz,
  unique (incident, number),
  check ((approved_at is null) = (number is null)),
  check (reach = 'EVERYONE' or outside_at is null)
);
create index incident_update_outside on draaiboek.incident_update (outside_at) where outside_at is not null;

create table draaiboek.update_words (
  update_id  bigint not null references draaiboek.incident_update on delete cascade,
  language   text not null,
  known      text not null,
  noticed    text not null,
  doing      text not null,
  way_round  text not null,
  meanwhile  text not null,
  primary key (update_id, language)
);

-- Which channels an update was handed to, and how that ended: the closing words follow all of them.
create table draaiboek.update_channel (
  update_id  bigint not null references draaiboek.incident_update on delete cascade,
  channel    text not null,
  audience   text not null,
  begun_at   timestamptz not null,
  told_at    timestamptz,
  failed_at  timestamptz,
  primary key (update_id, channel, audience)
);

-- One row a promise; one row a step kept on its behalf, so that none is taken twice.
create table draaiboek.promise (
  incident    text not null references draaiboek.incident,
  number      integer not null,
  promised_at timestamptz,
  made_at     timestamptz not null,
  made_by     text not null,
  primary key (incident, number)
);
create table draaiboek.promise_step (
  incident text not null,
  number   integer not null,
  step     text not null check (step in ('WRITER_REMINDED', 'LEAD_TOLD', 'HELD', 'FIRST_WORDS_LATE')),
  at       timestamptz not null,
  primary key (incident, number, step),
  foreign key (incident, number) references draaiboek.promise
);

create table draaiboek.customer (
  id                text primary key,
  name              text not null,
  mail              text not null,
  language          text not null check (language in ('nl', 'en')),
  unsubscribe_token text not null unique,
  unsubscribed_at   timestamptz
);
create table draaiboek.customer_service (
  customer text not null references draaiboek.customer on delete cascade,
  service  text not null,
  primary key (customer, service)
);
create index customer_service_service on draaiboek.customer_service (service);

-- Who was mailed about an incident: they get its last words too, whatever services it touches by then.
create table draaiboek.customer_informed (
  incident text not null references draaiboek.incident,
  customer text not null references draaiboek.customer on delete cascade,
  primary key (incident, customer)
);
