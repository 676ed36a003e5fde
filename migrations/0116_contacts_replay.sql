-- Why: before a draft of the policy is approved it is tried on every contact of the last month, in the background, and what it would have stopped is kept.
create table policy_replay (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  started_at timestamptz not null,
  started_by uuid not null,
  -- Whose contacts it looks at: the branches of whoever began it.
  branch_ids uuid[] not null,
  -- What is tried, as it was written then, and which saving of which draft that was.
  content jsonb not null constraint policy_replay_holds_rules_and_exemptions
    check (jsonb_typeof(content -> 'rules') = 'array' and jsonb_typeof(content -> 'exemptions') = 'array'),
  draft_id uuid not null,
  draft_saves int not null,
  -- The version in force it is compared with.
  policy_version int not null,
  -- Contacts dialled from the one instant to before the other.
  from_at timestamptz not null,
  until_at timestamptz not null,
  phase text not null default 'waiting'
    constraint policy_replay_phase_is_known check (phase in ('waiting', 'judging', 'done', 'cancelled', 'failed')),
  done bigint not null default 0,
  of_all bigint not null default 0,
  progressed_at timestamptz not null,
  phase_started_at timestamptz,
  finished_at timestamptz,
  -- What was found, by rule too; how much of the past is not known.
  found jsonb not null default '{}',
  primary key (org_id, id),
  constraint policy_replay_looks_at_a_span check (until_at > from_at),
  constraint policy_replay_ends_with_a_time check ((phase in ('done', 'cancelled', 'failed')) = (finished_at is not null)),
  foreign key (org_id, started_by) references staff (org_id, id)
);
create unique index policy_replay_one_at_a_time on policy_replay (org_id, started_by) where finished_at is null;
alter table policy_replay enable row level security;
create policy own_organisation on policy_replay using (org_id = (select current_org()));

-- The contacts that the draft would have held back. Millions may be: they are joined when a page of them is read.
create table policy_replay_held (
  org_id uuid not null,
  replay_id uuid not null,
  contact_id uuid not null,
  branch_id uuid not null,
  dialled_at timestamptz not null,
  -- Whether the policy in force says the same.
  anyway boolean not null,
  -- Until when it would have waited; null when it would not have been made.
  until timestamptz,
  reasons jsonb not null,
  primary key (org_id, replay_id, contact_id),
  foreign key (org_id, replay_id) references policy_replay (org_id, id) on delete cascade
);
create index policy_replay_held_by_time on policy_replay_held (org_id, replay_id, anyway, dialled_at desc, contact_id desc);
alter table policy_replay_held enable row level security;
create policy own_branches on policy_replay_held
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

-- When a problem was open, and with which deadline: open_concern knows only those that still are.
create table concern_span (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  concern_id uuid not null,
  customer_id uuid not null,
  due_at timestamptz not null,
  from_at timestamptz not null,
  -- Null while it is so.
  until_at timestamptz,
  -- Not written down as it happened: a deadline that was moved before is not known.
  reconstructed boolean not null default false,
  primary key (org_id, id),
  constraint concern_span_ends_after_it_begins check (until_at >= from_at),
  foreign key (org_id, customer_id) references customer (org_id, id)
);
create index concern_span_by_customer on concern_span (org_id, customer_id);
create unique index concern_span_one_at_a_time on concern_span (org_id, concern_id) where until_at is null;
alter table concern_span enable row level security;
create policy own_organisation on concern_span using (org_id = (select current_org()));
insert into concern_span (org_id, concern_id, customer_id, due_at, from_at, until_at, reconstructed)
select f.org_id, f.id, coalesce(o.customer_id, f.customer_id), coalesce(o.due_at, f.due_at), f.created_at,
  case when o.id is null then greatest(f.created_at, coalesce(f.closed_at, f.created_at)) end, true
from case_file f left join open_concern o on o.org_id = f.org_id and o.id = f.id
where f.closed_at is null or f.closed_at > now() - interval '90 days';

-- What was called from numbers in a span, whoever was called, oldest first; no name and no number of a customer.
create function contacts_from_between(
  org uuid, callers text[], since timestamptz, before timestamptz, with_carried boolean)
returns table (
  caller_number text, purpose text, campaign_id uuid, channel text, made_at timestamptz, conversed boolean, carried jsonb)
language sql stable security definer set search_path = public as $$
  select c.caller_number, c.purpose, c.campaign_id, c.channel, coalesce(c.dialled_at, c.reserved_at), c.conversed,
    case when with_carried and c.conversed then (
      select jsonb_agg(jsonb_build_object('matterId', '', 'purpose', k.purpose, 'campaignId', k.campaign_id)
        order by k.purpose, k.campaign_id)
      from contact_carried k where k.org_id = org and k.contact_id = c.id) end
  from contact c
  where c.org_id = org and org = current_org() and c.caller_number = any (callers) and c.state <> 'cancelled'
    and coalesce(c.dialled_at, c.reserved_at) >= since and coalesce(c.dialled_at, c.reserved_at) < before
  order by 5
$$;
