-- Why: every row belongs to an organisation and most belong to a branch; both walls stand before the first row does.
create function uuid_v7() returns uuid language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

create function current_org() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('huifang.org', true), '')::uuid
$$;

create function current_branches() returns uuid[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('huifang.branches', true), '')::uuid[], '{}')
$$;

create function current_ancestors() returns uuid[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('huifang.ancestors', true), '')::uuid[], '{}')
$$;

create table organisation (
  id uuid primary key default uuid_v7(),
  name text not null constraint organisation_has_a_name check (name <> ''),
  country text not null default 'CN' constraint organisation_country_is_iso_3166 check (country ~ '^[A-Z]{2}$'),
  time_zone text not null default 'Asia/Shanghai',
  service_number text,
  created_at timestamptz not null
);
alter table organisation enable row level security;
create policy own_organisation on organisation using (id = (select current_org()));

-- Background work goes through all organisations one by one; it sees their ids here and nothing else.
create function organisation_ids() returns setof uuid language sql stable security definer set search_path = public as $$
  select id from organisation order by id
$$;

create table branch (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  parent_id uuid,
  name text not null constraint branch_has_a_name check (name <> ''),
  kind text not null default 'own' constraint branch_kind_is_known check (kind in ('own', 'partner')),
  created_at timestamptz not null,
  primary key (org_id, id),
  constraint branch_is_not_its_own_parent check (parent_id <> id),
  foreign key (org_id, parent_id) references branch (org_id, id)
);
create unique index branch_name_is_unique_among_siblings on branch (org_id, parent_id, name) nulls not distinct;
alter table branch enable row level security;
create policy own_organisation on branch using (org_id = (select current_org()));

create table staff (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  name text not null constraint staff_has_a_name check (name <> ''),
  email text not null,
  roles text[] not null constraint staff_roles_are_known check (roles <@ array[
    'owner', 'planner', 'approver', 'agent', 'supervisor', 'hotline', 'quality', 'privacy-officer', 'partner-agent']),
  created_at timestamptz not null,
  deactivated_at timestamptz,
  primary key (org_id, id),
  constraint staff_email_is_unique unique (org_id, email),
  foreign key (org_id, branch_id) references branch (org_id, id)
);
alter table staff enable row level security;
create policy own_organisation on staff using (org_id = (select current_org()));

create table team (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  name text not null constraint team_has_a_name check (name <> ''),
  created_at timestamptz not null,
  primary key (org_id, id),
  constraint team_name_is_unique unique (org_id, name),
  foreign key (org_id, branch_id) references branch (org_id, id)
);
alter table team enable row level security;
create policy own_organisation on team using (org_id = (select current_org()));

create table team_member (
  org_id uuid not null references organisation (id),
  team_id uuid not null,
  staff_id uuid not null,
  primary key (org_id, team_id, staff_id),
  foreign key (org_id, team_id) references team (org_id, id),
  foreign key (org_id, staff_id) references staff (org_id, id)
);
create index team_member_by_staff on team_member (org_id, staff_id);
alter table team_member enable row level security;
create policy own_organisation on team_member using (org_id = (select current_org()));
