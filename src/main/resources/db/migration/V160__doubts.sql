-- After how many attempts nobody knew whether the message had arrived: an SMS or a call is repeated once at most, and says so.
alter table draaiboek.delivery add column doubts integer not null default 0;
