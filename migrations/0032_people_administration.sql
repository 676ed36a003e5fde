-- Why: people come, change and go every week; whoever administers them must not be able to break the house or to grant himself more.
alter table staff
  -- Null while he is invited and has not chosen a password yet.
  add column joined_at timestamptz,
  add column language text constraint staff_language_is_known check (language in ('zh', 'en'));
update staff set joined_at = created_at;
create index staff_by_branch on staff (org_id, branch_id);

create table custom_role (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  name text not null constraint custom_role_has_a_name check (name <> ''),
  permissions text[] not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (org_id, id),
  constraint custom_role_name_is_unique unique (org_id, name),
  foreign key (org_id, created_by) references staff (org_id, id)
);
alter table custom_role enable row level security;
create policy own_organisation on custom_role using (org_id = (select current_org()));

create table staff_custom_role (
  org_id uuid not null references organisation (id),
  staff_id uuid not null,
  role_id uuid not null,
  primary key (org_id, staff_id, role_id),
  foreign key (org_id, staff_id) references staff (org_id, id),
  constraint custom_role_in_use_stays foreign key (org_id, role_id) references custom_role (org_id, id)
);
create index staff_custom_role_by_role on staff_custom_role (org_id, role_id);
alter table staff_custom_role enable row level security;
create policy own_organisation on staff_custom_role using (org_id = (select current_org()));

-- Each branch lies one deeper than its parent, by a foreign key on the depth: a circle cannot be written.
alter table branch
  add column position int not null default 0,
  add column closed_at timestamptz,
  add column depth int not null default 0;
with recursive tree as (
  select org_id, id, 0 as depth from branch where parent_id is null
  union all
  select b.org_id, b.id, t.depth + 1 from branch b join tree t on t.org_id = b.org_id and t.id = b.parent_id
)
update branch b set depth = t.depth from tree t where t.org_id = b.org_id and t.id = b.id;
alter table branch
  add column parent_depth int generated always as (depth - 1) stored,
  add constraint branch_depth_counts_from_the_root check ((parent_id is null) = (depth = 0) and depth between 0 and 20),
  add constraint branch_depth_is_known unique (org_id, id, depth),
  add constraint branch_is_one_deeper_than_its_parent
    foreign key (org_id, parent_id, parent_depth) references branch (org_id, id, depth),
  add constraint branch_at_the_root_stays_open check (parent_id is not null or closed_at is null);

alter table team
  add column lead_id uuid,
  add column skills text[] not null default '{}',
  add column languages text[] not null default '{}',
  add constraint team_lead_is_a_member foreign key (org_id, id, lead_id) references team_member (org_id, team_id, staff_id);

-- A link that lets one person choose a password, once. Who opens it is not known yet, so it stands with the logins.
create table auth.link (
  token_hash bytea primary key constraint link_hash_is_sha_256 check (length(token_hash) = 32),
  org_id uuid not null references organisation (id),
  staff_id uuid not null,
  kind text not null constraint link_kind_is_known check (kind in ('invitation', 'password-reset')),
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null constraint link_expires_after_it_was_made check (expires_at > created_at),
  used_at timestamptz,
  revoked_at timestamptz,
  foreign key (org_id, staff_id) references staff (org_id, id)
);
create unique index link_one_open_per_staff on auth.link (org_id, staff_id) where used_at is null and revoked_at is null;

-- Tries to sign in to one account, known or not, within a quarter of an hour; the account as a hash.
create table auth.sign_in_try (
  account bytea primary key,
  tries int not null,
  since timestamptz not null
);
create index sign_in_try_by_age on auth.sign_in_try (since);
