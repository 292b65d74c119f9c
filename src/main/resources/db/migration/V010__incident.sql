-- The incident, the services it touches, and the append-only record of its life.

-- A sequence a year: taken outside the transaction's fate, so a code is never given twice, and nobody waits for it.
create function draaiboek.next_incident_code(year integer) returns text language plpgsql as $$
declare
  name   text := format('draaiboek.incident_number_%s', year);
  number text;
begin
  if to_regclass(name) is null then
    perform pg_advisory_xact_lock(hashtext(name));
    execute format('create sequence if not exists %s', name);
  end if;
  number := nextval(name::regclass)::text;
  return format('INC-%s-%s', year, lpad(number, greatest(length(number), 4), '0'));
end $$;

create table draaiboek.incident (
  code                  text primary key,
  title                 text not null,
  state                 text not null default 'CANDIDATE'
                        check (state in ('CANDIDATE', 'DECLARED', 'RESOLVED', 'CLOSED', 'REJECTED', 'MERGED')),
  public_state          text not null default 'INVESTIGATING'
                        check (public_state in ('INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED')),
  severity              integer check (severity between 1 and 3),
  provisional_severity  integer not null check (provisional_severity between 1 and 3),
  crisis_plan           boolean not null default false,
  noticed               text not null,
  danger                boolean,
  danger_where          text,
  lead                  text,
  tech_lead             text,
  expected_recovery     timestamptz,
  merged_into           text references draaiboek.incident,
  rejected_because      text,
  impact_at             timestamptz,
  detected_at           timestamptz not null,
  declared_at           timestamptz,
  led_at                timestamptz,
  assessed_at           timestamptz,
  customers_informed_at timestamptz,
  identified_at         timestamptz,
  mitigated_at          timestamptz,
  resolved_at           timestamptz,
  closed_at             timestamptz,
  check ((state = 'MERGED') = (merged_into is not null)),
  check ((state = 'REJECTED') = (rejected_because is not null))
);
create index incident_running on draaiboek.incident (detected_at) where state in ('CANDIDATE', 'DECLARED', 'RESOLVED');

create table draaiboek.incident_service (
  incident text not null references draaiboek.incident,
  service  text not null,
  primary key (incident, service)
);
create index incident_service_service on draaiboek.incident_service (service);

create table draaiboek.record_head (
  incident text primary key references draaiboek.incident,
  sequence integer not null,
  hash     text not null
);

create table draaiboek.record_entry (
  incident text not null references draaiboek.incident,
  sequence integer not null,
  at       timestamptz not null,
  kind     text not null,
  actor    text not null,
  details  text not null,
  hash     text not null,
  primary key (incident, sequence)
);

create function draaiboek.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger record_is_append_only before update or delete on draaiboek.record_entry
  for each row execute function draaiboek.refuse_change();
create trigger record_is_never_emptied before truncate on draaiboek.record_entry
  for each statement execute function draaiboek.refuse_change();
