-- Which emergency pack was mailed last, so that it is mailed once, whichever node looks first (R-10.6).
create table draaiboek.emergency_pack_mailed (
  one    boolean primary key default true check (one),
  digest text not null,
  at     timestamptz not null
);
