-- Why: whose contacts a number has seen is in the index now, so that of a number of one customer no contact is read for it.
create index contact_by_identifier_of_whom on contact (org_id, identifier_id, reserved_at desc) include (customer_id);
drop index contact_by_identifier;
alter index contact_by_identifier_of_whom rename to contact_by_identifier;

create or replace function contacts_elsewhere(org uuid, customers uuid[], since timestamptz, by_mail boolean default false)
returns table (id uuid, customer_id uuid, identifier_id uuid, purpose text, campaign_id uuid, channel text,
  made_at timestamptz, held_until timestamptz, live boolean, conversed boolean)
language sql stable security definer
set search_path = public
-- A handful is expected where there may be thousands; joined one by one these would take minutes.
set enable_nestloop = off
as $$
  with point as materialized (
    select customer_id, identifier_id from contact_point
    where org_id = org and customer_id = any (customers)
      and (dialable or by_mail and kind = 'email' and state in ('valid', 'doubtful') and ended_at is null)),
  shared as materialized (
    select distinct p.customer_id, p.identifier_id from contact c
    join point p on p.identifier_id = c.identifier_id and p.customer_id <> c.customer_id
    where c.org_id = org and c.identifier_id = any (array(select identifier_id from point)))
  select c.id, p.customer_id, c.identifier_id, c.purpose, c.campaign_id, c.channel, coalesce(c.dialled_at, c.reserved_at),
    c.held_until, c.state in ('reserved', 'dialled'), c.conversed
  from contact c
  join shared p on p.identifier_id = c.identifier_id and p.customer_id <> c.customer_id
  where c.org_id = org and org = current_org() and c.state <> 'cancelled'
    and c.identifier_id = any (array(select identifier_id from shared))
    and (c.reserved_at > since or c.dialled_at > since or c.state in ('reserved', 'dialled'))
$$;
