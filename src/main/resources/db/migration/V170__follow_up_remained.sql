-- What remained when the emergency ended is followed at once; what the review agrees on, after it (R-7.6, R-9.2).
alter table draaiboek.follow_up add column remained boolean not null default false;
alter table draaiboek.follow_up alter column remained drop default;
