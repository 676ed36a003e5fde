-- Why: one ledger over all departments; what must hold for a customer is a constraint, for two planners can click at the same moment.
create extension if not exists btree_gist;

create table holiday_year (
  country text not null,
  year int not null,
  source text not null,
  primary key (country, year)
);

create table holiday (
  country text not null,
  day date not null,
  kind text not null constraint holiday_kind_is_known check (kind in ('holiday', 'make-up-workday')),
  name text not null,
  primary key (country, day)
);

create table contact_policy (
  org_id uuid not null references organisation (id),
  version int not null,
  cap_conversations int not null constraint policy_cap_is_positive check (cap_conversations > 0),
  cap_attempts int not null constraint policy_attempt_cap_is_positive check (cap_attempts > 0),
  cap_days int not null constraint policy_cap_days_are_positive check (cap_days > 0),
  gap_days int not null constraint policy_gap_is_not_negative check (gap_days >= 0),
  attempt_gap_minutes int not null constraint policy_attempt_gap_is_not_negative check (attempt_gap_minutes >= 0),
  workday_windows jsonb not null,
  rest_day_windows jsonb not null,
  holiday_windows jsonb not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (org_id, version),
  foreign key (org_id, created_by) references staff (org_id, id)
);
alter table contact_policy enable row level security;
create policy own_organisation on contact_policy using (org_id = (select current_org()));

create table do_not_contact (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  purpose text,
  source text not null,
  note text not null default '',
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  lifted_at timestamptz,
  lifted_by uuid,
  lifted_note text,
  primary key (org_id, id),
  constraint do_not_contact_lifted_has_a_note check ((lifted_at is null) = (lifted_note is null)),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, created_by) references staff (org_id, id),
  foreign key (org_id, lifted_by) references staff (org_id, id)
);
create index do_not_contact_by_customer on do_not_contact (org_id, customer_id);
alter table do_not_contact enable row level security;
create policy own_organisation on do_not_contact using (org_id = (select current_org()));

create table contact (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  branch_id uuid not null,
  contact_point_id uuid not null,
  identifier_id uuid not null,
  channel text not null default 'phone' constraint contact_channel_is_known check (channel in ('phone')),
  matter_id uuid not null,
  campaign_id uuid,
  purpose text not null,
  -- What a customer who asks can be told; kept as it was when the contact was reserved.
  reason text not null constraint contact_has_a_reason check (reason <> ''),
  staff_id uuid not null,
  team_id uuid not null,
  caller_number text not null,
  state text not null constraint contact_state_is_known check (state in ('reserved', 'dialled', 'made', 'cancelled')),
  reserved_at timestamptz not null,
  -- While it is live: when it is given up unless its agent goes on working.
  held_until timestamptz not null,
  quiet_until timestamptz not null,
  dialled_at timestamptz,
  settled_at timestamptz,
  outcome text,
  conversed boolean not null default false,
  policy_version int not null,
  primary key (org_id, id),
  constraint contact_quiet_period_is_not_negative check (quiet_until >= reserved_at),
  constraint contact_made_has_an_outcome check (state <> 'made' or (outcome is not null and settled_at is not null)),
  constraint contact_one_matter_per_quiet_period exclude using gist (
    org_id with =,
    customer_id with =,
    matter_id with <>,
    tstzrange(reserved_at, quiet_until) with &&
  ) where (state <> 'cancelled'),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, contact_point_id) references contact_point (org_id, id),
  foreign key (org_id, identifier_id) references identifier (org_id, id),
  foreign key (org_id, campaign_id) references campaign (org_id, id),
  foreign key (org_id, staff_id) references staff (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id)
);
create unique index contact_one_live_per_customer on contact (org_id, customer_id) where state in ('reserved', 'dialled');
create unique index contact_one_live_per_staff on contact (org_id, staff_id) where state in ('reserved', 'dialled');
create index contact_by_customer on contact (org_id, customer_id, reserved_at desc, id desc);
create index contact_by_identifier on contact (org_id, identifier_id, reserved_at desc);
create index contact_by_time on contact (org_id, settled_at);
alter table contact enable row level security;
create policy own_branches on contact
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

-- A verdict counts what every branch did, for a customer can move from one to another; it sees no name and no number.
create function contact_history(org uuid, customer uuid, since timestamptz)
returns table (
  id uuid, matter_id uuid, state text, reserved_at timestamptz, dialled_at timestamptz,
  held_until timestamptz, quiet_until timestamptz, conversed boolean)
language sql stable security definer set search_path = public as $$
  select c.id, c.matter_id, c.state, c.reserved_at, c.dialled_at, c.held_until, c.quiet_until, c.conversed
  from contact c
  where c.org_id = org and org = current_org() and c.customer_id = customer and c.state <> 'cancelled'
    and (c.reserved_at > since or c.dialled_at > since or c.quiet_until > since or c.state in ('reserved', 'dialled'))
$$;

-- “Was that you?” must not be answered with no because another branch rang; it learns that there is a contact, not whose.
create function contacts_registered(org uuid, identifier uuid) returns bigint
language sql stable security definer set search_path = public as $$
  select count(*) from contact c
  where c.org_id = org and org = current_org() and c.identifier_id = identifier and c.dialled_at is not null
$$;

create table verdict (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  at timestamptz not null,
  customer_id uuid not null,
  matter_id uuid,
  moment text not null constraint verdict_moment_is_known check (moment in ('plan', 'hand-out', 'dial')),
  kind text not null constraint verdict_kind_is_known check (kind in ('allow', 'defer', 'deny')),
  until timestamptz,
  reasons jsonb not null,
  policy_version int not null,
  primary key (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id)
);
create index verdict_by_customer on verdict (org_id, customer_id, at desc);
alter table verdict enable row level security;
create policy own_organisation on verdict using (org_id = (select current_org()));
