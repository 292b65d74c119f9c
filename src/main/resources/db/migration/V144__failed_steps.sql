-- What the program itself tells need not concern one incident.
alter table draaiboek.dispatch alter column incident drop not null;

-- Steps of the plan that failed and are tried no more by themselves (R-11.2): a row each, however often somebody tries again.
create table draaiboek.failed_step (
  -- Of the engine's job or external task: the same at every try.
  id               text primary key,
  incident         text references draaiboek.incident,
  process_instance text,
  process          text not null,
  step             text not null,
  why              text not null,
  state            text not null check (state in ('STANDS', 'TRIED_AGAIN', 'WENT_ON', 'TAKEN_AWAY')),
  since            timestamptz not null,
  told_at          timestamptz,
  -- Who was told: person:anouk, or the groups.
  told_to          text,
  -- The mail that told it, alone or with others.
  told_by          uuid,
  ended_at         timestamptz
);
create index failed_step_open on draaiboek.failed_step (since) where state in ('STANDS', 'TRIED_AGAIN');
create index failed_step_told on draaiboek.failed_step (told_to, told_at) where told_at is not null;
