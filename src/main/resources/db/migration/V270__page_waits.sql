-- Until when a page waits for the office (R-3.3); null when it does not.
alter table draaiboek.page add column waits_until timestamptz;
