-- Colleagues who cannot help technically do communication: informing and answering customers and others (R-4.5).
create table draaiboek.communication_work (
  id        bigint generated always as identity primary key,
  incident  text not null references draaiboek.incident,
  what      text not null,
  customers text not null,
  words     text not null,
  wanted    integer not null check (wanted between 1 and 50),
  -- For how long one of them does it.
  minutes   integer not null check (minutes between 15 and 480),
  asked_by  text not null,
  asked_at  timestamptz not null,
  -- Whoever asked was told that nobody is left to ask.
  short_at  timestamptz,
  ended_at  timestamptz
);
create index communication_work_of on draaiboek.communication_work (incident, id);

-- One row for each who was asked; nobody is asked twice for the same work.
create table draaiboek.communication_offer (
  id         bigint generated always as identity primary key,
  work       bigint not null references draaiboek.communication_work,
  person     text not null,
  state      text not null check (state in
    ('ASKED', 'ACCEPTED', 'DECLINED', 'UNANSWERED', 'DONE', 'HANDED_BACK', 'TIME_OVER', 'ENDED')),
  asked_at   timestamptz not null,
  answer_by  timestamptz not null,
  settled_at timestamptz,
  until_at   timestamptz,
  note       text not null default '',
  unique (work, person)
);
create index communication_offer_person on draaiboek.communication_offer (person);

-- Whoever said by themselves that they want to help in an incident.
create table draaiboek.communication_volunteer (
  incident text not null references draaiboek.incident,
  person   text not null,
  at       timestamptz not null,
  primary key (incident, person)
);
