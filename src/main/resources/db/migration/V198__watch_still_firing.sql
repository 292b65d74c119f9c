alter table draaiboek.watch drop constraint watch_ended_as_check;
alter table draaiboek.watch add check (ended_as in ('QUIET', 'STILL_FIRING', 'ALERT', 'SEEN'));
