-- Who needs help themselves, or is being looked for, in whatever roll call: nobody asks anything of them until a later word says
-- that they are safe or helped. Read from the roll calls themselves, so that the two can never say different things.
create index roll_call_person_in_need on draaiboek.roll_call_person (person)
  where safety in ('NEEDS_HELP', 'PASSED_ON', 'NOT_FOUND');
create view draaiboek.in_need as
select person, case when bool_or(safety = 'NEEDS_HELP') then 'NEEDS_HELP' else 'LOOKED_FOR' end as need
  from draaiboek.roll_call_person asked
 where safety in ('NEEDS_HELP', 'PASSED_ON', 'NOT_FOUND')
   and not exists (select from draaiboek.roll_call_person later
                    where later.person = asked.person and later.safety in ('SAFE', 'HELPED')
                      and later.changed_at > asked.changed_at)
 group by person;
