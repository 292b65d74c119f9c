-- Where the team of an incident meets.
create table draaiboek.team_channels (
  incident   text primary key references draaiboek.incident,
  chat_room  text not null,
  video_call text not null,
  place      text not null,
  opened_by  text not null,
  opened_at  timestamptz not null
);

-- Who has which role in an incident now; who had it before is in the record.
create table draaiboek.incident_role (
  incident text not null references draaiboek.incident,
  role     text not null check (role in ('TECH_LEAD', 'COMMUNICATIONS_MANAGER')),
  person   text not null,
  since    timestamptz not null,
  primary key (incident, role)
);
