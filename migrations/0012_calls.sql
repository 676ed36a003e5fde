-- Why: agents see no number, so the product asks the telephone system to ring; asked twice it would ring a customer twice.
create table call (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  contact_id uuid not null,
  asked_at timestamptz not null,
  -- Set before the telephone system is asked, so that whoever finds it set does not ask again.
  requested_at timestamptz,
  answered_status int,
  failure text constraint call_failure_is_known
    check (failure in ('unreachable', 'no-answer', 'refused', 'not-connected')),
  tries int not null default 1 constraint call_is_tried_three_times_at_most check (tries between 1 and 3),
  primary key (org_id, id),
  constraint call_one_per_contact unique (org_id, contact_id),
  constraint call_answered_was_requested check (answered_status is null or requested_at is not null),
  foreign key (org_id, contact_id) references contact (org_id, id)
);
alter table call enable row level security;
create policy own_organisation on call using (org_id = (select current_org()));
