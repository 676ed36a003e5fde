-- Why: a case nobody solves in time goes up step by step; one whose customer is not reached ends after stated attempts, and says so.
alter table case_file
  add column escalation_level int not null default 0,
  add column escalated_to uuid,
  add column confirm_attempts int not null default 0,
  add column closed_how text constraint case_closed_how_is_known check (closed_how in ('confirmed', 'not-reached')),
  add column closed_by uuid,
  add constraint case_escalation_level_is_known check (escalation_level between 0 and 2),
  add foreign key (org_id, escalated_to) references staff (org_id, id),
  add foreign key (org_id, closed_by) references staff (org_id, id);
update case_file set closed_how = 'confirmed' where state = 'closed';

-- The customer's own word, or stated attempts to hear it and a person who answers for them; never the solver.
alter table case_file drop constraint case_closes_only_by_a_confirming_followup;
alter table case_file add constraint case_closes_only_by_a_confirming_followup check (
  state <> 'closed' or (confirming_followup_id is not null and closed_at is not null and (
    (closed_how = 'confirmed' and confirmed_by is not null)
    or (closed_how = 'not-reached' and confirmed_by is null and closed_by is not null and closed_by <> solved_by
      and confirm_attempts >= 3))));
create index case_file_escalated_to on case_file (org_id, escalated_to) where state <> 'closed' and escalated_to is not null;

alter table case_event
  add column to_staff_id uuid,
  add foreign key (org_id, to_staff_id) references staff (org_id, id),
  drop constraint case_event_kind_is_known,
  add constraint case_event_kind_is_known check (kind in (
    'opened', 'assigned', 'noted', 'solved', 'confirmed', 'reopened', 'not-reached', 'confirm-again', 'overdue',
    'escalated', 'closed-unheard'));
