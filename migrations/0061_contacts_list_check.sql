-- Why: whom one cannot reach is looked up at night (customer_survey); the page shows the sums and the customers at once.
create table list_fault (
  org_id uuid not null references organisation (id),
  survey_id uuid not null,
  fault text not null,
  customer_id uuid not null,
  branch_id uuid not null,
  prospect boolean not null,
  primary key (org_id, survey_id, fault, customer_id)
);
create index list_fault_by_age on list_fault (org_id, survey_id, fault, customer_id desc, branch_id, prospect);
alter table list_fault enable row level security;
create policy own_organisation on list_fault using (org_id = (select current_org()));

-- How many customers a branch has, and how many of them have each fault; `fault` is empty for all.
create table list_fault_sum (
  org_id uuid not null references organisation (id),
  survey_id uuid not null,
  branch_id uuid not null,
  prospect boolean not null,
  fault text not null,
  customers int not null,
  primary key (org_id, survey_id, branch_id, prospect, fault)
);
alter table list_fault_sum enable row level security;
create policy own_organisation on list_fault_sum using (org_id = (select current_org()));
