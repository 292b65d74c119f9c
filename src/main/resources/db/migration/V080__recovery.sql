-- What was thought, tried and confirmed while solving an incident (R-7), and what remains after it (R-7.6, R-9).

create table draaiboek.theory (
  incident    text not null references draaiboek.incident,
  number      integer not null,
  theory      text not null,
  formed_by   text not null,
  formed_at   timestamptz not null,
  experiment  text not null,
  outcome     text check (outcome in ('PROVED', 'REFUTED', 'UNDECIDED')),
  finding     text,
  tried_by    text,
  tried_at    timestamptz,
  primary key (incident, number),
  check ((outcome is null) = (tried_at is null))
);

create table draaiboek.remedy (
  incident    text not null references draaiboek.incident,
  number      integer not null,
  kind        text not null,
  description text not null,
  applied_by  text not null,
  applied_at  timestamptz not null,
  primary key (incident, number)
);

create table draaiboek.integrity_check (
  incident    text not null references draaiboek.incident,
  number      integer not null,
  intact      boolean not null,
  finding     text not null,
  checked_by  text not null,
  checked_at  timestamptz not null,
  primary key (incident, number)
);

-- How often an alert of an incident fired: what a watch compares before it begins and when it ends.
create table draaiboek.alerts_fired (
  incident    text primary key references draaiboek.incident,
  times       bigint not null,
  last_at     timestamptz not null
);

create table draaiboek.watch (
  incident     text not null references draaiboek.incident,
  number       integer not null,
  began_at     timestamptz not null,
  alerts_fired bigint not null,
  ended_at     timestamptz,
  ended_as     text check (ended_as in ('QUIET', 'ALERT', 'SEEN')),
  primary key (incident, number),
  check ((ended_at is null) = (ended_as is null))
);

create table draaiboek.closing_facts (
  incident      text primary key references draaiboek.incident,
  support_cases integer check (support_cases >= 0),
  data_lost     text not null check (data_lost in ('NO', 'YES', 'UNKNOWN')),
  lost_nl       text not null,
  lost_en       text not null,
  summary_nl    text not null,
  summary_en    text not null,
  gathered_by   text not null,
  gathered_at   timestamptz not null
);

create table draaiboek.review (
  incident    text primary key references draaiboek.incident,
  cause       text not null,
  worked      text not null,
  improve     text not null,
  prepared_by text not null,
  prepared_at timestamptz not null,
  shared_by   text,
  shared_at   timestamptz
);

create table draaiboek.follow_up (
  id           bigint generated always as identity primary key,
  incident     text not null references draaiboek.incident,
  action       text not null,
  owner        text not null,
  due          date not null,
  changes_plan text not null,
  agreed_by    text not null,
  agreed_at    timestamptz not null,
  state        text not null default 'OPEN' check (state in ('OPEN', 'DONE', 'DROPPED')),
  result       text,
  plan_version text,
  ended_by     text,
  ended_at     timestamptz,
  check ((state = 'OPEN') = (ended_at is null))
);
create index follow_up_incident on draaiboek.follow_up (incident);
create index follow_up_open on draaiboek.follow_up (due) where state = 'OPEN';
