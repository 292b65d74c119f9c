-- Who needs help themselves, or is looked for, is not called in a phone tree, and stands in its list as such.
alter table draaiboek.phone_tree_person drop constraint phone_tree_person_state_check;
alter table draaiboek.phone_tree_person add constraint phone_tree_person_state_check
  check (state in ('WAITING', 'BEING_CALLED', 'REACHED', 'MESSAGE_LEFT', 'NO_ANSWER', 'AWAY', 'IN_NEED'));
