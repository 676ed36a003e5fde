-- Why: what only a look at all customers can tell — who may be twice, who cannot be reached — is looked up at night and shown at once, with its time.
create table customer_survey (
  org_id uuid not null references organisation (id),
  kind text not null constraint customer_survey_is_known check (kind in ('duplicates', 'list-check')),
  -- The last that was finished, which is shown.
  shown_id uuid,
  as_of timestamptz,
  took_seconds int,
  -- The one under way.
  running_id uuid,
  started_at timestamptz,
  step int not null default 0,
  steps int not null default 0,
  primary key (org_id, kind),
  constraint customer_survey_is_shown_with_its_time check ((shown_id is null) = (as_of is null)),
  constraint customer_survey_runs_since check ((running_id is null) = (started_at is null))
);
alter table customer_survey enable row level security;
create policy own_organisation on customer_survey using (org_id = (select current_org()));

-- What surveys found is a copy that grows old: whoever reads it asks the customers themselves, so it binds none of them.
create table customer_pair (
  org_id uuid not null references organisation (id),
  survey_id uuid not null,
  first_id uuid not null,
  second_id uuid not null,
  first_branch_id uuid not null,
  second_branch_id uuid not null,
  reasons text[] not null,
  strength int not null,
  primary key (org_id, survey_id, first_id, second_id)
);
create index customer_pair_by_strength on customer_pair (org_id, survey_id, strength desc, first_id, second_id,
  first_branch_id, second_branch_id);
alter table customer_pair enable row level security;
create policy own_organisation on customer_pair using (org_id = (select current_org()));

-- Few have no number; asked one by one, a million customers were looked at for a page of them (1.2 s).
alter table customer add column without_phone boolean not null default false;
update customer c set without_phone = true where not exists (
  select from contact_point p where p.org_id = c.org_id and p.customer_id = c.id and p.kind = 'phone' and p.state <> 'wrong');
create index customer_without_phone on customer (org_id, name_key, id, branch_id) where without_phone;
create index customer_without_phone_by_update on customer (org_id, updated_at desc, id desc, branch_id) where without_phone;
