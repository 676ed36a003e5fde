-- Why: e-mail is a second channel: the ledger says by which channel a contact was made, and addresses count like numbers.

alter table contact drop constraint contact_channel_is_known;
alter table contact add constraint contact_channel_is_known check (channel in ('phone', 'email')) not valid;
alter table contact validate constraint contact_channel_is_known;

-- As before, with the addresses of the customers where they are asked for.
drop function contacts_elsewhere(uuid, uuid[], timestamptz);
create function contacts_elsewhere(org uuid, customers uuid[], since timestamptz, by_mail boolean default false)
returns table (customer_id uuid, identifier_id uuid, purpose text, campaign_id uuid, channel text, made_at timestamptz,
  held_until timestamptz, live boolean, conversed boolean)
language sql stable security definer
set search_path = public
-- A handful is expected where there may be thousands; joined one by one these would take minutes.
set enable_nestloop = off
as $$
  with point as materialized (
    select distinct customer_id, identifier_id from contact_point
    where org_id = org and customer_id = any (customers)
      and (dialable or by_mail and kind = 'email' and state in ('valid', 'doubtful') and ended_at is null))
  select p.customer_id, c.identifier_id, c.purpose, c.campaign_id, c.channel, coalesce(c.dialled_at, c.reserved_at),
    c.held_until, c.state in ('reserved', 'dialled'), c.conversed
  from contact c
  join point p on p.identifier_id = c.identifier_id and p.customer_id <> c.customer_id
  where c.org_id = org and org = current_org() and c.state <> 'cancelled'
    and c.identifier_id = any (array(select identifier_id from point))
    and (c.reserved_at > since or c.dialled_at > since or c.state in ('reserved', 'dialled'))
$$;

-- Whom customers see as the sender of mails.
create table mail_sender (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  address text constraint mail_sender_is_an_address check (address ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  set_by uuid,
  set_at timestamptz not null,
  primary key (org_id, id),
  constraint mail_sender_is_one_per_organisation unique (org_id),
  foreign key (org_id, set_by) references staff (org_id, id)
);
alter table mail_sender enable row level security;
create policy own_organisation on mail_sender using (org_id = (select current_org()));
