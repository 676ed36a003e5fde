-- Why: verdicts count a customer's contacts newest first; the index has them in that order, which a sort outside did not know.
create or replace function contact_histories(org uuid, customers uuid[], since timestamptz)
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
  order by c.customer_id, c.reserved_at desc
$$;
