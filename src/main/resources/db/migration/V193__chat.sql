-- Where the team of an incident chats (R-2.1, R-2.2). Ids are those of the chat system.

alter table draaiboek.contact add column chat text not null default '' check (length(chat) <= 255);

create table draaiboek.chat_room (
  name        text primary key,
  incident    text not null unique references draaiboek.incident,
  system      text not null,
  id          text not null,
  link        text not null,
  -- What is pinned there.
  pinned      text,
  -- Where the last reading ended, in the words of the system.
  read_until  text,
  read_at     timestamptz,
  opened_at   timestamptz not null,
  archived_at timestamptz
);

-- What was kept of it, so that it is kept once.
create table draaiboek.chat_said (
  room    text not null references draaiboek.chat_room,
  message text not null,
  primary key (room, message)
);

-- With whom a system talks alone, and where.
create table draaiboek.chat_direct (
  system text not null,
  person text not null,
  room   text not null,
  primary key (system, person)
);

-- How far the room of an incident tells what happened.
create table draaiboek.chat_following (
  incident  text primary key references draaiboek.incident,
  sequence  integer not null default 0,
  topic     text not null default '',
  roles     text not null default '',
  status_of text
);

create table draaiboek.chat_invited (
  incident text not null references draaiboek.incident,
  person   text not null,
  primary key (incident, person)
);

-- Who heard by a mention of their own that a role is theirs.
create table draaiboek.chat_mentioned (
  incident text not null references draaiboek.incident,
  role     text not null,
  person   text not null,
  since    timestamptz not null,
  primary key (incident, role, person, since)
);
