-- A role that nobody took is with whoever leads, and goes along when somebody else does.
alter table draaiboek.incident_role add column of_lead boolean not null default false;
