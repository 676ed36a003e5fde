-- Why: what a day was to bring must not shrink while it is worked off, so it is written down each morning and never changed.
create table plan_day (
  org_id uuid not null references organisation (id),
  day date not null,
  frozen_at timestamptz not null,
  primary key (org_id, day)
);
alter table plan_day enable row level security;
create policy own_organisation on plan_day using (org_id = (select current_org()));

create table plan_of_day (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  day date not null,
  starts_at timestamptz not null,
  branch_id uuid not null,
  team_id uuid not null,
  campaign_id uuid,
  due int not null constraint plan_due_is_not_negative check (due >= 0),
  -- Left from the days before; stands in the first hour alone.
  carried int not null default 0 constraint plan_carried_is_not_negative check (carried >= 0),
  primary key (org_id, id),
  constraint plan_is_frozen_once unique nulls not distinct (org_id, day, starts_at, branch_id, team_id, campaign_id),
  foreign key (org_id, day) references plan_day (org_id, day),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id),
  foreign key (org_id, campaign_id) references campaign (org_id, id)
);
create index plan_of_day_by_time on plan_of_day (org_id, starts_at);
alter table plan_of_day enable row level security;
create policy own_branches on plan_of_day
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

