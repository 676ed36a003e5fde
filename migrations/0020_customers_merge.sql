-- Why: one customer kept twice is rung twice; two rows become one, nothing is lost, and it can be taken back exactly.
create table customer_merge (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  survivor_id uuid not null,
  gone_id uuid not null,
  -- Whom the old id and the old number find now; it moves on when the survivor is merged too.
  finds_id uuid not null,
  gone_number text,
  survivor_before jsonb not null,
  survivor_after jsonb not null,
  gone_before jsonb not null,
  note text not null default '',
  merged_by uuid,
  merged_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  primary key (org_id, id),
  constraint customer_is_not_merged_with_himself check (survivor_id <> gone_id),
  foreign key (org_id, survivor_id) references customer (org_id, id),
  foreign key (org_id, gone_id) references customer (org_id, id),
  foreign key (org_id, finds_id) references customer (org_id, id),
  foreign key (org_id, merged_by) references staff (org_id, id),
  foreign key (org_id, undone_by) references staff (org_id, id)
);
create unique index customer_is_merged_into_one on customer_merge (org_id, gone_id) where undone_at is null;
create unique index customer_number_finds_one_survivor on customer_merge (org_id, gone_number)
  where undone_at is null and gone_number is not null;
create index customer_merge_by_survivor on customer_merge (org_id, survivor_id, merged_at desc);
create index customer_merge_by_finding on customer_merge (org_id, finds_id) where undone_at is null;
create index customer_merge_by_time on customer_merge (org_id, merged_at desc, id desc);
alter table customer_merge enable row level security;
create policy own_organisation on customer_merge using (org_id = (select current_org()));

-- Every row that a merge moved or changed, of any module, with what it was before.
create table customer_merge_row (
  org_id uuid not null,
  merge_id uuid not null,
  noun text not null,
  row_id uuid not null,
  was jsonb not null default '{}',
  primary key (org_id, merge_id, noun, row_id),
  foreign key (org_id, merge_id) references customer_merge (org_id, id) on delete cascade
);
alter table customer_merge_row enable row level security;
create policy own_organisation on customer_merge_row using (org_id = (select current_org()));

-- Two customers whom a person looked at and found to be two.
create table customer_distinct (
  org_id uuid not null references organisation (id),
  first_id uuid not null,
  second_id uuid not null,
  staff_id uuid,
  at timestamptz not null,
  primary key (org_id, first_id, second_id),
  constraint customer_pair_is_in_order check (first_id < second_id),
  foreign key (org_id, first_id) references customer (org_id, id) on delete cascade,
  foreign key (org_id, second_id) references customer (org_id, id) on delete cascade,
  foreign key (org_id, staff_id) references staff (org_id, id)
);
create index customer_distinct_by_second on customer_distinct (org_id, second_id);
alter table customer_distinct enable row level security;
create policy own_organisation on customer_distinct using (org_id = (select current_org()));

-- The application cannot see a customer who is merged into another, so these two steps are taken for it.
create function customer_absorbed(org uuid, gone uuid, survivor uuid) returns void
language sql volatile security definer set search_path = public as $$
  update customer set merged_into = survivor, external_id = null
  where org_id = org and org = current_org() and id = gone and branch_id = any (current_branches()) and merged_into is null
$$;

create function customer_released(org uuid, gone uuid, number text) returns void
language sql volatile security definer set search_path = public as $$
  update customer set merged_into = null, external_id = number
  where org_id = org and org = current_org() and id = gone and branch_id = any (current_branches())
$$;
