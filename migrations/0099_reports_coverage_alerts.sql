-- Why: that a customer is newly left alone is told once, when it happens, and not again before somebody has spoken to him.
alter table coverage_rule
  add column checked_at timestamptz,
  add column alone int constraint coverage_rule_counts_from_nought check (alone >= 0),
  add constraint coverage_rule_count_has_a_time check ((alone is null) = (checked_at is null));

create table coverage_alert (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  rule_id uuid not null,
  branch_id uuid not null,
  at timestamptz not null,
  newly int not null constraint coverage_alert_tells_of_somebody check (newly > 0),
  alone int not null,
  noted_by uuid,
  noted_at timestamptz,
  primary key (org_id, id),
  constraint coverage_alert_counts_the_new_among_all check (alone >= newly),
  constraint coverage_alert_noted_by_somebody_at_a_time check ((noted_by is null) = (noted_at is null)),
  foreign key (org_id, rule_id) references coverage_rule (org_id, id) on delete cascade,
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, noted_by) references staff (org_id, id)
);
create index coverage_alert_by_rule on coverage_alert (org_id, rule_id, id desc);
create index coverage_alert_not_noted on coverage_alert (org_id, id desc) where noted_at is null;
alter table coverage_alert enable row level security;
create policy own_branches on coverage_alert
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

-- Whom a rule found left alone at its last check, and since which check; gone from it once somebody has spoken to him.
create table coverage_alone (
  org_id uuid not null references organisation (id),
  rule_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  found_at timestamptz not null,
  primary key (org_id, rule_id, customer_id),
  foreign key (org_id, rule_id) references coverage_rule (org_id, id) on delete cascade,
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id)
);
create index coverage_alone_by_customer on coverage_alone (org_id, customer_id);
alter table coverage_alone enable row level security;
create policy own_branches on coverage_alone
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));
