-- Why: a company keeps its people in one place; whoever leaves there must not get in here.
create table sign_on (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  enabled boolean not null,
  issuer text not null constraint sign_on_issuer_is_http check (issuer ~ '^https?://'),
  client_id text not null,
  client_secret bytea not null,
  domains text[] not null constraint sign_on_has_a_domain check (cardinality(domains) > 0),
  -- Off while null: nobody gets an account by signing in.
  create_role text,
  create_branch_id uuid,
  role_claim text,
  roles_by_claim jsonb not null default '{}',
  password_off boolean not null default false,
  -- Who can still sign in by password when the provider is down.
  break_glass_id uuid,
  changed_at timestamptz not null,
  primary key (org_id, id),
  constraint sign_on_one_per_organisation unique (org_id),
  constraint sign_on_without_passwords_keeps_one_way_in check (not password_off or break_glass_id is not null),
  constraint sign_on_creates_in_a_branch check ((create_role is null) = (create_branch_id is null)),
  foreign key (org_id, create_branch_id) references branch (org_id, id),
  foreign key (org_id, break_glass_id) references staff (org_id, id)
);
alter table sign_on enable row level security;
create policy own_organisation on sign_on using (org_id = (select current_org()));

create table sign_on_link (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  issuer text not null,
  subject text not null,
  staff_id uuid not null,
  linked_at timestamptz not null,
  primary key (org_id, id),
  constraint sign_on_link_one_per_subject unique (org_id, issuer, subject),
  constraint sign_on_link_one_per_staff unique (org_id, issuer, staff_id),
  foreign key (org_id, staff_id) references staff (org_id, id)
);
alter table sign_on_link enable row level security;
create policy own_organisation on sign_on_link using (org_id = (select current_org()));

-- The page before the sign-in knows no organisation yet: it learns who offers sign-on, and for which domains.
create function sign_on_offers() returns table (org_id uuid, domains text[])
  language sql stable security definer set search_path = public as $$
  select s.org_id, s.domains from sign_on s where s.enabled order by s.org_id
$$;
