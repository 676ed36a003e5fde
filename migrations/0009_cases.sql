-- Why: what a customer complains of must not end in a note; a case closes only by the customer's own word.
create table case_file (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  branch_id uuid not null,
  raised_by_followup_id uuid,
  problem text not null constraint case_has_a_problem check (problem <> ''),
  severity text not null constraint case_severity_is_known check (severity in ('low', 'normal', 'high')),
  owner_id uuid not null,
  state text not null constraint case_state_is_known check (state in ('open', 'confirming', 'closed')),
  due_at timestamptz not null,
  solution text,
  solved_by uuid,
  solved_at timestamptz,
  confirming_followup_id uuid,
  confirmed_by uuid,
  escalated_at timestamptz,
  overdue_at timestamptz,
  reopened int not null default 0,
  created_by uuid not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  primary key (org_id, id),
  constraint case_closes_only_by_a_confirming_followup
    check (state <> 'closed' or (confirming_followup_id is not null and confirmed_by is not null and closed_at is not null)),
  constraint case_is_confirmed_after_a_solution
    check (state = 'open' or (solution is not null and solved_by is not null and solved_at is not null)),
  constraint case_is_not_confirmed_by_its_solver check (confirmed_by <> solved_by),
  constraint case_escalated_waits_for_the_customer check (escalated_at is null or state = 'confirming'),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, raised_by_followup_id) references followup (org_id, id),
  foreign key (org_id, confirming_followup_id) references followup (org_id, id),
  foreign key (org_id, owner_id) references staff (org_id, id),
  foreign key (org_id, solved_by) references staff (org_id, id),
  foreign key (org_id, confirmed_by) references staff (org_id, id),
  foreign key (org_id, created_by) references staff (org_id, id)
);
create index case_file_not_closed_by_deadline on case_file (org_id, due_at, id) where state <> 'closed';
create index case_file_closed_by_time on case_file (org_id, closed_at desc, id desc) where state = 'closed';
create index case_file_by_owner on case_file (org_id, owner_id) where state <> 'closed';
create index case_file_by_customer on case_file (org_id, customer_id, created_at desc, id desc);
create index case_file_by_raising_followup on case_file (org_id, raised_by_followup_id);
create unique index case_file_one_per_confirming_followup on case_file (org_id, confirming_followup_id);
alter table case_file enable row level security;
create policy own_branches on case_file
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

create table case_event (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  case_id uuid not null,
  at timestamptz not null,
  staff_id uuid,
  kind text not null constraint case_event_kind_is_known
    check (kind in ('opened', 'assigned', 'noted', 'solved', 'confirmed', 'reopened', 'not-reached', 'confirm-again', 'overdue')),
  note text not null default '',
  primary key (org_id, id),
  foreign key (org_id, case_id) references case_file (org_id, id),
  foreign key (org_id, staff_id) references staff (org_id, id)
);
create index case_event_by_case on case_event (org_id, case_id, at, id);
alter table case_event enable row level security;
create policy own_organisation on case_event using (org_id = (select current_org()));
