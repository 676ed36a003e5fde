-- Why: a customer nobody has spoken to for too long is as much a fault as one rung too often, and is seen as easily.
create table coverage_rule (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  name text not null constraint coverage_rule_has_a_name check (name <> ''),
  stage text,
  tag text,
  days int not null constraint coverage_rule_days_are_one_to_ten_years check (days between 1 and 3650),
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (org_id, id),
  constraint coverage_rule_is_about_some_customers check (stage is not null or tag is not null),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, created_by) references staff (org_id, id)
);
alter table coverage_rule enable row level security;
create policy own_branches on coverage_rule
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

-- Whether somebody was spoken to counts over all branches, for customers move; which branch it was is not told.
create function customers_spoken_to_since(org uuid, since timestamptz) returns setof uuid
language sql stable security definer set search_path = public as $$
  select distinct c.customer_id from contact c
  where c.org_id = org and org = current_org() and c.settled_at >= since and c.conversed
$$;

create function last_spoken_to(org uuid, customer uuid) returns timestamptz
language sql stable security definer set search_path = public as $$
  select max(c.settled_at) from contact c
  where c.org_id = org and org = current_org() and c.customer_id = customer and c.conversed
$$;
