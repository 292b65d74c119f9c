-- How people can be reached (R-5.2, R-5.3, R-10.3). Logins, names, mail addresses and groups are the engine's own.

create table draaiboek.contact (
  person          text primary key check (length(person) <= 64),
  primary_phone   text,
  secondary_phone text,
  landline        text,
  emergency_name  text not null default '',
  emergency_phone text,
  location        text not null default '',
  technical       boolean not null default false,
  ways_by_day     text not null default '',
  ways_by_night   text not null default '',
  left_on         date,
  confirmed_at    timestamptz,
  changed_at      timestamptz not null
);
create index contact_location on draaiboek.contact (location);

create table draaiboek.team_member (
  team   text not null check (team ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(team) <= 60),
  person text not null references draaiboek.contact on delete cascade,
  leads  boolean not null default false,
  primary key (team, person)
);
create index team_member_person on draaiboek.team_member (person);

-- Both days count.
create table draaiboek.absence (
  person     text not null references draaiboek.contact on delete cascade,
  first_day  date not null,
  last_day   date not null,
  primary key (person, first_day),
  check (first_day <= last_day)
);

-- Which field changed, never what stood in it.
create table draaiboek.contact_change (
  number bigint generated always as identity primary key,
  at     timestamptz not null,
  actor  text not null,
  person text not null,
  what   text not null
);
create index contact_change_person on draaiboek.contact_change (person, number desc);
create trigger contact_change_is_append_only before update or delete on draaiboek.contact_change
  for each row execute function draaiboek.refuse_change();

-- Who looked at whose numbers (R-11.4).
create table draaiboek.contact_look (
  number bigint generated always as identity primary key,
  at     timestamptz not null,
  actor  text not null,
  person text not null,
  why    text not null
);
create index contact_look_person on draaiboek.contact_look (person, number desc);
create trigger contact_look_is_append_only before update or delete on draaiboek.contact_look
  for each row execute function draaiboek.refuse_change();
