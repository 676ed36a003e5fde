-- Why: the hand-out takes what the plan has for a team and a day by urgency and value, without looking at the rest of the day.
drop index plan_entry_by_day;
create index plan_entry_by_day on plan_entry (org_id, run_id, team_id, planned_on, urgency, value desc, followup_id);
