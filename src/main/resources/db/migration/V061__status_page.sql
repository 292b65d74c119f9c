-- What stands on the public and on the internal page: a copy of what was published, so that neither page ever shows a draft.

create table draaiboek.page_update (
  number            bigint generated always as identity primary key,
  page              text not null check (page in ('PUBLIC', 'INTERNAL')),
  update_id         text not null,
  incident          text not null,
  kind              text not null,
  state             text not null check (state in ('INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED')),
  severity          integer not null check (severity between 1 and 3),
  services          text[] not null,
  since             timestamptz not null,
  until             timestamptz,
  next_promised     timestamptz,
  expected_recovery timestamptz,
  published_at      timestamptz not null,
  unique (page, update_id)
);
create index page_update_incident on draaiboek.page_update (page, incident, number);
create index page_update_published on draaiboek.page_update (page, published_at);

create table draaiboek.page_text (
  update   bigint not null references draaiboek.page_update,
  language text not null check (language in ('nl', 'en')),
  headline text not null,
  body     text not null,
  html     text,
  primary key (update, language)
);
