-- Why: the right person is rung at a number that is his and right, when he likes it and has agreed; and of each fact we know whence and since when.
alter table customer add column created_by uuid;
alter table customer add foreign key (org_id, created_by) references staff (org_id, id);

-- What an organisation calls further duties, besides those the product knows by itself.
create table duty (
  org_id uuid not null references organisation (id),
  name text not null constraint duty_has_a_name check (name <> ''),
  created_by uuid,
  created_at timestamptz not null,
  primary key (org_id, name),
  foreign key (org_id, created_by) references staff (org_id, id)
);
alter table duty enable row level security;
create policy own_organisation on duty using (org_id = (select current_org()));

create table person_in_charge (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  name text not null constraint person_in_charge_has_a_name check (name <> ''),
  duties text[] not null constraint person_in_charge_has_one_to_ten_duties check (cardinality(duties) between 1 and 10),
  language text,
  note text,
  valid_from date,
  valid_until date,
  -- Set when he is in charge no more; a later last day ends by itself when it is over.
  ended_at timestamptz,
  external_id text,
  source text not null,
  import_id uuid,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (org_id, id),
  constraint person_in_charge_external_id_is_unique unique (org_id, customer_id, external_id),
  constraint person_in_charge_is_valid_for_a_time check (valid_from <= valid_until),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, import_id) references import_run (org_id, id),
  foreign key (org_id, created_by) references staff (org_id, id)
);
create index person_in_charge_by_customer on person_in_charge (org_id, customer_id, id);
create index person_in_charge_by_end on person_in_charge (org_id, valid_until)
  where ended_at is null and valid_until is not null;
create index person_in_charge_by_import on person_in_charge (org_id, import_id) where import_id is not null;
alter table person_in_charge enable row level security;
create policy own_organisation on person_in_charge using (org_id = (select current_org()));

-- Two people behind one switchboard have the same number and two extensions.
alter table contact_point
  add column person_id uuid,
  add column extension text not null default ''
    constraint contact_point_extension_is_digits check (extension ~ '^[0-9]{0,8}$'),
  add column ownership text not null default 'unknown'
    constraint contact_point_ownership_is_known check (ownership in ('own', 'shared', 'somebody-else', 'unknown')),
  add column verified_by uuid,
  add column verified_how text
    constraint contact_point_verification_is_known check (verified_how in ('call', 'message', 'visit', 'document')),
  add column ended_at timestamptz,
  drop constraint contact_point_state_is_known,
  add constraint contact_point_state_is_known check (state in ('valid', 'doubtful', 'wrong', 'never-registered')),
  drop constraint contact_point_is_registered_once,
  add constraint contact_point_is_registered_once unique (org_id, customer_id, identifier_id, extension),
  add foreign key (org_id, person_id) references person_in_charge (org_id, id),
  add foreign key (org_id, verified_by) references staff (org_id, id);
-- What may be dialled is said once, here; every plan, verdict and call asks this column.
alter table contact_point add column dialable boolean not null
  generated always as (kind = 'phone' and state in ('valid', 'doubtful') and ended_at is null) stored;
create index contact_point_by_person on contact_point (org_id, person_id) where person_id is not null;

create table good_hours (
  org_id uuid not null references organisation (id),
  customer_id uuid not null,
  windows jsonb not null,
  not_before text,
  not_after text,
  source text not null,
  note text not null default '',
  updated_by uuid,
  updated_at timestamptz not null,
  primary key (org_id, customer_id),
  constraint good_hours_begin_before_they_end check (not_before < not_after),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, updated_by) references staff (org_id, id)
);
alter table good_hours enable row level security;
create policy own_organisation on good_hours using (org_id = (select current_org()));

-- One row per word the customer gave; a later word never overwrites an earlier one.
create table consent (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  purpose_class text not null
    constraint consent_purpose_class_is_known check (purpose_class in ('service', 'research', 'marketing')),
  channel text not null
    constraint consent_channel_is_known check (channel in ('phone', 'sms', 'email', 'chat', 'visit')),
  given boolean not null,
  at timestamptz not null,
  expires_at timestamptz,
  evidence_kind text not null constraint consent_evidence_kind_is_known check (evidence_kind in ('text', 'file', 'call')),
  evidence text not null constraint consent_has_evidence check (evidence <> ''),
  source text not null,
  external_id text,
  import_id uuid,
  recorded_by uuid,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  primary key (org_id, id),
  constraint consent_expires_after_it_is_given check (expires_at is null or (given and expires_at > at)),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, import_id) references import_run (org_id, id),
  foreign key (org_id, recorded_by) references staff (org_id, id)
);
create index consent_by_customer on consent (org_id, customer_id, at desc, id desc);
create index consent_by_import on consent (org_id, import_id) where import_id is not null;
create unique index consent_external_id_is_unique on consent (org_id, external_id, purpose_class, channel)
  where voided_at is null and external_id is not null;
alter table consent enable row level security;
create policy own_organisation on consent using (org_id = (select current_org()));

-- What was known at creation needs no row: the customer's own row says since when and whence. A row here is a change.
create table customer_change (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  at timestamptz not null,
  subject text not null constraint customer_change_subject_is_known
    check (subject in ('customer', 'contact-point', 'person', 'hours', 'import', 'merge')),
  subject_id uuid,
  field text not null,
  old_value text,
  new_value text,
  source text not null constraint customer_change_source_is_known
    check (source in ('staff', 'call', 'import', 'undo', 'merge', 'api', 'system')),
  note text not null default '',
  staff_id uuid,
  import_id uuid,
  primary key (org_id, id),
  -- It goes with the customer himself, as when the import that brought him is taken back.
  foreign key (org_id, customer_id) references customer (org_id, id) on delete cascade,
  foreign key (org_id, staff_id) references staff (org_id, id),
  foreign key (org_id, import_id) references import_run (org_id, id)
);
create index customer_change_by_customer on customer_change (org_id, customer_id, at desc, id desc);
alter table customer_change enable row level security;
create policy own_organisation on customer_change using (org_id = (select current_org()));
