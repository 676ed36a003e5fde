-- Why: every planned mail has a row now; what waits for a call and goes by mail instead is found among the others by its reason.
drop index plan_entry_by_mail;
create index plan_entry_by_mail on plan_entry (org_id, run_id, planned_on, followup_id)
  where channel = 'email' and outcome in ('mail-for-room', 'mail-for-leave', 'moved');
