-- Why: a write sent twice over a shaky line must happen once; its key is stored in the transaction of the write.
create table idempotency_key (
  org_id uuid not null references organisation (id),
  staff_id uuid not null,
  key text not null,
  request_hash text not null,
  status int,
  response json,
  created_at timestamptz not null,
  primary key (org_id, staff_id, key),
  foreign key (org_id, staff_id) references staff (org_id, id)
);
create index idempotency_key_by_age on idempotency_key (created_at);
alter table idempotency_key enable row level security;
create policy own_organisation on idempotency_key using (org_id = (select current_org()));
