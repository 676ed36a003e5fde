-- Why: a caller whom nobody knows must be able to say “never again” too; a call that was not ours is written down.
create table number_stop (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  identifier_id uuid not null,
  source text not null,
  note text not null default '',
  created_by uuid,
  created_at timestamptz not null,
  lifted_at timestamptz,
  lifted_by uuid,
  lifted_note text,
  primary key (org_id, id),
  constraint number_stop_lifted_has_a_note check ((lifted_at is null) = (lifted_note is null)),
  foreign key (org_id, identifier_id) references identifier (org_id, id),
  foreign key (org_id, created_by) references staff (org_id, id),
  foreign key (org_id, lifted_by) references staff (org_id, id)
);
create unique index number_stop_once_per_number on number_stop (org_id, identifier_id) where lifted_at is null;
create index number_stop_by_time on number_stop (org_id, id desc);
alter table number_stop enable row level security;
create policy own_organisation on number_stop using (org_id = (select current_org()));

create table suspected_call (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  -- The number that was called and the number that was shown; both live in the vault.
  called_identifier_id uuid,
  shown_identifier_id uuid,
  customer_id uuid,
  happened_at timestamptz,
  said text not null constraint suspected_call_says_what_was_said check (said <> ''),
  reported_by uuid not null,
  reported_at timestamptz not null,
  handled_by uuid,
  handled_at timestamptz,
  handling text,
  primary key (org_id, id),
  constraint suspected_call_handled_says_how
    check ((handled_at is null) = (handling is null) and (handled_at is null) = (handled_by is null)),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, called_identifier_id) references identifier (org_id, id),
  foreign key (org_id, shown_identifier_id) references identifier (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, reported_by) references staff (org_id, id),
  foreign key (org_id, handled_by) references staff (org_id, id)
);
create index suspected_call_by_time on suspected_call (org_id, id desc);
create index suspected_call_open on suspected_call (org_id, id desc) where handled_at is null;
alter table suspected_call enable row level security;
create policy own_branches on suspected_call
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));
