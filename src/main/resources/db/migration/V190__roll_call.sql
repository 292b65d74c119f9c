-- A roll call asks people whether they are safe (R-10.1).
create table draaiboek.roll_call (
  id              bigint generated always as identity primary key,
  -- None when somebody called it without an incident.
  incident        text references draaiboek.incident,
  place           text not null default '',
  what            text not null default '',
  started_by      text not null,
  begun_at        timestamptz not null,
  -- Somebody answered for all: everyone spoken with, none in danger after all, or work may begin before all are safe.
  overridden_by   text,
  overridden_at   timestamptz,
  reason          text,
  called_off      boolean not null default false,
  ended_at        timestamptz
);
create index roll_call_incident on draaiboek.roll_call (incident);

-- One row for each whom it concerns. What they said of themselves stays here, and goes into no process and no record.
create table draaiboek.roll_call_person (
  id         bigint generated always as identity primary key,
  roll_call  bigint not null references draaiboek.roll_call,
  person     text not null,
  location   text not null,
  safety     text not null check (safety in
    ('NO_ANSWER', 'SAFE', 'NEEDS_HELP', 'HELPED', 'PASSED_ON', 'NOT_FOUND', 'AWAY', 'CALLED_OFF')),
  changed_at timestamptz not null,
  changed_by text not null default '',
  way        text not null default '',
  note       text not null default '',
  finder     text,
  -- How often they were asked.
  rounds     integer not null default 0,
  unique (roll_call, person)
);
create index roll_call_person_open on draaiboek.roll_call_person (person);

-- One row for each way by which somebody was asked; never a number or an address (R-11.4).
create table draaiboek.roll_call_attempt (
  id      bigint generated always as identity primary key,
  asked   bigint not null references draaiboek.roll_call_person,
  round   integer not null,
  way     text not null,
  at      timestamptz not null,
  notice  uuid not null unique,
  outcome text not null default 'SENT',
  unique (asked, round, way)
);

-- Who did what, also where there is no incident with a record of its own.
create table draaiboek.roll_call_entry (
  number    bigint generated always as identity primary key,
  roll_call bigint not null references draaiboek.roll_call,
  at        timestamptz not null,
  actor     text not null,
  kind      text not null,
  details   text not null
);
create index roll_call_entry_of on draaiboek.roll_call_entry (roll_call, number);
create trigger roll_call_entry_is_append_only before update or delete on draaiboek.roll_call_entry
  for each row execute function draaiboek.refuse_change();
