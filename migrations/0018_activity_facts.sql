-- Why: a contract or a rental ends on a day that a follow-up goes by, and a service is done to one machine; an order of any length fits its amount.
alter table activity
  add column ends_on date,
  add column machine_id uuid,
  alter column amount type numeric(20, 2),
  add foreign key (org_id, machine_id) references machine (org_id, id);
create index activity_by_end on activity (org_id, ends_on) where ends_on is not null;
create index activity_by_machine on activity (org_id, machine_id, happened_at desc) where machine_id is not null;
create index activity_by_import on activity (org_id, import_id) where import_id is not null;
