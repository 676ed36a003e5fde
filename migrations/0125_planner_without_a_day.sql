-- Why: what has no day can be most of a plan; its list comes page by page without sorting all of it.
create index plan_entry_without_day on plan_entry (org_id, run_id, outcome, urgency, value desc, followup_id)
  where planned_on is null and outcome <> 'carried';
