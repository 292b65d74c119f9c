-- A page calls somebody to an incident (R-3.6, R-5): one row, however many alerts, ways and rounds it takes.
create table draaiboek.page (
  id                bigint generated always as identity primary key,
  incident          text not null references draaiboek.incident,
  -- What they are called for: DETECTED, RAISED, TECHNICIAN, COMMUNICATOR.
  purpose           text not null,
  -- Who is paged and who manages, in the words of who-is-paged.dmn.
  paged             text not null,
  manager           text not null,
  -- Whether the first and the backup are paged at once.
  together          boolean not null,
  state             text not null check (state in ('OPEN', 'ACKNOWLEDGED', 'ENDED')),
  round             integer not null default 1,
  severity          integer not null,
  opened_at         timestamptz not null,
  acknowledged_by   text,
  acknowledged_at   timestamptz,
  acknowledged_way  text,
  ended_at          timestamptz
);
create unique index page_once on draaiboek.page (incident, purpose, paged) where state <> 'ENDED';
create index page_incident on draaiboek.page (incident, id);

-- Whose turn it is in this round. FIRST, BACKUP, MANAGER; nobody when there is no row.
create table draaiboek.page_turn (
  page   bigint not null references draaiboek.page,
  rung   text not null check (rung in ('FIRST', 'BACKUP', 'MANAGER')),
  person text not null,
  primary key (page, rung)
);

-- One row for each way that was tried; never a number or an address (R-11.4).
create table draaiboek.page_attempt (
  id       bigint generated always as identity primary key,
  page     bigint not null references draaiboek.page,
  round    integer not null,
  rung     text not null,
  person   text not null,
  step     integer not null,
  way      text not null,
  at       timestamptz not null,
  -- The notice in the outbox; none when nothing was sent.
  notice   uuid,
  outcome  text not null,
  why      text,
  -- The link in it was used.
  used_at  timestamptz,
  -- What was held back was told.
  told_at  timestamptz,
  unique (page, round, rung, person, step, way)
);
create index page_attempt_person on draaiboek.page_attempt (person, at);
create unique index page_attempt_notice on draaiboek.page_attempt (notice) where notice is not null;
create index page_attempt_held_back on draaiboek.page_attempt (person) where outcome = 'HELD_BACK' and told_at is null;

-- Who passed a page on in this round is not paged in it again.
create table draaiboek.page_passed_on (
  page   bigint not null references draaiboek.page,
  round  integer not null,
  person text not null,
  way    text not null,
  at     timestamptz not null,
  primary key (page, round, person)
);
