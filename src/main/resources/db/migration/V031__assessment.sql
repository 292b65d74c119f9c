-- Each assessment of the impact, as it was filled in; the newest counts.
create table draaiboek.assessment (
  id              bigint generated always as identity primary key,
  incident        text not null references draaiboek.incident,
  at              timestamptz not null,
  by              text not null,
  internal_impact text not null check (internal_impact in ('none', 'hindered', 'stopped', 'unknown')),
  what            text not null check (what in ('down', 'core', 'workaround', 'nothing', 'unknown')),
  what_they_see   text not null,
  who             text not null check (who in ('all', 'most', 'some', 'none', 'unknown')),
  impact_at       timestamptz,
  support_cases   integer not null check (support_cases >= 0),
  breach          text not null check (breach in ('yes', 'maybe', 'no')),
  data_loss       text not null check (data_loss in ('yes', 'maybe', 'no')),
  social_media    text not null check (social_media in ('quiet', 'mentioned', 'busy', 'unknown')),
  other_factors   text not null,
  cause           text not null check (cause in ('datacenter', 'performance', 'other'))
);
create index assessment_incident on draaiboek.assessment (incident, id);

-- What the lead asked a colleague, and what they answered.
create table draaiboek.question (
  id          bigint generated always as identity primary key,
  incident    text not null references draaiboek.incident,
  asked_by    text not null,
  asked_of    text not null,
  asked_at    timestamptz not null,
  question    text not null,
  answer      text,
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null))
);
create index question_incident on draaiboek.question (incident, id);
