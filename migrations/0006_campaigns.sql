-- Why: a campaign is planned, owned and approved by a second person, or it does not dial.
create table campaign (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  team_id uuid not null,
  script_id uuid not null,
  name text not null constraint campaign_has_a_name check (name <> ''),
  purposes text[] not null constraint campaign_has_one_to_three_purposes check (cardinality(purposes) between 1 and 3),
  reason_for_customer text not null constraint campaign_tells_the_customer_why check (reason_for_customer <> ''),
  trigger_kind text not null constraint campaign_trigger_is_known
    check (trigger_kind in ('order', 'delivery', 'service', 'complaint', 'contract', 'rental', 'visit')),
  from_day int not null,
  to_day int not null,
  conditions jsonb not null default '[]',
  caller_number text not null,
  priority int not null default 5 constraint campaign_priority_is_one_to_nine check (priority between 1 and 9),
  max_attempts int not null default 5 constraint campaign_attempts_are_limited check (max_attempts between 1 and 20),
  valid_from date not null,
  valid_until date not null,
  state text not null constraint campaign_state_is_known
    check (state in ('draft', 'submitted', 'running', 'paused', 'stopped')),
  version int not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  -- All who wrote or submitted it; none of them can be the second person.
  planned_by uuid[] not null constraint campaign_planners_include_its_author check (created_by = any (planned_by)),
  submitted_at timestamptz,
  approved_by uuid,
  approved_at timestamptz,
  returned_note text,
  primary key (org_id, id),
  constraint campaign_days_are_in_order check (0 <= from_day and from_day <= to_day and to_day <= 3650),
  constraint campaign_is_valid_for_a_time check (valid_from <= valid_until),
  constraint campaign_is_approved_by_a_second_person check (approved_by <> all (planned_by)),
  constraint campaign_submitted_has_a_time check (state = 'draft' or submitted_at is not null),
  constraint campaign_runs_only_when_approved
    check (state in ('draft', 'submitted') or (approved_by is not null and approved_at is not null)),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id),
  foreign key (org_id, script_id) references script (org_id, id),
  foreign key (org_id, created_by) references staff (org_id, id),
  foreign key (org_id, approved_by) references staff (org_id, id)
);
create index campaign_by_state on campaign (org_id, state, created_at desc, id desc);
alter table campaign enable row level security;
create policy own_and_upper_branches_are_seen on campaign for select
  using (org_id = (select current_org())
    and (branch_id = any ((select current_branches())::uuid[]) or branch_id = any ((select current_ancestors())::uuid[])));
create policy own_branches_are_written on campaign
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));
