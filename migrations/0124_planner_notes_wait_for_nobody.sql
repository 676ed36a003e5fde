-- Why: one row for each customer made those who change something of him wait for each other, and some of them for ever; a note is a row of its own now.
alter table plan_changed
  drop constraint plan_changed_pkey,
  add column id uuid not null default uuid_v7(),
  add primary key (org_id, id);
create index plan_changed_by_time on plan_changed (org_id, changed_at, id);
create index plan_changed_by_customer on plan_changed (org_id, customer_id);
