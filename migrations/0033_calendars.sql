-- Why: who works when is planned by the week, and the state announces each November which days of next year are worked.

-- Spans of a day in order, none overlapping: [{"from": "09:00", "to": "12:00"}, …].
create function windows_are_in_order(windows jsonb) returns boolean language sql immutable parallel safe as $$
  select jsonb_typeof(windows) = 'array' and not exists (
    select from (
      select w ->> 'from' as starts, w ->> 'to' as ends, lag(w ->> 'to') over (order by n) as before
      from jsonb_array_elements(windows) with ordinality as given (w, n)
    ) spans
    where not coalesce(starts ~ '^([01]\d|2[0-3]):[0-5]\d$' and ends ~ '^(([01]\d|2[0-3]):[0-5]\d|24:00)$' and starts < ends, false)
      or before > starts
  )
$$;

create table work_calendar (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  name text not null constraint work_calendar_has_a_name check (name <> ''),
  monday jsonb not null constraint monday_is_in_order check (windows_are_in_order(monday)),
  tuesday jsonb not null constraint tuesday_is_in_order check (windows_are_in_order(tuesday)),
  wednesday jsonb not null constraint wednesday_is_in_order check (windows_are_in_order(wednesday)),
  thursday jsonb not null constraint thursday_is_in_order check (windows_are_in_order(thursday)),
  friday jsonb not null constraint friday_is_in_order check (windows_are_in_order(friday)),
  saturday jsonb not null constraint saturday_is_in_order check (windows_are_in_order(saturday)),
  sunday jsonb not null constraint sunday_is_in_order check (windows_are_in_order(sunday)),
  -- Public holidays are off and make-up working days have hours of their own; else every day goes by its weekday.
  keeps_holidays boolean not null,
  make_up_day jsonb not null constraint make_up_day_is_in_order check (windows_are_in_order(make_up_day)),
  created_at timestamptz not null,
  primary key (org_id, id),
  constraint work_calendar_name_is_unique unique (org_id, name)
);
alter table work_calendar enable row level security;
create policy own_organisation on work_calendar using (org_id = (select current_org()));

create table work_calendar_exception (
  org_id uuid not null references organisation (id),
  calendar_id uuid not null,
  day date not null,
  windows jsonb not null constraint exception_is_in_order check (windows_are_in_order(windows)),
  note text not null default '',
  primary key (org_id, calendar_id, day),
  foreign key (org_id, calendar_id) references work_calendar (org_id, id)
);
alter table work_calendar_exception enable row level security;
create policy own_organisation on work_calendar_exception using (org_id = (select current_org()));

-- Which calendar holds for a team, else for its branch or the nearest above it, else for the organisation.
create table work_calendar_use (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  branch_id uuid,
  team_id uuid,
  calendar_id uuid not null,
  primary key (org_id, id),
  constraint calendar_use_is_for_one_of_them check (branch_id is null or team_id is null),
  constraint calendar_use_one_each unique nulls not distinct (org_id, branch_id, team_id),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id),
  constraint work_calendar_in_use_stays foreign key (org_id, calendar_id) references work_calendar (org_id, id)
);
alter table work_calendar_use enable row level security;
create policy own_organisation on work_calendar_use using (org_id = (select current_org()));

-- What one person works on one day where it is not what his calendar says; no windows and a reason is an absence.
create table shift (
  org_id uuid not null references organisation (id),
  staff_id uuid not null,
  day date not null,
  windows jsonb not null constraint shift_is_in_order check (windows_are_in_order(windows)),
  absence text constraint absence_is_known check (absence in ('leave', 'sick', 'training', 'other')),
  note text not null default '',
  changed_by uuid,
  changed_at timestamptz not null,
  primary key (org_id, staff_id, day),
  constraint absence_has_no_hours check (absence is null or windows = '[]'),
  foreign key (org_id, staff_id) references staff (org_id, id)
);
create index shift_by_day on shift (org_id, day);
alter table shift enable row level security;
create policy own_organisation on shift using (org_id = (select current_org()));

-- A year's notice as an organisation entered it itself; it stands in place of the reference table for that year.
create table own_holiday_year (
  org_id uuid not null references organisation (id),
  country text not null,
  year int not null,
  source text not null constraint own_holiday_year_has_a_source check (source <> ''),
  entered_by uuid,
  entered_at timestamptz not null,
  primary key (org_id, country, year),
  foreign key (org_id, entered_by) references staff (org_id, id)
);
alter table own_holiday_year enable row level security;
create policy own_organisation on own_holiday_year using (org_id = (select current_org()));

-- The days of such a notice, and corrections of single days on top of whatever holds otherwise.
create table own_holiday (
  org_id uuid not null references organisation (id),
  country text not null,
  day date not null,
  origin text not null constraint own_holiday_origin_is_known check (origin in ('notice', 'correction')),
  -- The notice it belongs to; that of a year may name days around New Year's.
  notice_year int not null,
  kind text not null constraint own_holiday_kind_is_known check (kind in ('holiday', 'make-up-workday', 'ordinary')),
  name text not null,
  entered_by uuid,
  entered_at timestamptz not null,
  primary key (org_id, country, day, origin),
  constraint notice_names_no_ordinary_days check (origin = 'correction' or kind <> 'ordinary'),
  foreign key (org_id, entered_by) references staff (org_id, id)
);
alter table own_holiday enable row level security;
create policy own_organisation on own_holiday using (org_id = (select current_org()));
