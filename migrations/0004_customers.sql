-- Why: a customer has one name in the house, known contact points with their source, and one branch that serves him.
create table import_run (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  kind text not null constraint import_kind_is_known check (kind in ('customers', 'orders')),
  file_name text not null,
  mapping jsonb,
  state text not null constraint import_state_is_known
    check (state in ('uploading', 'uploaded', 'running', 'finished', 'failed', 'cancelled')),
  size_bytes bigint not null default 0,
  read_bytes bigint not null default 0,
  rows_read bigint not null default 0,
  rows_new bigint not null default 0,
  rows_changed bigint not null default 0,
  rows_unchanged bigint not null default 0,
  rows_rejected bigint not null default 0,
  counts jsonb not null default '{}',
  upload uuid,
  encoding text,
  header text[] not null default '{}',
  failure text,
  created_by uuid,
  created_at timestamptz not null,
  started_at timestamptz,
  progressed_at timestamptz,
  finished_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, created_by) references staff (org_id, id)
);
create index import_run_by_time on import_run (org_id, created_at desc, id desc);
alter table import_run enable row level security;
create policy own_branches on import_run
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

create table import_chunk (
  org_id uuid not null references organisation (id),
  import_id uuid not null,
  number int not null,
  ciphertext bytea not null,
  primary key (org_id, import_id, number),
  foreign key (org_id, import_id) references import_run (org_id, id) on delete cascade
);
alter table import_chunk enable row level security;
create policy own_organisation on import_chunk using (org_id = (select current_org()));

create table import_rejection (
  org_id uuid not null,
  import_id uuid not null,
  row_number bigint not null,
  reason text not null,
  facts jsonb not null default '{}',
  ciphertext bytea not null,
  primary key (org_id, import_id, row_number),
  foreign key (org_id, import_id) references import_run (org_id, id) on delete cascade
);
alter table import_rejection enable row level security;
create policy own_organisation on import_rejection using (org_id = (select current_org()));

create table customer (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  kind text not null default 'person' constraint customer_kind_is_known check (kind in ('person', 'organisation')),
  name text not null constraint customer_has_a_name check (name <> ''),
  external_id text,
  country text,
  time_zone text,
  note text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  import_id uuid,
  primary key (org_id, id),
  constraint customer_external_id_is_unique unique (org_id, external_id),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, import_id) references import_run (org_id, id)
);
create index customer_by_name on customer (org_id, name, id);
create index customer_by_branch on customer (org_id, branch_id, name, id);
alter table customer enable row level security;
create policy own_branches on customer
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

create table contact_point (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  identifier_id uuid not null,
  kind text not null constraint contact_point_kind_is_known check (kind in ('phone', 'email')),
  line_type text constraint contact_point_line_type_is_known check (line_type in ('fixed', 'mobile', 'unknown')),
  state text not null default 'valid' constraint contact_point_state_is_known check (state in ('valid', 'doubtful', 'wrong')),
  source text not null,
  rank int not null default 1,
  registered_at timestamptz not null,
  verified_at timestamptz,
  import_id uuid,
  primary key (org_id, id),
  constraint contact_point_is_registered_once unique (org_id, customer_id, identifier_id),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, identifier_id) references identifier (org_id, id),
  foreign key (org_id, import_id) references import_run (org_id, id)
);
create index contact_point_by_identifier on contact_point (org_id, identifier_id);
alter table contact_point enable row level security;
create policy own_organisation on contact_point using (org_id = (select current_org()));
