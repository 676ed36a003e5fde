-- Why: the day that a person sets for a contact has one name, a move, from column to screen.
alter table plan_pin rename to plan_move;
alter table plan_move rename column pinned_by to moved_by;
alter table plan_move rename column pinned_at to moved_at;
alter table plan_move rename constraint plan_pin_pkey to plan_move_pkey;
alter table plan_move rename constraint plan_pin_has_a_reason to plan_move_has_a_reason;
alter table plan_move rename constraint plan_pin_one_for_each_followup to plan_move_one_for_each_followup;
alter table plan_move rename constraint plan_pin_org_id_fkey to plan_move_org_id_fkey;
alter table plan_move rename constraint plan_pin_org_id_followup_id_fkey to plan_move_org_id_followup_id_fkey;
alter table plan_move rename constraint plan_pin_org_id_branch_id_fkey to plan_move_org_id_branch_id_fkey;
alter table plan_move rename constraint plan_pin_org_id_pinned_by_fkey to plan_move_org_id_moved_by_fkey;

update plan_entry set outcome = 'moved' where outcome = 'wished';
update plan_run set counts = replace(counts::text, '"wished"', '"moved"')::jsonb,
  counts_by_team = replace(counts_by_team::text, '"wished"', '"moved"')::jsonb
where counts ? 'wished';
