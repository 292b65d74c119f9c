-- What was told of a possible incident can be taken back, and what was merged points to where it goes on.
alter table draaiboek.incident_update drop constraint incident_update_kind_check;
alter table draaiboek.incident_update add constraint incident_update_kind_check
  check (kind in ('POSSIBLE', 'REGULAR', 'HOLDING', 'LAST_FOR_NOW', 'CLOSING', 'RETRACTED', 'MERGED'));
