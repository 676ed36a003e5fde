-- Why: among a million customers one is found by what people remember of him, and a list is cut by owner, stage and tag.
alter table customer
  add column owner_id uuid,
  add column stage text constraint customer_stage_is_known
    check (stage in ('reach', 'acquisition', 'conversion', 'retention', 'loyalty')),
  add column stage_since timestamptz,
  add column tags text[] not null default '{}',
  -- The name as it is sorted: Chinese by pinyin. Written by the program; compared byte by byte, the same on every server.
  add column name_key text collate "C" not null default '',
  -- What the name is found by, and its tags; empty until the program has read the name.
  add column search_terms text[],
  add column merged_into uuid,
  add constraint customer_stage_has_a_since check ((stage is null) = (stage_since is null)),
  add constraint customer_has_at_most_twenty_tags check (cardinality(tags) <= 20),
  add constraint customer_is_not_merged_into_himself check (merged_into <> id),
  add foreign key (org_id, owner_id) references staff (org_id, id),
  add foreign key (org_id, merged_into) references customer (org_id, id);

drop index customer_by_name;
drop index customer_by_branch;
create index customer_by_name on customer (org_id, name_key, id);
create index customer_by_branch on customer (org_id, branch_id, name_key, id);
create index customer_by_update on customer (org_id, updated_at desc, id desc);
create index customer_by_number on customer (org_id, lower(external_id) collate "C") where external_id is not null;
create index customer_by_owner on customer (org_id, owner_id, name_key, id) where owner_id is not null;
create index customer_by_stage on customer (org_id, stage, name_key, id) where stage is not null;
create index customer_by_term on customer using gin (search_terms);
create index customer_to_be_read on customer (org_id, id) where search_terms is null;
create index customer_merged on customer (org_id, merged_into) where merged_into is not null;

-- Who was merged into another is nobody any more, until that is undone: no statement of the application sees him.
drop policy own_branches on customer;
create policy own_branches on customer
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]) and merged_into is null);

-- Under row-level security an index serves leakproof operators alone; these look-ups check organisation and branches themselves.
create function customers_found(org uuid, terms text[], most int) returns setof uuid
language sql stable security definer set search_path = public as $$
  select c.id from customer c
  where c.org_id = org and org = (select current_org()) and c.branch_id = any ((select current_branches())::uuid[])
    and c.merged_into is null and c.search_terms @> terms
  limit most
$$;

create function customers_numbered(org uuid, beginning text, most int) returns setof uuid
language sql stable security definer set search_path = public as $$
  select c.id from customer c
  where c.org_id = org and org = (select current_org()) and c.branch_id = any ((select current_branches())::uuid[])
    and c.merged_into is null and c.external_id is not null
    and lower(c.external_id) collate "C" >= lower(beginning)
    and lower(c.external_id) collate "C" < lower(beginning) || chr(1114111)
  limit most
$$;

create table customer_tag (
  org_id uuid not null references organisation (id),
  name text not null constraint customer_tag_has_a_name check (name <> ''),
  colour text not null constraint customer_tag_colour_is_known
    check (colour in ('grey', 'teal', 'blue', 'green', 'amber', 'red', 'violet')),
  created_by uuid,
  created_at timestamptz not null,
  primary key (org_id, name),
  foreign key (org_id, created_by) references staff (org_id, id)
);
alter table customer_tag enable row level security;
create policy own_organisation on customer_tag using (org_id = (select current_org()));

create function customer_tag_in_use(org uuid, tag text) returns boolean
language sql stable security definer set search_path = public as $$
  select exists (select from customer c where c.org_id = org and org = current_org() and c.search_terms @> array['#' || tag])
$$;

create table customer_view (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  staff_id uuid not null,
  name text not null constraint customer_view_has_a_name check (name <> ''),
  shared_with text not null constraint customer_view_sharing_is_known check (shared_with in ('nobody', 'team', 'organisation')),
  team_id uuid,
  -- Never a number or an address: words that point at one person are not kept.
  criteria jsonb not null,
  sort text not null constraint customer_view_sort_is_known check (sort in ('name', 'updated')),
  columns text[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (org_id, id),
  constraint customer_view_name_is_unique_for_one unique (org_id, staff_id, name),
  constraint customer_view_of_a_team_names_it check ((shared_with = 'team') = (team_id is not null)),
  foreign key (org_id, staff_id) references staff (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id)
);
alter table customer_view enable row level security;
create policy own_organisation on customer_view using (org_id = (select current_org()));

-- One change of many customers at once, and how each was before, for as long as it can be undone.
create table customer_batch (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  staff_id uuid not null,
  change jsonb not null,
  criteria jsonb,
  state text not null constraint customer_batch_state_is_known check (state in ('running', 'finished', 'failed', 'undone')),
  looked_at int not null default 0,
  changed int not null default 0,
  last_id uuid,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, staff_id) references staff (org_id, id)
);
create index customer_batch_by_staff on customer_batch (org_id, staff_id, created_at desc);
create index customer_batch_running on customer_batch (org_id, created_at) where state = 'running';
alter table customer_batch enable row level security;
create policy own_branches on customer_batch
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

create table customer_batch_row (
  org_id uuid not null references organisation (id),
  batch_id uuid not null,
  customer_id uuid not null,
  owner_id uuid,
  stage text,
  stage_since timestamptz,
  tags text[] not null,
  primary key (org_id, batch_id, customer_id),
  foreign key (org_id, batch_id) references customer_batch (org_id, id) on delete cascade,
  foreign key (org_id, customer_id) references customer (org_id, id) on delete cascade
);
create index customer_batch_row_by_customer on customer_batch_row (org_id, customer_id);
alter table customer_batch_row enable row level security;
create policy own_organisation on customer_batch_row using (org_id = (select current_org()));
