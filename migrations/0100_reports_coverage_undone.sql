-- Why: that a customer was found left alone must not keep an import that brought him from being taken back.
alter table coverage_alone
  drop constraint coverage_alone_org_id_customer_id_fkey,
  add constraint coverage_alone_goes_with_its_customer
    foreign key (org_id, customer_id) references customer (org_id, id) on delete cascade;
