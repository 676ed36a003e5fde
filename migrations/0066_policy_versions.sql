-- Why: what is allowed is written over days, read by a second person before it holds, and every verdict names a version that never changes.
create table policy_version (
  org_id uuid not null references organisation (id),
  version int not null constraint policy_version_number_is_positive check (version > 0),
  -- The approved version it was written from; 0 is the product's default.
  base_version int not null,
  content jsonb not null constraint policy_version_holds_rules_and_exemptions
    check (jsonb_typeof(content -> 'rules') = 'array' and jsonb_typeof(content -> 'exemptions') = 'array'),
  -- Why it is wanted, as its writers said.
  reason text not null default '',
  -- A local day of the organisation; without one it holds as soon as it is approved.
  takes_effect_on date,
  -- Everyone who wrote or submitted it.
  written_by uuid[] not null,
  submitted_by uuid,
  submitted_at timestamptz not null,
  decision text constraint policy_version_decision_is_known check (decision in ('approved', 'returned', 'withdrawn')),
  decided_by uuid,
  decided_at timestamptz,
  decision_note text not null default '',
  in_force_from timestamptz,
  in_force_until timestamptz,
  -- Stated by one person alone, before versions needed a second.
  carried_over boolean not null default false,
  primary key (org_id, version),
  constraint policy_version_grows_from_an_earlier_one check (base_version >= 0 and base_version < version),
  constraint policy_version_has_a_submitter check (carried_over or submitted_by is not null),
  constraint policy_version_decision_has_a_person_and_time check (carried_over or num_nulls(decision, decided_by, decided_at) in (0, 3)),
  constraint policy_version_is_approved_by_a_second_person check (decision <> 'approved' or decided_by <> all (written_by)),
  constraint policy_version_returned_says_why check (decision <> 'returned' or decision_note <> ''),
  constraint policy_version_in_force_was_approved check (in_force_from is null or decision = 'approved'),
  constraint policy_version_ends_after_it_began check (in_force_until is null or (in_force_from is not null and in_force_until >= in_force_from)),
  foreign key (org_id, submitted_by) references staff (org_id, id),
  foreign key (org_id, decided_by) references staff (org_id, id)
);
create unique index policy_version_waits_alone on policy_version (org_id) where decision is null;
create unique index policy_version_one_in_force on policy_version (org_id) where in_force_from is not null and in_force_until is null;
alter table policy_version enable row level security;
create policy own_organisation on policy_version using (org_id = (select current_org()));

-- The one text on which the next version is written, by whoever may; it goes when a version of it is approved.
create table policy_draft (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  base_version int not null,
  content jsonb not null constraint policy_draft_holds_rules_and_exemptions
    check (jsonb_typeof(content -> 'rules') = 'array' and jsonb_typeof(content -> 'exemptions') = 'array'),
  reason text not null default '',
  takes_effect_on date,
  written_by uuid[] not null,
  -- How often it was saved; whoever saves names the state he saw.
  saves int not null default 0,
  created_by uuid not null,
  created_at timestamptz not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  -- The version made of it that waits for approval; while it waits, the draft cannot be written.
  submitted_version int,
  -- The version made of it that was returned last.
  returned_version int,
  primary key (org_id, id),
  constraint policy_draft_one_per_organisation unique (org_id),
  foreign key (org_id, created_by) references staff (org_id, id),
  foreign key (org_id, saved_by) references staff (org_id, id),
  foreign key (org_id, submitted_version) references policy_version (org_id, version),
  foreign key (org_id, returned_version) references policy_version (org_id, version)
);
alter table policy_draft enable row level security;
create policy own_organisation on policy_draft using (org_id = (select current_org()));

-- What organisations had stated holds on, each version under its number.
insert into policy_version (org_id, version, base_version, content, written_by, submitted_by, submitted_at, decision, decided_at,
  in_force_from, in_force_until, carried_over)
select p.org_id, p.version, p.version - 1,
  jsonb_build_object('exemptions', '[]'::jsonb, 'rules', jsonb_build_array(
    jsonb_build_object('id', 'hours', 'name', '可联系时段', 'kind', 'hours', 'layer', 'own', 'scope', '{}'::jsonb,
      'from', null, 'until', null, 'source', '', 'workday', p.workday_windows, 'restDay', p.rest_day_windows,
      'holiday', p.holiday_windows, 'weekdays', '{}'::jsonb),
    jsonb_build_object('id', 'conversation-cap', 'name', '通话次数上限', 'kind', 'cap', 'layer', 'own', 'scope', '{}'::jsonb,
      'from', null, 'until', null, 'source', '', 'count', 'conversations', 'per', 'person', 'limit', p.cap_conversations,
      'window', jsonb_build_object('kind', 'rolling', 'seconds', p.cap_days * 86400), 'effect', 'delay'),
    jsonb_build_object('id', 'attempt-cap', 'name', '拨打次数上限', 'kind', 'cap', 'layer', 'own', 'scope', '{}'::jsonb,
      'from', null, 'until', null, 'source', '', 'count', 'attempts', 'per', 'person', 'limit', p.cap_attempts,
      'window', jsonb_build_object('kind', 'rolling', 'seconds', p.cap_days * 86400), 'effect', 'delay'))
    || case when p.gap_days > 0 then jsonb_build_array(
      jsonb_build_object('id', 'quiet-period', 'name', '不同事项间的静默期', 'kind', 'gap', 'layer', 'own', 'scope', '{}'::jsonb,
        'from', null, 'until', null, 'source', '', 'after', 'conversations', 'per', 'person', 'next', 'other-matter',
        'seconds', p.gap_days * 86400)) else '[]'::jsonb end
    || case when p.attempt_gap_minutes > 0 then jsonb_build_array(
      jsonb_build_object('id', 'attempt-gap', 'name', '两次拨打的间隔', 'kind', 'gap', 'layer', 'own', 'scope', '{}'::jsonb,
        'from', null, 'until', null, 'source', '', 'after', 'attempts', 'per', 'person', 'next', 'any',
        'seconds', p.attempt_gap_minutes * 60)) else '[]'::jsonb end),
  case when p.created_by is null then '{}' else array[p.created_by] end, p.created_by, p.created_at, 'approved', p.created_at,
  p.created_at, lead(p.created_at) over (partition by p.org_id order by p.version), true
from contact_policy p;
