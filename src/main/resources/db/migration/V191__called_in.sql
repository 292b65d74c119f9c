-- A team that somebody called in by name: who did, and what for, as typed (R-5.4).
alter table draaiboek.page add column called_by text;
alter table draaiboek.page add column called_for text;
