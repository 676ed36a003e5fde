-- Why: a stolen database must not hold one readable phone number, and every look at a person must leave a trace.
create table data_key (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  purpose text not null constraint data_key_purpose_is_known check (purpose in ('encrypt', 'index')),
  wrapped bytea not null,
  master_key_id text not null,
  created_at timestamptz not null,
  primary key (org_id, id)
);
create unique index data_key_one_per_purpose on data_key (org_id, purpose);
alter table data_key enable row level security;
create policy own_organisation on data_key using (org_id = (select current_org()));

create table identifier (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  kind text not null constraint identifier_kind_is_known check (kind in ('phone', 'email', 'id-number')),
  data_key_id uuid not null,
  ciphertext bytea not null,
  blind_index bytea not null,
  last_four text not null,
  created_at timestamptz not null,
  primary key (org_id, id),
  constraint identifier_is_stored_once unique (org_id, kind, blind_index),
  foreign key (org_id, data_key_id) references data_key (org_id, id)
);
create index identifier_by_last_four on identifier (org_id, last_four);
alter table identifier enable row level security;
create policy own_organisation on identifier using (org_id = (select current_org()));

create table audit_entry (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  at timestamptz not null,
  staff_id uuid,
  action text not null,
  subject text not null,
  subject_id uuid,
  facts jsonb not null default '{}',
  request_id text,
  primary key (org_id, id)
);
create index audit_entry_by_subject on audit_entry (org_id, subject, subject_id, at desc);
create index audit_entry_by_time on audit_entry (org_id, at desc);
alter table audit_entry enable row level security;
create policy own_organisation on audit_entry using (org_id = (select current_org()));
