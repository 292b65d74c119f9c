-- When somebody of ours last saw that the details of a contact outside are right (R-5.4, R-10.3).
alter table draaiboek.outside_contact add column confirmed_at timestamptz;
update draaiboek.outside_contact set confirmed_at = changed_at;
