-- Why: other programs hear at once what happened here; what was told is written in the transaction of the fact, so none is lost.
create table webhook (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  name text not null constraint webhook_has_a_name check (name <> ''),
  url text not null constraint webhook_url_is_http check (url ~ '^https?://'),
  events text[] not null constraint webhook_hears_something check (cardinality(events) > 0),
  state text not null default 'on' constraint webhook_state_is_known check (state in ('on', 'off', 'disabled')),
  -- Why the product itself has switched it off.
  disabled_reason text constraint webhook_disabled_reason_is_known check (disabled_reason in ('gone', 'failing')),
  secret bytea not null,
  -- The secret before the last change stays valid for a day, so that the receiver can be changed without a gap.
  old_secret bytea,
  old_secret_until timestamptz,
  failing_since timestamptz,
  last_delivered_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (org_id, id),
  constraint webhook_disabled_has_a_reason check ((state = 'disabled') = (disabled_reason is not null)),
  constraint webhook_old_secret_ends check ((old_secret is null) = (old_secret_until is null)),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, created_by) references staff (org_id, id)
);
alter table webhook enable row level security;
create policy own_branches on webhook
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

-- Whoever causes a fact need not see the webhooks of the branches above his own.
create function webhook_wanted(event text) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from webhook where org_id = current_org() and state <> 'off' and event = any (events))
$$;

create table webhook_event (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  -- Facts about one subject wait for each other, so this is their order.
  number bigint generated always as identity,
  branch_id uuid not null,
  -- For whom alone it is meant: a test of one endpoint.
  webhook_id uuid,
  event text not null,
  subject_id uuid not null,
  -- Exactly what is sent, the same bytes each time.
  body text not null,
  happened_at timestamptz not null,
  spread_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, webhook_id) references webhook (org_id, id) on delete cascade
);
create index webhook_event_to_spread on webhook_event (org_id, number) where spread_at is null;
create index webhook_event_by_time on webhook_event (org_id, happened_at);
alter table webhook_event enable row level security;
create policy own_organisation on webhook_event using (org_id = (select current_org()));

create table webhook_delivery (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  webhook_id uuid not null,
  event_id uuid not null,
  -- As in the event.
  number bigint not null,
  subject_id uuid not null,
  state text not null constraint webhook_delivery_state_is_known check (state in ('waiting', 'delivered', 'dead')),
  -- When it is to be tried; while a server process is at it, when another may take it over.
  due_at timestamptz not null,
  since timestamptz not null,
  attempts int not null default 0,
  claim uuid,
  tried_at timestamptz,
  status int,
  failure text,
  answer text,
  milliseconds int,
  created_at timestamptz not null,
  primary key (org_id, id),
  constraint webhook_delivery_once_per_event unique (org_id, webhook_id, event_id),
  foreign key (org_id, webhook_id) references webhook (org_id, id) on delete cascade,
  foreign key (org_id, event_id) references webhook_event (org_id, id) on delete cascade
);
create index webhook_delivery_due on webhook_delivery (org_id, due_at) where state = 'waiting';
create index webhook_delivery_order on webhook_delivery (org_id, webhook_id, subject_id, number) where state = 'waiting';
create index webhook_delivery_by_webhook on webhook_delivery (org_id, webhook_id, number desc);
alter table webhook_delivery enable row level security;
create policy own_organisation on webhook_delivery using (org_id = (select current_org()));
