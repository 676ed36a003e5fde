-- Why: a row that holds two customers rings one about the other's business; it becomes two, nothing is lost, and it can be taken back.
create table customer_split (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  -- Whose row it was, and the customer who was made of a part of it.
  kept_id uuid not null,
  part_id uuid not null,
  part_name text not null,
  note text not null default '',
  split_by uuid,
  split_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  -- Taking it back is a merge.
  undone_by_merge_id uuid,
  primary key (org_id, id),
  constraint customer_is_not_split_from_himself check (kept_id <> part_id),
  constraint customer_split_taken_back_is_a_merge check ((undone_at is null) = (undone_by_merge_id is null)),
  foreign key (org_id, kept_id) references customer (org_id, id),
  foreign key (org_id, part_id) references customer (org_id, id),
  foreign key (org_id, split_by) references staff (org_id, id),
  foreign key (org_id, undone_by) references staff (org_id, id),
  foreign key (org_id, undone_by_merge_id) references customer_merge (org_id, id)
);
create unique index customer_is_split_off_once on customer_split (org_id, part_id);
create index customer_split_by_kept on customer_split (org_id, kept_id, split_at desc);
create index customer_split_by_time on customer_split (org_id, split_at desc, id desc);
alter table customer_split enable row level security;
create policy own_organisation on customer_split using (org_id = (select current_org()));

-- Every row that a split moved or copied, of any module.
create table customer_split_row (
  org_id uuid not null,
  split_id uuid not null,
  noun text not null,
  row_id uuid not null,
  primary key (org_id, split_id, noun, row_id),
  foreign key (org_id, split_id) references customer_split (org_id, id) on delete cascade
);
alter table customer_split_row enable row level security;
create policy own_organisation on customer_split_row using (org_id = (select current_org()));
