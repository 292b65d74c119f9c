-- Whom outside our company can be called in: the IT partner, an expert, a supplier (R-5.4). Kept beforehand.
create table draaiboek.outside_contact (
  id              text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 60),
  organisation    text not null,
  name            text not null,
  kind            text not null check (kind in ('partner', 'expert', 'supplier')),
  -- In which order those of one organisation are called.
  turn            integer not null default 1,
  helps_with      text not null default '',
  services        text[] not null default '{}',
  reference       text not null default '',
  hours           text not null default '',
  language        text not null check (language in ('nl', 'en')),
  mail            text not null default '',
  primary_phone   text,
  secondary_phone text,
  landline        text,
  ways            text not null default '',
  ended_on        date,
  changed_at      timestamptz not null
);

-- Somebody outside is asked to come. Never a number or an address: those stand in the register alone.
create table draaiboek.outside_call (
  id           bigint generated always as identity primary key,
  incident     text not null references draaiboek.incident,
  organisation text not null,
  why          text not null,
  asked_by     text not null,
  asked_at     timestamptz not null,
  state        text not null check (state in ('CALLING', 'COMING', 'NOBODY', 'ENDED')),
  answered_by  text,
  answered_at  timestamptz,
  way          text
);
create unique index outside_call_once on draaiboek.outside_call (incident, organisation) where state = 'CALLING';
create index outside_call_of on draaiboek.outside_call (incident, id);

-- One row for each way by which somebody was called.
create table draaiboek.outside_attempt (
  id      bigint generated always as identity primary key,
  call    bigint not null references draaiboek.outside_call,
  contact text not null,
  step    integer not null,
  way     text not null,
  at      timestamptz not null,
  notice  uuid unique,
  outcome text not null,
  -- Whether its link has acted: it does so once.
  used    boolean not null default false,
  unique (call, contact, step, way)
);
create index outside_attempt_of on draaiboek.outside_attempt (call, id);
