-- Why: a supervisor steers the work: gives it to a person or a team, takes what goes beyond an agent, sees what is due; and every step is kept.
alter table followup
  -- Kept for this agent until he has let it lie too long; an appointment is kept by reserved_for.
  add column assigned_to uuid,
  -- Given to another team than its campaign's.
  add column moved boolean not null default false,
  -- Up with a supervisor: nobody is handed it until he gives it back.
  add column with_supervisor boolean not null default false,
  add column skips int not null default 0,
  add foreign key (org_id, assigned_to) references staff (org_id, id);

drop index followup_waiting_by_campaign;
create index followup_waiting_by_campaign on followup (org_id, campaign_id, due_at, id, branch_id)
  where state = 'waiting' and appointment_at is null and campaign_id is not null and assigned_to is null
    and not with_supervisor and not moved;
drop index followup_waiting_by_hand;
create index followup_waiting_by_hand on followup (org_id, team_id, priority desc, due_at, id)
  where state = 'waiting' and appointment_at is null and (campaign_id is null or moved) and assigned_to is null
    and not with_supervisor;
create index followup_assigned on followup (org_id, assigned_to, due_at, id)
  where state = 'waiting' and assigned_to is not null;
create index followup_reserved on followup (org_id, reserved_for, due_at, id)
  where state = 'waiting' and reserved_for is not null;
create index followup_open_by_due on followup (org_id, due_at, id) where state in ('waiting', 'handed-out');
create index followup_by_appointment on followup (org_id, appointment_at, id)
  where appointment_at is not null and state in ('waiting', 'handed-out');

create table followup_event (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  followup_id uuid not null,
  at timestamptz not null,
  staff_id uuid,
  kind text not null constraint followup_event_kind_is_known check (kind in (
    'returned', 'skipped', 'escalated', 'answered', 'reassigned', 'appointment-moved', 'call-back-promised', 'dial-refused')),
  facts jsonb not null default '{}',
  note text not null default '',
  primary key (org_id, id),
  foreign key (org_id, followup_id) references followup (org_id, id),
  foreign key (org_id, staff_id) references staff (org_id, id)
);
create index followup_event_by_followup on followup_event (org_id, followup_id, id desc);
create index followup_event_skips_by_staff on followup_event (org_id, staff_id, at) where kind = 'skipped';
alter table followup_event enable row level security;
create policy own_organisation on followup_event using (org_id = (select current_org()));

create table escalation (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  followup_id uuid not null,
  branch_id uuid not null,
  note text not null constraint escalation_has_a_note check (note <> ''),
  raised_by uuid not null,
  raised_at timestamptz not null,
  due_at timestamptz not null,
  taken_by uuid,
  taken_at timestamptz,
  answer text,
  given_to text constraint escalation_given_to_is_known check (given_to in ('agent', 'anyone', 'me', 'nobody')),
  answered_by uuid,
  answered_at timestamptz,
  primary key (org_id, id),
  constraint escalation_taken_has_a_supervisor check ((taken_by is null) = (taken_at is null)),
  constraint escalation_answered_has_an_answer
    check ((answered_at is null) = (answer is null) and (answered_at is null) = (answered_by is null)),
  foreign key (org_id, followup_id) references followup (org_id, id),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, raised_by) references staff (org_id, id),
  foreign key (org_id, taken_by) references staff (org_id, id),
  foreign key (org_id, answered_by) references staff (org_id, id)
);
create unique index escalation_one_open_per_followup on escalation (org_id, followup_id) where answered_at is null;
create index escalation_open_by_due on escalation (org_id, due_at, id) where answered_at is null;
create index escalation_answered_by_time on escalation (org_id, answered_at desc, id desc) where answered_at is not null;
create index escalation_by_agent on escalation (org_id, raised_by, raised_at desc);
create index escalation_by_followup on escalation (org_id, followup_id, raised_at desc);
alter table escalation enable row level security;
create policy own_branches on escalation
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

-- What was done about a contact point that was wrong or doubtful; taken away when it turns out wrong again.
create table point_repair (
  org_id uuid not null references organisation (id),
  contact_point_id uuid not null,
  how text not null constraint point_repair_is_known check (how in ('replaced', 'given-up')),
  note text not null default '',
  mended_by uuid not null,
  mended_at timestamptz not null,
  primary key (org_id, contact_point_id),
  foreign key (org_id, contact_point_id) references contact_point (org_id, id) on delete cascade,
  foreign key (org_id, mended_by) references staff (org_id, id)
);
alter table point_repair enable row level security;
create policy own_organisation on point_repair using (org_id = (select current_org()));
create index contact_point_to_mend on contact_point (org_id, id) where state <> 'valid';
create index contact_by_point on contact (org_id, contact_point_id, settled_at desc) where state = 'made';
