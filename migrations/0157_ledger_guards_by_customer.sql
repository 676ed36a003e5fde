-- Why: the guard of quiet periods compared organisations first, which are all the same; by the customer first it is found in half the time.

alter table contact drop constraint contact_one_matter_per_quiet_period;
alter table contact add constraint contact_one_matter_per_quiet_period exclude using gist (
  customer_id with =, org_id with =, matter_id with <>, tstzrange(reserved_at, quiet_until) with &&
) where (state <> 'cancelled' and exemption is null and override_id is null and import_id is null);
