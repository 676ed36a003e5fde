-- Why: rules taken from a ready-made pack hold because somebody answered for them; who and when is kept.
create table policy_confirmation (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  pack text not null constraint policy_confirmation_names_its_pack check (pack <> ''),
  edition text not null,
  rule_ids text[] not null constraint policy_confirmation_names_rules check (cardinality(rule_ids) > 0),
  confirmed_by uuid not null,
  confirmed_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, confirmed_by) references staff (org_id, id)
);
create index policy_confirmation_by_time on policy_confirmation (org_id, confirmed_at desc, id desc);
alter table policy_confirmation enable row level security;
create policy own_organisation on policy_confirmation using (org_id = (select current_org()));
