-- Which of the lists that everyone finds in Tasklist were made here. A list that an administrator renamed or removed is not
-- made again.
create table draaiboek.task_list (
    name    text primary key,
    made_at timestamptz not null default now()
);
