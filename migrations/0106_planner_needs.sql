-- Why: a contact that not everybody can make takes the hours of those who can; the plan keeps them apart.
alter table plan_entry add column needs text[];

-- What contacts with a need have of a day, and what those who meet it can work on it.
create table plan_need_load (
  org_id uuid not null,
  run_id uuid not null,
  team_id uuid not null,
  day date not null,
  -- As `language:yue`, `skill:claims`, in order.
  needs text[] not null constraint plan_need_load_has_a_need check (cardinality(needs) > 0),
  minutes float8 not null,
  used float8 not null,
  contacts int not null,
  price float8 not null,
  primary key (org_id, run_id, team_id, day, needs),
  foreign key (org_id, run_id) references plan_run (org_id, id) on delete cascade,
  foreign key (org_id, team_id) references team (org_id, id)
);
alter table plan_need_load enable row level security;
create policy own_organisation on plan_need_load using (org_id = (select current_org()));
