-- Whether the alerts of an incident still fire.
create table draaiboek.alerting (
  incident text primary key references draaiboek.incident,
  firing   boolean not null,
  since    timestamptz not null
);
