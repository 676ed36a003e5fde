-- Why: a follow-up is about something that happened; orders come in lines, and the same file twice must change nothing.
create table activity (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  kind text not null constraint activity_kind_is_known
    check (kind in ('order', 'delivery', 'service', 'complaint', 'contract', 'rental', 'visit')),
  happened_at timestamptz not null,
  external_id text,
  summary text not null default '',
  amount numeric(16, 2),
  currency text,
  line_count int not null default 0,
  content_hash bytea,
  import_id uuid,
  created_at timestamptz not null,
  primary key (org_id, id),
  constraint activity_external_id_is_unique unique (org_id, kind, external_id),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, import_id) references import_run (org_id, id)
);
create index activity_by_customer on activity (org_id, customer_id, happened_at desc, id);
create index activity_by_kind_and_time on activity (org_id, kind, happened_at, id);
alter table activity enable row level security;
create policy own_organisation on activity using (org_id = (select current_org()));

-- The key to the activity already binds a line to its organisation; a second check per line would cost a fifth of an import.
create table order_line (
  org_id uuid not null,
  activity_id uuid not null,
  line_number int not null,
  product_code text,
  product text not null,
  quantity numeric(14, 3) not null constraint order_line_quantity_is_positive check (quantity > 0),
  unit_price numeric(14, 4) not null constraint order_line_price_is_positive check (unit_price > 0),
  primary key (org_id, activity_id, line_number),
  foreign key (org_id, activity_id) references activity (org_id, id) on delete cascade
);
alter table order_line enable row level security;
create policy own_organisation on order_line using (org_id = (select current_org()));

-- Lines of one order may lie anywhere in a file: they wait here until the whole file has been read.
create table staged_order_line (
  org_id uuid not null,
  import_id uuid not null,
  row_number bigint not null,
  order_key text not null,
  customer_id uuid not null,
  happened_at timestamptz not null,
  product_code text,
  product text not null,
  quantity numeric(14, 3) not null,
  unit_price numeric(14, 4) not null,
  currency text,
  primary key (org_id, import_id, order_key, row_number),
  foreign key (org_id, import_id) references import_run (org_id, id) on delete cascade
);
alter table staged_order_line enable row level security;
create policy own_organisation on staged_order_line using (org_id = (select current_org()));
