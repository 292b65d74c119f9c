-- What employees who are not involved are told of an incident (R-6.1, R-10.2): first the facts, then what is decided to share.
create table draaiboek.telling (
  id         bigint generated always as identity primary key,
  incident   text not null references draaiboek.incident,
  begun_by   text not null,
  begun_at   timestamptz not null,
  facts      text not null default '',
  -- everyone, or those of these locations or teams
  whom       text not null default 'everyone' check (whom in ('everyone', 'locations', 'teams')),
  chosen     text[] not null default '{}',
  -- by all ways at once; else by mail, and where that does not reach by one other way
  urgent     boolean not null default false,
  ended_at   timestamptz
);
create index telling_of on draaiboek.telling (incident, id);

create table draaiboek.telling_message (
  id         bigint generated always as identity primary key,
  telling    bigint not null references draaiboek.telling,
  kind       text not null check (kind in ('first', 'next', 'over')),
  subject_nl text not null,
  text_nl    text not null,
  subject_en text not null,
  text_en    text not null,
  decided_by text not null,
  written_at timestamptz not null,
  -- Approved: from then on it goes out, and is changed no more.
  approved_at timestamptz
);
create index telling_message_of on draaiboek.telling_message (telling, id);

-- Whom it concerns, as it was when the first message was approved: the same people hear the next ones.
create table draaiboek.telling_person (
  telling bigint not null references draaiboek.telling,
  person  text not null,
  primary key (telling, person)
);

-- One row for each person and message; never a number or an address.
create table draaiboek.telling_told (
  message bigint not null references draaiboek.telling_message,
  person  text not null,
  told_at timestamptz not null,
  primary key (message, person)
);

create table draaiboek.telling_attempt (
  message bigint not null,
  person  text not null,
  way     text not null,
  notice  uuid not null unique,
  outcome text not null default 'SENT',
  primary key (message, person, way),
  foreign key (message, person) references draaiboek.telling_told
);
