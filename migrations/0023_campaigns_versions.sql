-- Why: a campaign is written over days and changes while it runs; whoever approves must see what changed, and what was approved stays readable.
alter table campaign
  alter column team_id drop not null,
  alter column script_id drop not null,
  alter column trigger_kind drop not null,
  alter column from_day drop not null,
  alter column to_day drop not null,
  alter column valid_from drop not null,
  alter column valid_until drop not null,
  drop constraint campaign_has_a_name,
  drop constraint campaign_has_one_to_three_purposes,
  drop constraint campaign_tells_the_customer_why,
  drop constraint campaign_trigger_is_known,
  drop constraint campaign_days_are_in_order,
  drop constraint campaign_is_valid_for_a_time,
  add column owner_id uuid,
  add column expected_effect text not null default '',
  add column channel text not null default 'phone' constraint campaign_channel_is_known check (channel in ('phone')),
  add column festivals text[] not null default '{}',
  -- How often it was submitted; each time is a row of campaign_version.
  add column submissions int not null default 0,
  -- The next version of a campaign that runs: written and approved beside it, in force only when approved.
  add column revision jsonb,
  add column revision_state text constraint campaign_revision_state_is_known check (revision_state in ('draft', 'submitted')),
  add column revision_planned_by uuid[],
  add column revision_submitted_at timestamptz,
  add column revision_note text;

update campaign set owner_id = created_by;
update campaign set conditions = jsonb_build_object('combinator', 'and', 'rules', conditions)
where jsonb_typeof(conditions) = 'array';

alter table campaign
  alter column owner_id set not null,
  alter column conditions set default '{"combinator": "and", "rules": []}',
  add constraint campaign_conditions_are_a_group check (jsonb_typeof(conditions -> 'rules') = 'array'),
  add constraint campaign_has_at_most_three_purposes check (cardinality(purposes) <= 3),
  add constraint campaign_trigger_is_known check (trigger_kind in ('order', 'delivery', 'service', 'complaint', 'contract',
    'rental', 'visit', 'contract-due', 'replenishment', 'lapsed', 'festival')),
  add constraint campaign_beyond_a_draft_is_complete check (state = 'draft' or (
    name <> '' and cardinality(purposes) > 0 and reason_for_customer <> '' and caller_number <> ''
    and num_nulls(trigger_kind, from_day, to_day, team_id, script_id, valid_from, valid_until) = 0)),
  add constraint campaign_days_are_in_order check (state = 'draft' or (from_day <= to_day and from_day >= -365 and to_day <= 3650)),
  add constraint campaign_is_valid_for_a_time check (state = 'draft' or valid_from <= valid_until),
  add constraint campaign_festival_is_named check (state = 'draft' or (trigger_kind = 'festival') = (cardinality(festivals) > 0)),
  add constraint campaign_revision_has_a_state_and_planners
    check (num_nulls(revision, revision_state, revision_planned_by) in (0, 3)),
  add constraint campaign_revision_is_of_one_that_runs check (revision is null or state in ('running', 'paused')),
  add foreign key (org_id, owner_id) references staff (org_id, id);
create index campaign_by_validity on campaign (org_id, valid_until, valid_from);

-- A version as it was submitted, with the script that was said and the names as they were; the decision is added once.
create table campaign_version (
  org_id uuid not null references organisation (id),
  campaign_id uuid not null,
  number int not null constraint campaign_version_number_is_positive check (number > 0),
  content jsonb not null,
  script jsonb not null,
  planned_by uuid[] not null,
  submitted_by uuid not null,
  submitted_at timestamptz not null,
  decision text constraint campaign_version_decision_is_known check (decision in ('approved', 'returned', 'withdrawn')),
  decided_by uuid,
  decided_at timestamptz,
  note text not null default '',
  primary key (org_id, campaign_id, number),
  constraint campaign_version_decision_has_a_person_and_time check (num_nulls(decision, decided_by, decided_at) in (0, 3)),
  constraint campaign_version_is_approved_by_a_second_person check (decision <> 'approved' or decided_by <> all (planned_by)),
  constraint campaign_version_returned_says_why check (decision <> 'returned' or note <> ''),
  foreign key (org_id, campaign_id) references campaign (org_id, id),
  foreign key (org_id, submitted_by) references staff (org_id, id),
  foreign key (org_id, decided_by) references staff (org_id, id)
);
create unique index campaign_version_waits_alone on campaign_version (org_id, campaign_id) where decision is null;
alter table campaign_version enable row level security;
create policy own_organisation on campaign_version using (org_id = (select current_org()));

-- What was submitted before versions were kept is the first one.
insert into campaign_version (org_id, campaign_id, number, content, script, planned_by, submitted_by, submitted_at,
  decision, decided_by, decided_at)
select m.org_id, m.id, 1,
  jsonb_build_object('name', m.name, 'purposes', m.purposes, 'reasonForCustomer', m.reason_for_customer,
    'expectedEffect', '', 'ownerId', m.created_by, 'ownerName', o.name,
    'trigger', jsonb_build_object('kind', m.trigger_kind, 'fromDay', m.from_day, 'toDay', m.to_day, 'festivals', '[]'::jsonb),
    'conditions', m.conditions, 'channel', 'phone', 'teamId', m.team_id, 'teamName', t.name,
    'scriptId', m.script_id, 'scriptName', k.name, 'callerNumber', m.caller_number, 'priority', m.priority,
    'maxAttempts', m.max_attempts, 'validFrom', m.valid_from, 'validUntil', m.valid_until),
  jsonb_build_object('name', k.name, 'opening', k.opening, 'minutes', k.minutes, 'questions', k.questions,
    'version', k.version),
  m.planned_by, m.planned_by[cardinality(m.planned_by)], m.submitted_at,
  case when m.state <> 'submitted' then 'approved' end, m.approved_by, m.approved_at
from campaign m
join staff o on o.org_id = m.org_id and o.id = m.created_by
join team t on t.org_id = m.org_id and t.id = m.team_id
join script k on k.org_id = m.org_id and k.id = m.script_id
where m.state <> 'draft' and (m.state <> 'submitted' or m.approved_by is null);
update campaign m set submissions = 1
where exists (select from campaign_version v where v.org_id = m.org_id and v.campaign_id = m.id);
