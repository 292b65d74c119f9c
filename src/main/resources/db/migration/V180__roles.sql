-- Which roles there are stands in roles.dmn; a role is called by its id there.
alter table draaiboek.incident_role drop constraint incident_role_role_check;
update draaiboek.incident_role set role = case role when 'TECH_LEAD' then 'techLead' when 'COMMUNICATIONS_MANAGER' then 'communicationsManager' else role end;

-- Somebody is asked to take a role, and answers or does not. Until they have it, whoever had it before is responsible.
create table draaiboek.role_offer (
  id         bigint generated always as identity primary key,
  incident   text not null references draaiboek.incident,
  role       text not null,
  person     text not null,
  held_by    text,          -- who hands it over; null where it is given
  asked_by   text not null,
  asked_at   timestamptz not null,
  answer_by  timestamptz not null,
  note       text not null,
  state      text not null check (state in ('ASKED', 'ACCEPTED', 'DECLINED', 'UNANSWERED', 'WITHDRAWN')),
  settled_at timestamptz,
  why        text not null default ''
);

-- One question about a role at a time: never two who both say "I have it".
create unique index role_offer_open on draaiboek.role_offer (incident, role) where state = 'ASKED';

-- Of whom the incident manager has decided what they do, with or without a role; who comes again after that is decided of again.
create table draaiboek.responder_placed (
  incident  text not null references draaiboek.incident,
  person    text not null,
  placed_at timestamptz not null,
  primary key (incident, person)
);
