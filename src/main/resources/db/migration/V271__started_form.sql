-- What somebody started by a form just now (R-11.3): the same again within seconds is a second press of one button.
create table draaiboek.started_form (
  what       text primary key,
  started_at timestamptz not null
);
comment on column draaiboek.started_form.what is 'digest of who, which process and what was filled in; none of it can be read';
