-- Who is on call and when, out of calendars (R-5.1); swaps of shifts; how often somebody was called.

create table draaiboek.on_call_schedule (
  id         text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 60),
  name_nl    text not null,
  name_en    text not null,
  -- The team or role that it serves, as the directory or the groups name it.
  serves     text not null,
  -- Login of who looks after it; when empty, the managers do.
  keeper     text not null default '',
  changed_at timestamptz not null
);

-- Place 1 says who is called first, place 2 who stands behind them, and so on.
create table draaiboek.on_call_calendar (
  schedule     text not null references draaiboek.on_call_schedule on delete cascade,
  place        integer not null check (place between 1 and 9),
  -- Where it is fetched; null when somebody hands in the file.
  address      text,
  file_name    text not null default '',
  -- The last good copy, and since when it is the last good one.
  content      text,
  content_at   timestamptz,
  etag         text,
  tried_at     timestamptz,
  -- Why it could not be fetched or read, and since when.
  failure      text,
  failed_since timestamptz,
  -- Until when its events are written out as shifts.
  expanded_to  timestamptz,
  expanded_at  timestamptz,
  primary key (schedule, place)
);

create table draaiboek.on_call_shift (
  number    bigint generated always as identity primary key,
  schedule  text not null,
  place     integer not null,
  starts_at timestamptz not null,
  ends_at   timestamptz not null,
  -- Before whom somebody comes who is on call at the same moment in the same calendar; the lowest first.
  rank      integer not null,
  person    text not null,
  event     text not null,
  foreign key (schedule, place) references draaiboek.on_call_calendar on delete cascade,
  check (starts_at < ends_at)
);
create index on_call_shift_moment on draaiboek.on_call_shift (schedule, ends_at, starts_at);

-- What a calendar says and nobody can be called for.
create table draaiboek.on_call_problem (
  number    bigint generated always as identity primary key,
  schedule  text not null,
  place     integer not null,
  line      integer not null,
  event     text not null,
  starts_at timestamptz,
  what      text not null,
  foreign key (schedule, place) references draaiboek.on_call_calendar on delete cascade
);

create table draaiboek.shift_swap (
  id         bigint generated always as identity primary key,
  schedule   text not null references draaiboek.on_call_schedule on delete cascade,
  -- Whose shift it is, and who takes it over.
  person     text not null,
  substitute text not null,
  starts_at  timestamptz not null,
  ends_at    timestamptz not null,
  state      text not null check (state in ('ASKED', 'ACCEPTED', 'DECLINED', 'UNANSWERED', 'TAKEN_BACK')),
  asked_by   text not null,
  asked_at   timestamptz not null,
  settled_by text,
  settled_at timestamptz,
  reason     text not null default '',
  check (starts_at < ends_at),
  check (person <> substitute)
);
create index shift_swap_counts on draaiboek.shift_swap (schedule, ends_at) where state = 'ACCEPTED';

-- What somebody was warned of, so that they hear it once: a gap, a calendar out of reach, a colleague who cannot be reached.
create table draaiboek.on_call_warning (
  about    text not null,
  subject  text not null,
  stage    integer not null,
  said_at  timestamptz not null,
  primary key (about, subject, stage)
);

-- How often each was called (R-5.1).
create table draaiboek.person_called (
  number bigint generated always as identity primary key,
  person text not null,
  at     timestamptz not null,
  why    text not null default ''
);
create index person_called_person on draaiboek.person_called (person, at);
