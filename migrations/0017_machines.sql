-- Why: a service call is about one machine; who owns it now, how long it has run and whether it is under warranty must be known before ringing.
create table machine (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  serial_number text not null constraint machine_has_a_serial_number check (serial_number <> ''),
  brand text,
  model text,
  bought_on date,
  delivered_on date,
  warranty_until date,
  state text not null default 'in-use'
    constraint machine_state_is_known check (state in ('in-use', 'standing', 'in-repair', 'scrapped')),
  note text,
  source text not null,
  import_id uuid,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (org_id, id),
  constraint machine_serial_number_is_unique unique (org_id, serial_number),
  foreign key (org_id, import_id) references import_run (org_id, id),
  foreign key (org_id, created_by) references staff (org_id, id)
);
create index machine_by_import on machine (org_id, import_id) where import_id is not null;
alter table machine enable row level security;
create policy own_organisation on machine using (org_id = (select current_org()));

create table machine_owner (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  machine_id uuid not null,
  customer_id uuid not null,
  since date,
  until date,
  -- Set when the next owner is known; the one without is the present owner.
  ended_at timestamptz,
  source text not null,
  staff_id uuid,
  import_id uuid,
  recorded_at timestamptz not null,
  primary key (org_id, id),
  constraint machine_owner_owns_for_a_time check (since <= until),
  foreign key (org_id, machine_id) references machine (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, staff_id) references staff (org_id, id),
  foreign key (org_id, import_id) references import_run (org_id, id)
);
create unique index machine_has_one_owner on machine_owner (org_id, machine_id) where ended_at is null;
create index machine_owner_by_machine on machine_owner (org_id, machine_id, recorded_at desc);
create index machine_owner_by_customer on machine_owner (org_id, customer_id, recorded_at desc, id desc);
alter table machine_owner enable row level security;
create policy own_organisation on machine_owner using (org_id = (select current_org()));

create table meter_reading (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  machine_id uuid not null,
  value numeric(14, 1) not null constraint meter_reading_is_not_negative check (value >= 0),
  unit text not null constraint meter_reading_unit_is_known check (unit in ('h', 'km')),
  read_at timestamptz not null,
  source text not null,
  staff_id uuid,
  import_id uuid,
  recorded_at timestamptz not null,
  primary key (org_id, id),
  constraint meter_reading_is_taken_once unique (org_id, machine_id, unit, read_at, value),
  foreign key (org_id, machine_id) references machine (org_id, id),
  foreign key (org_id, staff_id) references staff (org_id, id),
  foreign key (org_id, import_id) references import_run (org_id, id)
);
create index meter_reading_by_import on meter_reading (org_id, import_id) where import_id is not null;
alter table meter_reading enable row level security;
create policy own_organisation on meter_reading using (org_id = (select current_org()));

create table machine_change (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  machine_id uuid not null,
  at timestamptz not null,
  field text not null,
  old_value text,
  new_value text,
  source text not null,
  staff_id uuid,
  import_id uuid,
  primary key (org_id, id),
  foreign key (org_id, machine_id) references machine (org_id, id),
  foreign key (org_id, staff_id) references staff (org_id, id),
  foreign key (org_id, import_id) references import_run (org_id, id)
);
create index machine_change_by_machine on machine_change (org_id, machine_id, at desc, id desc);
alter table machine_change enable row level security;
create policy own_organisation on machine_change using (org_id = (select current_org()));
