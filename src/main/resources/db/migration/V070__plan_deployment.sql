-- What of the folder was taken over last, so that only a change in the folder itself deploys again.
create table draaiboek.plan_deployment (
  file   text primary key,
  sha256 text not null,
  at     timestamptz not null default now()
);
