-- Why: a list of customers leaves the house only when a second person agrees, and everyone can see later who took what.
create table export_request (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  kind text not null,
  -- What the list is cut by, sealed: it may name one person.
  criteria bytea not null,
  summary text not null,
  language text not null constraint export_language_is_known check (language in ('zh', 'en')),
  reason text not null constraint export_has_a_reason check (reason <> ''),
  wants_full_numbers boolean not null,
  state text not null constraint export_state_is_known
    check (state in ('waiting', 'building', 'ready', 'refused', 'withdrawn', 'expired', 'failed')),
  rows_expected bigint not null,
  requested_by uuid not null,
  requested_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  full_numbers boolean not null default false,
  rows_written bigint not null default 0,
  size_bytes bigint not null default 0,
  built_at timestamptz,
  expires_at timestamptz,
  downloads int not null default 0,
  most_downloads int not null default 3,
  primary key (org_id, id),
  constraint export_is_approved_by_a_second_person check (decided_by <> requested_by),
  constraint export_without_approval_is_not_built check (state not in ('building', 'ready') or decided_by is not null),
  constraint export_has_full_numbers_only_when_asked check (wants_full_numbers or not full_numbers),
  constraint export_is_not_downloaded_too_often check (downloads <= most_downloads),
  constraint export_ready_expires check (state <> 'ready' or expires_at is not null),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, requested_by) references staff (org_id, id),
  foreign key (org_id, decided_by) references staff (org_id, id)
);
create index export_request_by_person on export_request (org_id, requested_by, requested_at desc, id desc);
create index export_request_by_state on export_request (org_id, state, requested_at, id);
alter table export_request enable row level security;
create policy own_branches on export_request
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

create table export_part (
  org_id uuid not null,
  export_id uuid not null,
  number int not null,
  ciphertext bytea not null,
  primary key (org_id, export_id, number),
  foreign key (org_id, export_id) references export_request (org_id, id) on delete cascade
);
alter table export_part enable row level security;
create policy own_organisation on export_part using (org_id = (select current_org()));
