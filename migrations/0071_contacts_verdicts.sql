-- Why: a verdict over rules of every kind rests on more than the customer's own ledger, and says by what leave a rule was passed.
create table contact_hold (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  reason text not null constraint contact_hold_has_a_reason check (reason <> ''),
  until timestamptz not null,
  set_by uuid not null,
  set_at timestamptz not null,
  lifted_at timestamptz,
  lifted_by uuid,
  lifted_note text,
  primary key (org_id, id),
  constraint contact_hold_ends_after_it_begins check (until > set_at),
  constraint contact_hold_lifted_has_a_note check ((lifted_at is null) = (lifted_note is null)),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, set_by) references staff (org_id, id),
  foreign key (org_id, lifted_by) references staff (org_id, id)
);
create index contact_hold_by_customer on contact_hold (org_id, customer_id, id desc);
alter table contact_hold enable row level security;
create policy own_organisation on contact_hold using (org_id = (select current_org()));

-- A leave to pass rules once for one customer: one person asks, a second one decides, and it expires.
create table contact_override (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  -- Null is every purpose.
  purpose text,
  -- Rules of the policy by id.
  passes text[] not null constraint contact_override_passes_some_rules check (cardinality(passes) between 1 and 50),
  reason text not null constraint contact_override_has_a_reason check (reason <> ''),
  asked_by uuid not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  decision text constraint contact_override_decision_is_known check (decision in ('approved', 'refused', 'withdrawn')),
  decided_by uuid,
  decided_at timestamptz,
  decision_note text not null default '',
  primary key (org_id, id),
  constraint contact_override_expires_after_it_is_asked_for check (expires_at > asked_at),
  constraint contact_override_decision_has_a_person_and_time check (num_nulls(decision, decided_by, decided_at) in (0, 3)),
  constraint contact_override_is_approved_by_a_second_person check (decision <> 'approved' or decided_by <> asked_by),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, asked_by) references staff (org_id, id),
  foreign key (org_id, decided_by) references staff (org_id, id)
);
create index contact_override_by_customer on contact_override (org_id, customer_id, id desc);
create index contact_override_waiting on contact_override (org_id, id desc) where decision is null;
alter table contact_override enable row level security;
create policy own_organisation on contact_override using (org_id = (select current_org()));

-- Open problems of customers, as those who solve them tell; the id is the case's.
create table open_concern (
  org_id uuid not null references organisation (id),
  id uuid not null,
  customer_id uuid not null,
  due_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id)
);
create index open_concern_by_customer on open_concern (org_id, customer_id);
alter table open_concern enable row level security;
create policy own_organisation on open_concern using (org_id = (select current_org()));
insert into open_concern (org_id, id, customer_id, due_at)
select org_id, id, customer_id, due_at from case_file where state <> 'closed';

alter table contact
  -- By what leave it was made, if a rule would have held it back.
  add column exemption text,
  add column override_id uuid,
  add constraint contact_is_made_by_one_leave_at_most check (num_nonnulls(exemption, override_id) <= 1),
  add foreign key (org_id, override_id) references contact_override (org_id, id),
  drop constraint contact_one_matter_per_quiet_period;
-- What an exemption or override let through stands outside the quiet periods of others.
alter table contact add constraint contact_one_matter_per_quiet_period exclude using gist (
  org_id with =,
  customer_id with =,
  matter_id with <>,
  tstzrange(reserved_at, quiet_until) with &&
) where (state <> 'cancelled' and exemption is null and override_id is null);
create unique index contact_one_per_override on contact (org_id, override_id)
  where override_id is not null and state <> 'cancelled';
create index contact_by_caller_number on contact (org_id, caller_number, (coalesce(dialled_at, reserved_at)) desc);

alter table verdict
  add column channel text,
  add column purposes text[],
  add column staff_id uuid,
  add column exemption text,
  add column override_id uuid,
  add foreign key (org_id, staff_id) references staff (org_id, id),
  add foreign key (org_id, override_id) references contact_override (org_id, id);

-- Verdicts count what every branch did, for a customer can move from one to another; they see no name and no number.
drop function contact_history(uuid, uuid, timestamptz);
create function contact_histories(org uuid, customers uuid[], since timestamptz)
returns table (
  customer_id uuid, id uuid, matter_id uuid, identifier_id uuid, purpose text, campaign_id uuid, channel text,
  exemption text, override_id uuid, made_at timestamptz, quiet_until timestamptz, held_until timestamptz, live boolean,
  conversed boolean)
language sql stable security definer set search_path = public as $$
  select c.customer_id, c.id, c.matter_id, c.identifier_id, c.purpose, c.campaign_id, c.channel, c.exemption,
    c.override_id, coalesce(c.dialled_at, c.reserved_at), c.quiet_until, c.held_until,
    c.state in ('reserved', 'dialled'), c.conversed
  from contact c
  where c.org_id = org and org = current_org() and c.customer_id = any (customers) and c.state <> 'cancelled'
    and (c.reserved_at > since or c.dialled_at > since or c.quiet_until > since or c.override_id is not null
      or c.state in ('reserved', 'dialled'))
$$;

-- Contacts of other customers at the numbers of these, by whose number it is.
create function contacts_elsewhere(org uuid, customers uuid[], since timestamptz)
returns table (
  customer_id uuid, identifier_id uuid, purpose text, campaign_id uuid, channel text, made_at timestamptz,
  held_until timestamptz, live boolean, conversed boolean)
language sql stable security definer set search_path = public as $$
  select p.customer_id, c.identifier_id, c.purpose, c.campaign_id, c.channel, coalesce(c.dialled_at, c.reserved_at),
    c.held_until, c.state in ('reserved', 'dialled'), c.conversed
  from (select distinct customer_id, identifier_id from contact_point
    where org_id = org and customer_id = any (customers) and dialable) p
  join contact c on c.org_id = org and c.identifier_id = p.identifier_id and c.customer_id <> p.customer_id
  where org = current_org() and c.state <> 'cancelled'
    and (c.reserved_at > since or c.dialled_at > since or c.state in ('reserved', 'dialled'))
$$;

-- Contacts from calling numbers, whoever was called. With a pause, back to the last one of that length: a window opened by a
-- contact after such a pause is opened by nothing before it.
create function contacts_from(org uuid, callers text[], since timestamptz, pause interval)
returns table (
  caller_number text, id uuid, purpose text, campaign_id uuid, channel text, made_at timestamptz, held_until timestamptz,
  live boolean, conversed boolean)
language sql stable security definer set search_path = public as $$
  select c.caller_number, c.id, c.purpose, c.campaign_id, c.channel, coalesce(c.dialled_at, c.reserved_at), c.held_until,
    c.state in ('reserved', 'dialled'), c.conversed
  from (
    select n.number, least(since, case when pause is not null then coalesce((
        select h.next_at from (
          select coalesce(k.dialled_at, k.reserved_at) as at,
            lag(coalesce(k.dialled_at, k.reserved_at)) over (order by coalesce(k.dialled_at, k.reserved_at) desc) as next_at
          from contact k where k.org_id = org and k.caller_number = n.number and k.state <> 'cancelled'
        ) h where h.next_at - h.at >= pause limit 1), '-infinity') end) as back
    from unnest(callers) as n (number)
  ) s
  join contact c on c.org_id = org and c.caller_number = s.number and coalesce(c.dialled_at, c.reserved_at) >= s.back
  where org = current_org() and c.state <> 'cancelled'
$$;
