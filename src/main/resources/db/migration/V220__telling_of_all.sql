-- Whoever alerts the company chooses whether those who work on the incident hear it too (R-6.1).
alter table draaiboek.telling add column involved boolean not null default false;
