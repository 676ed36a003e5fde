-- Why: the work is a row with a due time, handed to exactly one agent, and its state survives any stop.
create table followup (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  branch_id uuid not null,
  team_id uuid not null,
  campaign_id uuid,
  activity_id uuid,
  -- The follow-up whose matter this one goes on with, such as the one a problem was raised in; else it is its own matter.
  matter_of uuid,
  script_id uuid not null,
  purpose text not null,
  reason text not null,
  priority int not null,
  max_attempts int not null,
  state text not null constraint followup_state_is_known check (state in ('waiting', 'handed-out', 'done', 'closed')),
  due_at timestamptz not null,
  expires_at timestamptz not null,
  appointment_at timestamptz,
  reserved_for uuid,
  -- Nobody confirms his own solution.
  not_by uuid,
  handed_to uuid,
  lease_until timestamptz,
  attempts int not null default 0,
  held jsonb not null default '[]',
  returned_note text,
  answers jsonb not null default '{}',
  last_outcome text,
  closed_reason text,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (org_id, id),
  constraint followup_handed_out_has_an_agent check ((state = 'handed-out') = (handed_to is not null)),
  constraint followup_end_has_a_time check (state in ('waiting', 'handed-out') or settled_at is not null),
  constraint followup_closed_has_a_reason check ((state = 'closed') = (closed_reason is not null)),
  constraint followup_is_planned_once unique (org_id, campaign_id, activity_id),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id),
  foreign key (org_id, campaign_id) references campaign (org_id, id),
  foreign key (org_id, activity_id) references activity (org_id, id),
  foreign key (org_id, script_id) references script (org_id, id),
  foreign key (org_id, handed_to) references staff (org_id, id),
  foreign key (org_id, reserved_for) references staff (org_id, id),
  foreign key (org_id, not_by) references staff (org_id, id),
  foreign key (org_id, matter_of) references followup (org_id, id)
);
create unique index followup_one_live_per_campaign_and_customer on followup (org_id, campaign_id, customer_id)
  where state in ('waiting', 'handed-out');
create unique index followup_one_per_agent on followup (org_id, handed_to) where state = 'handed-out';
create index followup_waiting_by_campaign on followup (org_id, campaign_id, due_at, id, branch_id)
  where state = 'waiting' and appointment_at is null and campaign_id is not null;
create index followup_waiting_by_hand on followup (org_id, team_id, priority desc, due_at, id)
  where state = 'waiting' and appointment_at is null and campaign_id is null;
create index followup_appointments on followup (org_id, team_id, due_at, id)
  where state = 'waiting' and appointment_at is not null;
create index followup_by_lease on followup (org_id, lease_until) where state = 'handed-out';
create index followup_waiting_by_expiry on followup (org_id, expires_at) where state = 'waiting';
create index followup_held on followup (org_id, customer_id) where state = 'waiting' and held <> '[]';
create index followup_by_customer on followup (org_id, customer_id, id desc);
create index followup_by_settlement on followup (org_id, settled_at) where settled_at is not null;
create index followup_by_campaign on followup (org_id, campaign_id, state, id);
create index followup_by_state on followup (org_id, state, id);
alter table followup enable row level security;
create policy own_branches on followup
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

create table attempt (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  followup_id uuid not null,
  contact_id uuid,
  staff_id uuid not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  outcome text not null,
  note text not null default '',
  primary key (org_id, id),
  constraint attempt_ends_after_it_starts check (ended_at >= started_at),
  foreign key (org_id, followup_id) references followup (org_id, id),
  foreign key (org_id, contact_id) references contact (org_id, id),
  foreign key (org_id, staff_id) references staff (org_id, id)
);
create index attempt_by_followup on attempt (org_id, followup_id, ended_at);
create index attempt_by_time on attempt (org_id, ended_at);
create index attempt_by_staff on attempt (org_id, staff_id, ended_at);
alter table attempt enable row level security;
create policy own_organisation on attempt using (org_id = (select current_org()));
