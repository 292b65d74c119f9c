-- Before the first words nothing is promised to anyone but ourselves; such a deadline is never shown outside.
alter table draaiboek.promise add column outside boolean not null default true;
-- How a dispatch ended is the outbox's own to tell.
alter table draaiboek.update_channel drop column told_at, drop column failed_at;
