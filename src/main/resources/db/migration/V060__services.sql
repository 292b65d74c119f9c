-- The register of services (R-7.4, R-7.7, R-7.8), and every change to it.

create table draaiboek.service (
  id                     text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 60),
  name_nl                text not null,
  name_en                text not null,
  description_nl         text not null default '',
  description_en         text not null default '',
  owner                  text not null,
  parent                 text references draaiboek.service deferrable initially deferred,
  rto_minutes            integer check (rto_minutes > 0),
  rpo_minutes            integer check (rpo_minutes >= 0),
  backup_kind            text not null default '',
  backup_every_minutes   integer check (backup_every_minutes > 0),
  backup_place           text not null default '',
  backup_restore_minutes integer check (backup_restore_minutes > 0),
  customer_facing        boolean not null,
  position               integer not null default 0,
  state                  text not null default 'OPERATIONAL'
                         check (state in ('OPERATIONAL', 'MAINTENANCE', 'DEGRADED', 'PARTIAL_OUTAGE', 'MAJOR_OUTAGE')),
  created_at             timestamptz not null,
  changed_at             timestamptz not null,
  check (parent <> id)
);

create table draaiboek.service_dependency (
  service    text not null references draaiboek.service on delete cascade,
  depends_on text not null references draaiboek.service deferrable initially deferred,
  primary key (service, depends_on),
  check (service <> depends_on)
);
create index service_dependency_depends_on on draaiboek.service_dependency (depends_on);

-- What monitoring and people call a service, in lower case.
create table draaiboek.service_label (
  label   text primary key check (label = lower(label)),
  service text not null references draaiboek.service on delete cascade
);
create index service_label_service on draaiboek.service_label (service);

create table draaiboek.service_change (
  number  bigint generated always as identity primary key,
  at      timestamptz not null,
  actor   text not null,
  service text not null,
  what    text not null
);
create trigger service_change_is_append_only before update or delete on draaiboek.service_change
  for each row execute function draaiboek.refuse_change();
