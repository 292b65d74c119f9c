-- That somebody has too many roles, or one too long, is pointed out once for each time it becomes so (R-6.2).
create table draaiboek.relief_asked (
  incident text not null references draaiboek.incident,
  person   text not null,
  -- The role they have too long; empty where they have too many.
  role     text not null,
  -- Since when they have it; of too many, since when they have the last of them.
  since    timestamptz not null,
  asked_at timestamptz not null,
  primary key (incident, person, role, since)
);
