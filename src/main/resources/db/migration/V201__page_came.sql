-- Who said that they come, and whether that still holds. The first is who acknowledged; others came too.
create table draaiboek.page_came (
  page      bigint not null references draaiboek.page,
  round     integer not null,
  person    text not null,
  way       text not null,
  at        timestamptz not null,
  too       boolean not null,
  -- LAPSED when nothing came of it in time, CANNOT when they said so themselves.
  undone    text check (undone in ('LAPSED', 'CANNOT')),
  undone_at timestamptz,
  primary key (page, round, person),
  check ((undone is null) = (undone_at is null))
);
insert into draaiboek.page_came (page, round, person, way, at, too)
select id, round, acknowledged_by, coalesce(acknowledged_way, 'link'), acknowledged_at, false
  from draaiboek.page where acknowledged_by is not null and acknowledged_at is not null;
