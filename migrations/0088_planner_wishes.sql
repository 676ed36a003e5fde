-- Why: people move planned contacts and the next plan keeps it; customers of whom something changed are planned again soon.
alter table plan_run
  add column phase_started_at timestamptz,
  -- Why it no longer fits, for everybody at once.
  add column stale_reasons text[] not null default '{}';

-- How many of the contacts of a day are promised, and how many are service; the others are offers.
alter table plan_load
  add column promised int not null default 0,
  add column service int not null default 0;

-- A wish for the day of a follow-up; it means nothing once the follow-up no longer waits.
create table plan_pin (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  followup_id uuid not null,
  branch_id uuid not null,
  day date not null,
  reason text not null constraint plan_pin_has_a_reason check (reason <> ''),
  pinned_by uuid,
  pinned_at timestamptz not null,
  primary key (org_id, id),
  constraint plan_pin_one_for_each_followup unique (org_id, followup_id),
  foreign key (org_id, followup_id) references followup (org_id, id) on delete cascade,
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, pinned_by) references staff (org_id, id)
);
alter table plan_pin enable row level security;
create policy own_branches on plan_pin
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

-- Customers of whom something changed since they were planned.
create table plan_changed (
  org_id uuid not null references organisation (id),
  customer_id uuid not null,
  changed_at timestamptz not null,
  primary key (org_id, customer_id)
);
alter table plan_changed enable row level security;
create policy own_organisation on plan_changed using (org_id = (select current_org()));
