-- The severity that the team was told last, so that it hears once of each that is another (R-3.5).

create table draaiboek.team_told (
  incident text primary key references draaiboek.incident,
  severity integer not null check (severity between 1 and 3),
  told_at  timestamptz not null
);
