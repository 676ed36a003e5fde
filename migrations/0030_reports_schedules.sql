-- Why: who must know the numbers gets them without looking for them, once for each time they are due.
create table report_schedule (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  campaign_id uuid,
  team_id uuid,
  name text not null constraint report_schedule_has_a_name check (name <> ''),
  rhythm text not null constraint report_schedule_rhythm_is_known check (rhythm in ('daily', 'weekly', 'monthly')),
  weekday int constraint report_schedule_weekday_is_monday_to_sunday check (weekday between 1 and 7),
  month_day int constraint report_schedule_month_day_is_in_every_month check (month_day between 1 and 28),
  -- Minutes after midnight where the organisation is.
  at_minute int not null constraint report_schedule_minute_is_of_a_day check (at_minute between 0 and 1439),
  workdays_only boolean not null,
  paused_at timestamptz,
  -- What was due before is never sent.
  since timestamptz not null,
  version int not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz,
  primary key (org_id, id),
  constraint report_schedule_weekly_has_a_weekday check ((rhythm = 'weekly') = (weekday is not null)),
  constraint report_schedule_monthly_has_a_day check ((rhythm = 'monthly') = (month_day is not null)),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, campaign_id) references campaign (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id),
  foreign key (org_id, created_by) references staff (org_id, id)
);
alter table report_schedule enable row level security;
create policy own_branches on report_schedule
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

create table report_recipient (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  schedule_id uuid not null,
  staff_id uuid,
  -- Somebody outside the staff; nothing goes there before an owner has confirmed it.
  address text,
  language text not null constraint report_recipient_language_is_known check (language in ('zh', 'en')),
  confirmed_by uuid,
  confirmed_at timestamptz,
  primary key (org_id, id),
  constraint report_recipient_is_staff_or_an_address check ((staff_id is null) <> (address is null)),
  constraint report_recipient_is_confirmed_by_somebody check ((confirmed_by is null) = (confirmed_at is null)),
  constraint report_recipient_stands_once unique nulls not distinct (org_id, schedule_id, staff_id, address),
  foreign key (org_id, schedule_id) references report_schedule (org_id, id),
  foreign key (org_id, staff_id) references staff (org_id, id),
  foreign key (org_id, confirmed_by) references staff (org_id, id)
);
alter table report_recipient enable row level security;
create policy own_organisation on report_recipient using (org_id = (select current_org()));

create table report_mail (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  schedule_id uuid not null,
  slot timestamptz not null,
  staff_id uuid,
  address text,
  language text not null,
  is_test boolean not null default false,
  state text not null constraint report_mail_state_is_known check (state in ('waiting', 'sending', 'sent', 'failed')),
  tries int not null default 0,
  next_at timestamptz not null,
  -- While it is being sent; after that another server may try again.
  lease_until timestamptz,
  failure text,
  -- What the mail server said when it last failed.
  words text,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, id),
  constraint report_mail_goes_once_per_slot unique nulls not distinct (org_id, schedule_id, slot, staff_id, address),
  constraint report_mail_being_sent_has_a_lease check ((state = 'sending') = (lease_until is not null)),
  constraint report_mail_end_has_a_time check ((state in ('sent', 'failed')) = (ended_at is not null)),
  foreign key (org_id, schedule_id) references report_schedule (org_id, id),
  foreign key (org_id, staff_id) references staff (org_id, id)
);
create index report_mail_open on report_mail (org_id, next_at) where state in ('waiting', 'sending');
create index report_mail_by_schedule on report_mail (org_id, schedule_id, slot desc, id desc);
alter table report_mail enable row level security;
create policy own_organisation on report_mail using (org_id = (select current_org()));
