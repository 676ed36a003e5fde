-- Why: those who plan change a coverage rule themselves, and say whom its alerts are for.
alter table coverage_rule
  add column version int not null default 1 constraint coverage_rule_version_counts_from_one check (version >= 1);

-- Whom the alerts of a rule are for; where nobody is named they are for all who plan.
create table coverage_told (
  org_id uuid not null references organisation (id),
  rule_id uuid not null,
  staff_id uuid not null,
  branch_id uuid not null,
  primary key (org_id, rule_id, staff_id),
  foreign key (org_id, rule_id) references coverage_rule (org_id, id) on delete cascade,
  foreign key (org_id, staff_id) references staff (org_id, id),
  foreign key (org_id, branch_id) references branch (org_id, id)
);
alter table coverage_told enable row level security;
create policy own_branches on coverage_told
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));
