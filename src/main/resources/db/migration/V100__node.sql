-- The programs that share this database. Each holds an advisory lock by its number for as long as its connection lives, so
-- that PostgreSQL itself knows at once whose program is gone.

create sequence draaiboek.node_number as integer cycle;

create table draaiboek.node (
  number      integer primary key,
  -- The name under which it locks jobs of the engine.
  jobs        text not null,
  appeared_at timestamptz not null default now(),
  -- Since when its lock is missed, by the clock of the database.
  missed_at   timestamptz
);

-- Whose lease it is.
alter table draaiboek.delivery add column node integer;
