-- Why: which customer is contacted on which day is decided for all of them at once, and everybody may ask why it is that day.
create table plan_run (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  started_at timestamptz not null,
  started_by uuid,
  -- The first day that is planned, in the organisation's calendar, and how many.
  first_day date not null,
  days int not null constraint plan_run_plans_one_to_ninety_days check (days between 1 and 90),
  phase text not null default 'reading'
    constraint plan_run_phase_is_known check (phase in ('reading', 'judging', 'planning', 'writing', 'done', 'cancelled', 'failed')),
  -- How much of the phase is done, of how much.
  done bigint not null default 0,
  of_all bigint not null default 0,
  progressed_at timestamptz not null,
  finished_at timestamptz,
  policy_version int not null,
  -- The worth of the plan, and what no plan exceeds.
  worth float8,
  bound float8,
  counts jsonb not null default '{}',
  primary key (org_id, id),
  constraint plan_run_ends_with_a_time check ((phase in ('done', 'cancelled', 'failed')) = (finished_at is not null)),
  foreign key (org_id, started_by) references staff (org_id, id)
);
create unique index plan_run_one_at_a_time on plan_run (org_id) where finished_at is null;
create index plan_run_finished on plan_run (org_id, finished_at) where phase = 'done';
alter table plan_run enable row level security;
create policy own_organisation on plan_run using (org_id = (select current_org()));

-- One row for each follow-up that was due; a plan is never changed, the next one takes its place. What it names may be gone by
-- then, and a million checks of it would take as long as the plan: it is joined, never relied on.
create table plan_entry (
  org_id uuid not null,
  run_id uuid not null,
  followup_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  team_id uuid not null,
  planned_on date,
  outcome text not null,
  -- The follow-up whose contact carries this one, that took its day, or that is too near.
  other_followup_id uuid,
  value float8 not null,
  urgency smallint not null constraint plan_entry_urgency_is_a_class check (urgency between 0 and 2),
  minutes real not null,
  primary key (org_id, run_id, followup_id),
  foreign key (org_id, run_id) references plan_run (org_id, id) on delete cascade
);
create index plan_entry_by_day on plan_entry (org_id, run_id, team_id, planned_on);
create index plan_entry_by_customer on plan_entry (org_id, run_id, customer_id);
alter table plan_entry enable row level security;
create policy own_branches on plan_entry
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

-- What each team can do on each day, and what a minute of it is worth.
create table plan_load (
  org_id uuid not null,
  run_id uuid not null,
  team_id uuid not null,
  day date not null,
  minutes float8 not null,
  used float8 not null,
  contacts int not null,
  price float8 not null,
  primary key (org_id, run_id, team_id, day),
  foreign key (org_id, run_id) references plan_run (org_id, id) on delete cascade,
  foreign key (org_id, team_id) references team (org_id, id)
);
alter table plan_load enable row level security;
create policy own_organisation on plan_load using (org_id = (select current_org()));
