-- Why: what is said and asked is written once, used by several campaigns, and never changes after one was submitted with it.
create table script (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  name text not null constraint script_has_a_name check (name <> ''),
  opening text not null,
  minutes int not null constraint script_minutes_are_positive check (minutes > 0),
  questions jsonb not null,
  version int not null default 1,
  frozen_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, created_by) references staff (org_id, id)
);
create index script_by_time on script (org_id, created_at desc, id desc);
alter table script enable row level security;
create policy own_organisation on script using (org_id = (select current_org()));
