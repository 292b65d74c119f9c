-- Word goes round by telephone: each calls one next, or more where set so (R-10.4).
create table draaiboek.phone_tree (
  id          bigint generated always as identity primary key,
  -- None when somebody started it without an incident.
  incident    text references draaiboek.incident,
  -- What each says to the next, in Dutch and in English.
  what        text not null,
  what_en     text not null,
  started_by  text not null,
  begun_at    timestamptz not null,
  -- The second time round goes to who was not reached in the first.
  round       integer not null default 1,
  stopped_by  text,
  reason      text,
  ended_at    timestamptz
);
create index phone_tree_incident on draaiboek.phone_tree (incident);

-- One row for each whom it concerns; the one without a caller is the first.
create table draaiboek.phone_tree_person (
  id         bigint generated always as identity primary key,
  tree       bigint not null references draaiboek.phone_tree,
  person     text not null,
  location   text not null,
  -- Who calls them, as the tree was made, and how many they call.
  caller     bigint references draaiboek.phone_tree_person,
  calls      integer not null,
  level      integer not null,
  state      text not null check (state in ('WAITING', 'BEING_CALLED', 'REACHED', 'MESSAGE_LEFT', 'NO_ANSWER', 'AWAY')),
  changed_at timestamptz not null,
  changed_by text not null default '',
  way        text not null default '',
  -- Was to call and did not say in time what came of it.
  silent     boolean not null default false,
  unique (tree, person)
);
create index phone_tree_person_of on draaiboek.phone_tree_person (person);

-- Who calls whom; the program itself where there is no caller. Never a number (R-11.4).
create table draaiboek.phone_tree_call (
  id         bigint generated always as identity primary key,
  tree       bigint not null references draaiboek.phone_tree,
  caller     bigint references draaiboek.phone_tree_person,
  callee     bigint not null references draaiboek.phone_tree_person,
  asked_at   timestamptz not null,
  outcome    text not null default 'OPEN' check (outcome in
    ('OPEN', 'REACHED', 'MESSAGE_LEFT', 'NO_ANSWER', 'NOT_REPORTED', 'NOT_NEEDED')),
  changed_at timestamptz not null
);
create index phone_tree_call_of on draaiboek.phone_tree_call (tree, callee);
create index phone_tree_call_by on draaiboek.phone_tree_call (caller) where outcome = 'OPEN';

-- One row for each message about a tree.
create table draaiboek.phone_tree_notice (
  id      bigint generated always as identity primary key,
  person  bigint not null references draaiboek.phone_tree_person,
  -- The call it asks for, or asks about; none when it is the word itself.
  call    bigint references draaiboek.phone_tree_call,
  kind    text not null,
  way     text not null,
  at      timestamptz not null,
  notice  uuid not null unique,
  outcome text not null default 'SENT'
);
create index phone_tree_notice_person on draaiboek.phone_tree_notice (person);
create index phone_tree_notice_call on draaiboek.phone_tree_notice (call);

-- Who did what, also where there is no incident with a record of its own.
create table draaiboek.phone_tree_entry (
  number  bigint generated always as identity primary key,
  tree    bigint not null references draaiboek.phone_tree,
  at      timestamptz not null,
  actor   text not null,
  kind    text not null,
  details text not null
);
create index phone_tree_entry_of on draaiboek.phone_tree_entry (tree, number);
create trigger phone_tree_entry_is_append_only before update or delete on draaiboek.phone_tree_entry
  for each row execute function draaiboek.refuse_change();
