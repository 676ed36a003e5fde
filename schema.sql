-- Generated from migrations/ by `npm run schema`; not run, only read.

create schema auth;

CREATE OR REPLACE FUNCTION public.api_key_by_prefix(wanted text)
 RETURNS SETOF api_key
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select * from api_key where org_id = current_org() and prefix = wanted
$function$
;

CREATE OR REPLACE FUNCTION public.api_key_used(key uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  update api_key set last_used_at = at
  where org_id = current_org() and id = key and (last_used_at is null or last_used_at < at - interval '1 minute')
$function$
;

CREATE OR REPLACE FUNCTION public.audit_hash(before bytea, entry audit_entry)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select sha256(before || convert_to(jsonb_build_array(entry.org_id, entry.id, (extract(epoch from entry.at) * 1000000)::bigint,
    entry.staff_id, entry.action, entry.subject, entry.subject_id, entry.facts, entry.request_id)::text, 'UTF8'))
$function$
;

CREATE OR REPLACE FUNCTION public.branch_leaves_no_customers()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if exists (select from gone g where exists (
    select from customer c where c.org_id = g.org_id and c.branch_id = g.id)) then
    raise foreign_key_violation using message = 'delete on table "branch" leaves customers that name it',
      table = 'customer', constraint = 'customer_org_id_branch_id_fkey';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.contact_histories(org uuid, customers uuid[], since timestamp with time zone)
 RETURNS TABLE(customer_id uuid, id uuid, matter_id uuid, identifier_id uuid, purpose text, campaign_id uuid, channel text, exemption text, override_id uuid, made_at timestamp with time zone, quiet_until timestamp with time zone, held_until timestamp with time zone, live boolean, conversed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
 SET enable_seqscan TO 'off'
AS $function$
  select c.customer_id, c.id, c.matter_id, c.identifier_id, c.purpose, c.campaign_id, c.channel, c.exemption,
    c.override_id, coalesce(c.dialled_at, c.reserved_at), c.quiet_until, c.held_until,
    c.state in ('reserved', 'dialled'), c.conversed
  from contact c
  where c.org_id = org and org = current_org() and c.customer_id = any (customers) and c.state <> 'cancelled'
    and (c.reserved_at > since or c.dialled_at > since or c.quiet_until > since or c.override_id is not null
      or c.state in ('reserved', 'dialled'))
  order by c.customer_id, c.reserved_at desc
$function$
;

CREATE OR REPLACE FUNCTION public.contact_names_what_is_there()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if not exists (select from customer x where x.org_id = new.org_id and x.id = new.customer_id for key share)
    or not exists (select from contact_point x where x.org_id = new.org_id and x.id = new.contact_point_id for key share)
    or not exists (select from identifier x where x.org_id = new.org_id and x.id = new.identifier_id for key share)
    or not exists (select from branch x where x.org_id = new.org_id and x.id = new.branch_id for key share)
    or new.staff_id is not null
      and not exists (select from staff x where x.org_id = new.org_id and x.id = new.staff_id for key share)
    or new.team_id is not null
      and not exists (select from team x where x.org_id = new.org_id and x.id = new.team_id for key share)
    or new.campaign_id is not null
      and not exists (select from campaign x where x.org_id = new.org_id and x.id = new.campaign_id for key share)
  then
    raise foreign_key_violation using message = 'update on table "contact" names what does not exist', table = 'contact';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.contact_point_names_what_is_there()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform from customer c where c.org_id = new.org_id and c.id = new.customer_id for key share;
  if not found then
    raise foreign_key_violation using message = 'update on table "contact_point" names a customer that does not exist',
      table = 'contact_point', constraint = 'contact_point_org_id_customer_id_fkey';
  end if;
  perform from identifier i where i.org_id = new.org_id and i.id = new.identifier_id for key share;
  if not found then
    raise foreign_key_violation using message = 'update on table "contact_point" names an identifier that does not exist',
      table = 'contact_point', constraint = 'contact_point_org_id_identifier_id_fkey';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.contact_points_name_imports()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  wanted bigint;
  held bigint;
begin
  select count(*) into wanted from (select distinct org_id, import_id from written where import_id is not null) w;
  if wanted = 0 then
    return null;
  end if;
  select count(*) into held from (
    select from import_run r
    where (r.org_id, r.id) in (select org_id, import_id from written where import_id is not null) for key share
  ) h;
  if held < wanted then
    raise foreign_key_violation using
      message = 'insert or update on table "contact_point" names an import that does not exist',
      table = 'contact_point', constraint = 'contact_point_names_an_import';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.contact_points_name_what_is_there()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if exists (
    select from (select distinct org_id, customer_id from written) w
    where case when exists (
        select from customer c
        where c.org_id = w.org_id and c.id = w.customer_id and c.xmin = pg_current_xact_id()::xid)
      then false
      else not exists (
        select from customer c where c.org_id = w.org_id and c.id = w.customer_id for key share)
      end
  ) then
    raise foreign_key_violation using message = 'insert on table "contact_point" names a customer that does not exist',
      table = 'contact_point', constraint = 'contact_point_org_id_customer_id_fkey';
  end if;
  if exists (
    select from (select distinct org_id, identifier_id from written) w
    where not exists (select from identifier i where i.org_id = w.org_id and i.id = w.identifier_id for key share)
  ) then
    raise foreign_key_violation using message = 'insert on table "contact_point" names an identifier that does not exist',
      table = 'contact_point', constraint = 'contact_point_org_id_identifier_id_fkey';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.contacts_elsewhere(org uuid, customers uuid[], since timestamp with time zone, by_mail boolean DEFAULT false)
 RETURNS TABLE(id uuid, customer_id uuid, identifier_id uuid, purpose text, campaign_id uuid, channel text, made_at timestamp with time zone, held_until timestamp with time zone, live boolean, conversed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
 SET enable_nestloop TO 'off'
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.contacts_from(org uuid, callers text[], since timestamp with time zone, pause interval)
 RETURNS TABLE(caller_number text, id uuid, purpose text, campaign_id uuid, channel text, made_at timestamp with time zone, held_until timestamp with time zone, live boolean, conversed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.contacts_from_between(org uuid, callers text[], since timestamp with time zone, before timestamp with time zone, with_carried boolean)
 RETURNS TABLE(caller_number text, purpose text, campaign_id uuid, channel text, made_at timestamp with time zone, conversed boolean, carried jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select c.caller_number, c.purpose, c.campaign_id, c.channel, coalesce(c.dialled_at, c.reserved_at), c.conversed,
    case when with_carried and c.conversed then (
      select jsonb_agg(jsonb_build_object('matterId', '', 'purpose', k.purpose, 'campaignId', k.campaign_id)
        order by k.purpose, k.campaign_id)
      from contact_carried k where k.org_id = org and k.contact_id = c.id) end
  from contact c
  where c.org_id = org and org = current_org() and c.caller_number = any (callers) and c.state <> 'cancelled'
    and coalesce(c.dialled_at, c.reserved_at) >= since and coalesce(c.dialled_at, c.reserved_at) < before
  order by 5
$function$
;

CREATE OR REPLACE FUNCTION public.contacts_name_what_is_there()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if exists (
    select from written w
    where not exists (select from customer x where x.org_id = w.org_id and x.id = w.customer_id for key share)
      or not exists (select from contact_point x where x.org_id = w.org_id and x.id = w.contact_point_id for key share)
      or not exists (select from identifier x where x.org_id = w.org_id and x.id = w.identifier_id for key share)
      or w.staff_id is not null
        and not exists (select from staff x where x.org_id = w.org_id and x.id = w.staff_id for key share)
  ) or exists (
    select from (select distinct org_id, branch_id from written) w
    where not exists (select from branch x where x.org_id = w.org_id and x.id = w.branch_id for key share)
  ) or exists (
    select from (select distinct org_id, team_id from written where team_id is not null) w
    where not exists (select from team x where x.org_id = w.org_id and x.id = w.team_id for key share)
  ) or exists (
    select from (select distinct org_id, campaign_id from written where campaign_id is not null) w
    where not exists (select from campaign x where x.org_id = w.org_id and x.id = w.campaign_id for key share)
  ) then
    raise foreign_key_violation using message = 'insert on table "contact" names what does not exist', table = 'contact';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.contacts_registered(org uuid, identifier uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select count(*) from contact c
  where c.org_id = org and org = current_org() and c.identifier_id = identifier and c.dialled_at is not null
$function$
;

CREATE OR REPLACE FUNCTION public.current_ancestors()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(nullif(current_setting('huifang.ancestors', true), '')::uuid[], '{}')
$function$
;

CREATE OR REPLACE FUNCTION public.current_branches()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(nullif(current_setting('huifang.branches', true), '')::uuid[], '{}')
$function$
;

CREATE OR REPLACE FUNCTION public.current_org()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select nullif(current_setting('huifang.org', true), '')::uuid
$function$
;

CREATE OR REPLACE FUNCTION public.customer_absorbed(org uuid, gone uuid, survivor uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  update customer set merged_into = survivor, external_id = null
  where org_id = org and org = current_org() and id = gone and branch_id = any (current_branches()) and merged_into is null
$function$
;

CREATE OR REPLACE FUNCTION public.customer_leaves_no_contact_points()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if exists (select from gone g where exists (
    select from contact_point p where p.org_id = g.org_id and p.customer_id = g.id)) then
    raise foreign_key_violation using message = 'delete on table "customer" leaves contact points that name him',
      table = 'contact_point', constraint = 'contact_point_org_id_customer_id_fkey';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.customer_names_what_is_there()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform from branch b where b.org_id = new.org_id and b.id = new.branch_id for key share;
  if not found then
    raise foreign_key_violation using message = 'update on table "customer" names a branch that does not exist',
      table = 'customer', constraint = 'customer_org_id_branch_id_fkey';
  end if;
  perform from import_run r where r.org_id = new.org_id and r.id = new.import_id for key share;
  if not found and new.import_id is not null then
    raise foreign_key_violation using message = 'update on table "customer" names an import that does not exist',
      table = 'customer', constraint = 'customer_org_id_import_id_fkey';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.customer_released(org uuid, gone uuid, number text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  update customer set merged_into = null, external_id = number
  where org_id = org and org = current_org() and id = gone and branch_id = any (current_branches())
$function$
;

CREATE OR REPLACE FUNCTION public.customer_tag_in_use(org uuid, tag text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (select from customer c
    where c.org_id = org and org = current_org() and c.merged_into is null and c.search_terms @> array['#' || tag])
$function$
;

CREATE OR REPLACE FUNCTION public.customers_found(org uuid, terms text[], most integer)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select c.id from customer c
  where c.org_id = org and org = (select current_org()) and c.branch_id = any ((select current_branches())::uuid[])
    and c.merged_into is null and c.search_terms @> terms
  limit most
$function$
;

CREATE OR REPLACE FUNCTION public.customers_holding(org uuid, one text[], two text[], three text[], most integer)
 RETURNS SETOF customer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select c.* from customer c
  where c.org_id = org and org = (select current_org()) and c.branch_id = any ((select current_branches())::uuid[])
    and c.merged_into is null
    and (c.search_terms @> one or c.search_terms @> two or c.search_terms @> three)
  limit most
$function$
;

CREATE OR REPLACE FUNCTION public.customers_name_what_is_there()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if exists (
    select from (select distinct org_id, branch_id from written) w
    where not exists (select from branch b where b.org_id = w.org_id and b.id = w.branch_id for key share)
  ) then
    raise foreign_key_violation using message = 'insert on table "customer" names a branch that does not exist',
      table = 'customer', constraint = 'customer_org_id_branch_id_fkey';
  end if;
  if exists (
    select from (select distinct org_id, import_id from written where import_id is not null) w
    where not exists (select from import_run r where r.org_id = w.org_id and r.id = w.import_id for key share)
  ) then
    raise foreign_key_violation using message = 'insert on table "customer" names an import that does not exist',
      table = 'customer', constraint = 'customer_org_id_import_id_fkey';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.customers_numbered(org uuid, beginning text, most integer)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select c.id from customer c
  where c.org_id = org and org = (select current_org()) and c.branch_id = any ((select current_branches())::uuid[])
    and c.merged_into is null and c.external_id is not null
    and lower(c.external_id) collate "C" >= lower(beginning)
    and lower(c.external_id) collate "C" < lower(beginning) || chr(1114111)
  limit most
$function$
;

CREATE OR REPLACE FUNCTION public.customers_spoken_to_since(org uuid, since timestamp with time zone)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select distinct c.customer_id from contact c
  where c.org_id = org and org = current_org() and c.settled_at >= since and c.conversed
$function$
;

CREATE OR REPLACE FUNCTION public.customers_tagged(org uuid, tag text, most integer)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select count(*) from (
    select from customer c
    where c.org_id = org and org = (select current_org()) and c.branch_id = any ((select current_branches())::uuid[])
      and c.merged_into is null and c.search_terms @> array['#' || tag]
    limit most) as carrying
$function$
;

CREATE OR REPLACE FUNCTION public.data_key_leaves_nothing()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if exists (select from gone g join identifier i on i.org_id = g.org_id and i.data_key_id = g.id) then
    raise foreign_key_violation using message = 'delete on table "data_key" leaves identifiers that name it',
      table = 'identifier', constraint = 'identifier_org_id_data_key_id_fkey';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.gather_statistics()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  analyze customer, contact_point, identifier, customer_change, activity, order_line, import_addition, import_change,
    machine, person_in_charge;
end $function$
;

CREATE OR REPLACE FUNCTION public.identifier_leaves_no_contact_points()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if exists (select from gone g where exists (
    select from contact_point p where p.org_id = g.org_id and p.identifier_id = g.id)) then
    raise foreign_key_violation using message = 'delete on table "identifier" leaves contact points that name it',
      table = 'contact_point', constraint = 'contact_point_org_id_identifier_id_fkey';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.identifier_names_what_is_there()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform from data_key k where k.org_id = new.org_id and k.id = new.data_key_id for key share;
  if not found then
    raise foreign_key_violation using message = 'update on table "identifier" names a data key that does not exist',
      table = 'identifier', constraint = 'identifier_org_id_data_key_id_fkey';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.identifiers_name_what_is_there()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if exists (
    select from (select distinct org_id, data_key_id from written) w
    where not exists (select from data_key k where k.org_id = w.org_id and k.id = w.data_key_id for key share)
  ) then
    raise foreign_key_violation using message = 'insert on table "identifier" names a data key that does not exist',
      table = 'identifier', constraint = 'identifier_org_id_data_key_id_fkey';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.import_run_leaves_no_contact_points()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if exists (select from gone g join contact_point p on p.org_id = g.org_id and p.import_id = g.id) then
    raise foreign_key_violation using
      message = 'delete on table "import_run" leaves contact points that name it',
      table = 'contact_point', constraint = 'contact_point_names_an_import';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.import_run_leaves_no_customers()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if exists (select from gone g join customer c on c.org_id = g.org_id and c.import_id = g.id) then
    raise foreign_key_violation using message = 'delete on table "import_run" leaves customers that name it',
      table = 'customer', constraint = 'customer_org_id_import_id_fkey';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.key_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise foreign_key_violation using message = format('the key of a row of table "%s" never changes', tg_table_name);
end $function$
;

CREATE OR REPLACE FUNCTION public.last_spoken_to(org uuid, customer uuid)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select max(c.settled_at) from contact c
  where c.org_id = org and org = current_org() and c.customer_id = customer and c.conversed
$function$
;

CREATE OR REPLACE FUNCTION public.leaves_nothing_that_names_it()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  is_named boolean;
begin
  execute format('select exists (select from gone g where exists (
    select from %I x where x.org_id = g.org_id and x.%I = g.id))', tg_argv[0], tg_argv[1]) into is_named;
  if is_named then
    raise foreign_key_violation using
      message = format('delete on table "%s" leaves what names it in table "%s"', tg_table_name, tg_argv[0]),
      table = tg_argv[0], constraint = format('%s_org_id_%s_fkey', tg_argv[0], tg_argv[1]);
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.mail_of_token(wanted bytea)
 RETURNS TABLE(org_id uuid, identifier_id uuid, house text, last_four text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select m.org_id, c.identifier_id, o.name, i.last_four
  from mail m
  join contact c on c.org_id = m.org_id and c.id = m.contact_id
  join identifier i on i.org_id = c.org_id and i.id = c.identifier_id
  join organisation o on o.id = m.org_id
  where m.token_hash = wanted
$function$
;

CREATE OR REPLACE FUNCTION public.organisation_ids()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select id from organisation order by id
$function$
;

CREATE OR REPLACE FUNCTION public.seal_audit_entries(at_most integer)
 RETURNS TABLE(first_entry bigint, last_entry bigint, hash bytea, latest_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  entry audit_entry;
  place bigint;
  head bytea;
  latest timestamptz;
  first bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit ' || current_org(), 0));
  select a.number, a.hash into place, head from audit_entry a
    where a.org_id = current_org() and a.number is not null order by a.number desc limit 1;
  place := coalesce(place, 0);
  head := coalesce(head, sha256(convert_to(current_org()::text, 'UTF8')));
  for entry in
    select * from audit_entry a where a.org_id = current_org() and a.number is null order by a.id limit at_most
  loop
    place := place + 1;
    first := coalesce(first, place);
    head := audit_hash(head, entry);
    latest := greatest(latest, entry.at);
    update audit_entry a set number = place, hash = head where a.org_id = entry.org_id and a.id = entry.id;
  end loop;
  if first is not null then
    return query select first, place, head, latest;
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION public.session_actor(session_token text, at timestamp with time zone)
 RETURNS TABLE(org_id uuid, staff_id uuid, branch_id uuid, name text, roles text[], permissions text[], branch_ids uuid[], ancestor_ids uuid[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
  select s.org_id, s.id, s.branch_id, s.name, s.roles,
    array(
      select distinct p.permission
      from staff_custom_role g join custom_role r on r.org_id = g.org_id and r.id = g.role_id
      cross join lateral unnest(r.permissions) as p (permission)
      where g.org_id = s.org_id and g.staff_id = s.id),
    array(
      with recursive down as (
        select b.id from branch b where b.org_id = s.org_id and b.id = s.branch_id
        union all
        select b.id from branch b join down d on b.parent_id = d.id where b.org_id = s.org_id)
      select id from down),
    array(
      with recursive up as (
        select b.parent_id as id, 1 as distance from branch b where b.org_id = s.org_id and b.id = s.branch_id
        union all
        select b.parent_id, u.distance + 1 from branch b join up u on b.id = u.id where b.org_id = s.org_id)
      select id from up where id is not null order by distance)
  from auth.session t
  join auth.login l on l.user_id = t."userId"
  join staff s on s.org_id = l.org_id and s.id = l.staff_id
  where t.token = session_token and t."expiresAt" > at and s.deactivated_at is null
$function$
;

CREATE OR REPLACE FUNCTION public.sign_on_offers()
 RETURNS TABLE(org_id uuid, domains text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select s.org_id, s.domains from sign_on s where s.enabled order by s.org_id
$function$
;

CREATE OR REPLACE FUNCTION public.tags_meant(names text[])
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'public'
AS $function$
  select array(
    select unnest(names)
    union select f.tag from customer_tag_former f where f.org_id = (select current_org()) and f.name = any (names))
$function$
;

CREATE OR REPLACE FUNCTION public.uuid_v7()
 RETURNS uuid
 LANGUAGE sql
 PARALLEL SAFE
AS $function$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$function$
;

CREATE OR REPLACE FUNCTION public.verdict_names_what_is_there()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if not exists (select from customer x where x.org_id = new.org_id and x.id = new.customer_id for key share)
    or new.staff_id is not null
      and not exists (select from staff x where x.org_id = new.org_id and x.id = new.staff_id for key share)
  then
    raise foreign_key_violation using message = 'update on table "verdict" names what does not exist', table = 'verdict';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.verdicts_name_what_is_there()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if exists (
    select from written w
    where not exists (select from customer x where x.org_id = w.org_id and x.id = w.customer_id for key share)
      or w.staff_id is not null
        and not exists (select from staff x where x.org_id = w.org_id and x.id = w.staff_id for key share)
  ) then
    raise foreign_key_violation using message = 'insert on table "verdict" names what does not exist', table = 'verdict';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.webhook_wanted(event text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (select from webhook where org_id = current_org() and state <> 'off' and event = any (events))
$function$
;

CREATE OR REPLACE FUNCTION public.windows_are_in_order(windows jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select jsonb_typeof(windows) = 'array' and not exists (
    select from (
      select w ->> 'from' as starts, w ->> 'to' as ends, lag(w ->> 'to') over (order by n) as before
      from jsonb_array_elements(windows) with ordinality as given (w, n)
    ) spans
    where not coalesce(starts ~ '^([01]\d|2[0-3]):[0-5]\d$' and ends ~ '^(([01]\d|2[0-3]):[0-5]\d|24:00)$' and starts < ends, false)
      or before > starts
  )
$function$
;

create table activity (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  kind text not null,
  happened_at timestamp with time zone not null,
  external_id text,
  summary text not null default ''::text,
  amount numeric(20,2),
  currency text,
  line_count integer not null default 0,
  content_hash bytea,
  import_id uuid,
  created_at timestamp with time zone not null,
  ends_on date,
  machine_id uuid,
  constraint activity_external_id_is_unique UNIQUE (org_id, kind, external_id),
  constraint activity_kind_is_known CHECK ((kind = ANY (ARRAY['order'::text, 'parts'::text, 'second-hand'::text, 'delivery'::text, 'service'::text, 'complaint'::text, 'solved'::text, 'contract'::text, 'rental'::text, 'visit'::text]))),
  constraint activity_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint activity_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint activity_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint activity_org_id_machine_id_fkey FOREIGN KEY (org_id, machine_id) REFERENCES machine(org_id, id),
  constraint activity_pkey PRIMARY KEY (org_id, id)
);

create table api_key (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  name text not null,
  prefix text not null,
  hash bytea not null,
  permissions text[] not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  constraint api_key_expires_after_it_was_made CHECK ((expires_at > created_at)),
  constraint api_key_has_a_name CHECK ((name <> ''::text)),
  constraint api_key_hash_is_sha_256 CHECK ((length(hash) = 32)),
  constraint api_key_may_do_something CHECK ((cardinality(permissions) > 0)),
  constraint api_key_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint api_key_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint api_key_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint api_key_org_id_revoked_by_fkey FOREIGN KEY (org_id, revoked_by) REFERENCES staff(org_id, id),
  constraint api_key_pkey PRIMARY KEY (org_id, id),
  constraint api_key_prefix_is_unique UNIQUE (org_id, prefix),
  constraint api_key_revoked_by_somebody CHECK (((revoked_at IS NULL) = (revoked_by IS NULL)))
);

create table attempt (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  followup_id uuid not null,
  contact_id uuid,
  staff_id uuid not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  outcome text not null,
  note text not null default ''::text,
  carried boolean not null default false,
  constraint attempt_ends_after_it_starts CHECK ((ended_at >= started_at)),
  constraint attempt_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id),
  constraint attempt_org_id_followup_id_fkey FOREIGN KEY (org_id, followup_id) REFERENCES followup(org_id, id),
  constraint attempt_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint attempt_pkey PRIMARY KEY (org_id, id)
);

create table audit_entry (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  at timestamp with time zone not null,
  staff_id uuid,
  action text not null,
  subject text not null,
  subject_id uuid,
  facts jsonb not null default '{}'::jsonb,
  request_id text,
  number bigint,
  hash bytea,
  customer text default COALESCE((facts ->> 'customerId'::text),
CASE
    WHEN (subject = 'customer'::text) THEN (subject_id)::text
    ELSE NULL::text
END),
  constraint audit_entry_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint audit_entry_pkey PRIMARY KEY (org_id, id)
);

create table audit_seal (
  org_id uuid not null,
  number integer not null,
  first_entry bigint not null,
  last_entry bigint not null,
  hash bytea not null,
  latest_at timestamp with time zone not null,
  code bytea not null,
  sealed_at timestamp with time zone not null,
  constraint audit_seal_holds_entries CHECK ((last_entry >= first_entry)),
  constraint audit_seal_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint audit_seal_pkey PRIMARY KEY (org_id, number)
);

create table auth."user" (
  id text not null,
  name text not null,
  email text not null,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  constraint user_email_key UNIQUE (email),
  constraint user_pkey PRIMARY KEY (id)
);

create table auth.account (
  id text not null,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null,
  constraint "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE,
  constraint account_pkey PRIMARY KEY (id)
);

create table auth.link (
  token_hash bytea not null,
  org_id uuid not null,
  staff_id uuid not null,
  kind text not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint link_expires_after_it_was_made CHECK ((expires_at > created_at)),
  constraint link_hash_is_sha_256 CHECK ((length(token_hash) = 32)),
  constraint link_kind_is_known CHECK ((kind = ANY (ARRAY['invitation'::text, 'password-reset'::text]))),
  constraint link_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint link_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint link_pkey PRIMARY KEY (token_hash)
);

create table auth.login (
  user_id text not null,
  org_id uuid not null,
  staff_id uuid not null,
  constraint login_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint login_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint login_pkey PRIMARY KEY (user_id),
  constraint login_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE
);

create table auth.session (
  id text not null,
  "expiresAt" timestamp with time zone not null,
  token text not null,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null,
  constraint "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_key UNIQUE (token)
);

create table auth.sign_in_try (
  account bytea not null,
  tries integer not null,
  since timestamp with time zone not null,
  constraint sign_in_try_pkey PRIMARY KEY (account)
);

create table auth.verification (
  id text not null,
  identifier text not null,
  value text not null,
  "expiresAt" timestamp with time zone not null,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  constraint verification_pkey PRIMARY KEY (id)
);

create table branch (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  parent_id uuid,
  name text not null,
  kind text not null default 'own'::text,
  created_at timestamp with time zone not null,
  "position" integer not null default 0,
  closed_at timestamp with time zone,
  depth integer not null default 0,
  parent_depth integer default (depth - 1),
  constraint branch_at_the_root_stays_open CHECK (((parent_id IS NOT NULL) OR (closed_at IS NULL))),
  constraint branch_depth_counts_from_the_root CHECK ((((parent_id IS NULL) = (depth = 0)) AND ((depth >= 0) AND (depth <= 20)))),
  constraint branch_depth_is_known UNIQUE (org_id, id, depth),
  constraint branch_has_a_name CHECK ((name <> ''::text)),
  constraint branch_is_not_its_own_parent CHECK ((parent_id <> id)),
  constraint branch_is_one_deeper_than_its_parent FOREIGN KEY (org_id, parent_id, parent_depth) REFERENCES branch(org_id, id, depth),
  constraint branch_kind_is_known CHECK ((kind = ANY (ARRAY['own'::text, 'partner'::text]))),
  constraint branch_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint branch_org_id_parent_id_fkey FOREIGN KEY (org_id, parent_id) REFERENCES branch(org_id, id),
  constraint branch_pkey PRIMARY KEY (org_id, id)
);

create table call (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  contact_id uuid not null,
  asked_at timestamp with time zone not null,
  requested_at timestamp with time zone,
  answered_status integer,
  failure text,
  tries integer not null default 1,
  constraint call_answered_was_requested CHECK (((answered_status IS NULL) OR (requested_at IS NOT NULL))),
  constraint call_failure_is_known CHECK ((failure = ANY (ARRAY['unreachable'::text, 'no-answer'::text, 'refused'::text, 'not-connected'::text]))),
  constraint call_is_tried_three_times_at_most CHECK (((tries >= 1) AND (tries <= 3))),
  constraint call_one_per_contact UNIQUE (org_id, contact_id),
  constraint call_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id),
  constraint call_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint call_pkey PRIMARY KEY (org_id, id)
);

create table campaign (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  team_id uuid,
  script_id uuid,
  name text not null,
  purposes text[] not null,
  reason_for_customer text not null,
  trigger_kind text,
  from_day integer,
  to_day integer,
  conditions jsonb not null default '{"rules": [], "combinator": "and"}'::jsonb,
  caller_number text not null,
  priority integer not null default 5,
  max_attempts integer not null default 5,
  valid_from date,
  valid_until date,
  state text not null,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  planned_by uuid[] not null,
  submitted_at timestamp with time zone,
  approved_by uuid,
  approved_at timestamp with time zone,
  returned_note text,
  owner_id uuid not null,
  expected_effect text not null default ''::text,
  festivals text[] not null default '{}'::text[],
  submissions integer not null default 0,
  revision jsonb,
  revision_state text,
  revision_planned_by uuid[],
  revision_submitted_at timestamp with time zone,
  revision_note text,
  sample jsonb not null default '{"per": "campaign", "kind": "all", "always": [], "amount": null}'::jsonb,
  skills text[] not null default '{}'::text[],
  channels text[] not null default '{phone}'::text[],
  mail jsonb,
  constraint campaign_attempts_are_limited CHECK (((max_attempts >= 1) AND (max_attempts <= 20))),
  constraint campaign_beyond_a_draft_is_complete CHECK (((state = 'draft'::text) OR ((name <> ''::text) AND (cardinality(purposes) > 0) AND (reason_for_customer <> ''::text) AND (caller_number <> ''::text) AND (num_nulls(trigger_kind, from_day, to_day, team_id, script_id, valid_from, valid_until) = 0)))),
  constraint campaign_channels_are_known CHECK (((channels <@ '{phone,email}'::text[]) AND ((cardinality(channels) >= 1) AND (cardinality(channels) <= 2)) AND (channels[1] IS DISTINCT FROM channels[2]))),
  constraint campaign_conditions_are_a_group CHECK ((jsonb_typeof((conditions -> 'rules'::text)) = 'array'::text)),
  constraint campaign_days_are_in_order CHECK (((state = 'draft'::text) OR ((from_day <= to_day) AND (from_day >= '-365'::integer) AND (to_day <= 3650)))),
  constraint campaign_festival_is_named CHECK (((state = 'draft'::text) OR ((trigger_kind = 'festival'::text) = (cardinality(festivals) > 0)))),
  constraint campaign_has_a_mail_where_it_writes CHECK ((((mail IS NULL) OR ('email'::text = ANY (channels))) AND ((state = 'draft'::text) OR (mail IS NOT NULL) OR (channels = '{phone}'::text[])))),
  constraint campaign_has_at_most_three_purposes CHECK ((cardinality(purposes) <= 3)),
  constraint campaign_is_approved_by_a_second_person CHECK ((approved_by <> ALL (planned_by))),
  constraint campaign_is_valid_for_a_time CHECK (((state = 'draft'::text) OR (valid_from <= valid_until))),
  constraint campaign_mail_has_subject_and_text CHECK (((jsonb_typeof((mail -> 'subject'::text)) = 'string'::text) AND (jsonb_typeof((mail -> 'text'::text)) = 'string'::text))),
  constraint campaign_org_id_approved_by_fkey FOREIGN KEY (org_id, approved_by) REFERENCES staff(org_id, id),
  constraint campaign_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint campaign_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint campaign_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint campaign_org_id_owner_id_fkey FOREIGN KEY (org_id, owner_id) REFERENCES staff(org_id, id),
  constraint campaign_org_id_script_id_fkey FOREIGN KEY (org_id, script_id) REFERENCES script(org_id, id),
  constraint campaign_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES team(org_id, id),
  constraint campaign_pkey PRIMARY KEY (org_id, id),
  constraint campaign_planners_include_its_author CHECK ((created_by = ANY (planned_by))),
  constraint campaign_priority_is_one_to_nine CHECK (((priority >= 1) AND (priority <= 9))),
  constraint campaign_revision_has_a_state_and_planners CHECK ((num_nulls(revision, revision_state, revision_planned_by) = ANY (ARRAY[0, 3]))),
  constraint campaign_revision_is_of_one_that_runs CHECK (((revision IS NULL) OR (state = ANY (ARRAY['running'::text, 'paused'::text])))),
  constraint campaign_revision_state_is_known CHECK ((revision_state = ANY (ARRAY['draft'::text, 'submitted'::text]))),
  constraint campaign_runs_only_when_approved CHECK (((state = ANY (ARRAY['draft'::text, 'submitted'::text])) OR ((approved_by IS NOT NULL) AND (approved_at IS NOT NULL)))),
  constraint campaign_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'running'::text, 'paused'::text, 'stopped'::text]))),
  constraint campaign_submitted_has_a_time CHECK (((state = 'draft'::text) OR (submitted_at IS NOT NULL))),
  constraint campaign_trigger_is_known CHECK ((trigger_kind = ANY (ARRAY['order'::text, 'parts'::text, 'second-hand'::text, 'delivery'::text, 'service'::text, 'complaint'::text, 'solved'::text, 'contract'::text, 'rental'::text, 'visit'::text, 'contract-due'::text, 'replenishment'::text, 'lapsed'::text, 'festival'::text, 'birthday'::text])))
);

create table campaign_version (
  org_id uuid not null,
  campaign_id uuid not null,
  number integer not null,
  content jsonb not null,
  script jsonb not null,
  planned_by uuid[] not null,
  submitted_by uuid not null,
  submitted_at timestamp with time zone not null,
  decision text,
  decided_by uuid,
  decided_at timestamp with time zone,
  note text not null default ''::text,
  constraint campaign_version_decision_has_a_person_and_time CHECK ((num_nulls(decision, decided_by, decided_at) = ANY (ARRAY[0, 3]))),
  constraint campaign_version_decision_is_known CHECK ((decision = ANY (ARRAY['approved'::text, 'returned'::text, 'withdrawn'::text]))),
  constraint campaign_version_is_approved_by_a_second_person CHECK (((decision <> 'approved'::text) OR (decided_by <> ALL (planned_by)))),
  constraint campaign_version_number_is_positive CHECK ((number > 0)),
  constraint campaign_version_org_id_campaign_id_fkey FOREIGN KEY (org_id, campaign_id) REFERENCES campaign(org_id, id),
  constraint campaign_version_org_id_decided_by_fkey FOREIGN KEY (org_id, decided_by) REFERENCES staff(org_id, id),
  constraint campaign_version_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint campaign_version_org_id_submitted_by_fkey FOREIGN KEY (org_id, submitted_by) REFERENCES staff(org_id, id),
  constraint campaign_version_pkey PRIMARY KEY (org_id, campaign_id, number),
  constraint campaign_version_returned_says_why CHECK (((decision <> 'returned'::text) OR (note <> ''::text)))
);

create table case_event (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  case_id uuid not null,
  at timestamp with time zone not null,
  staff_id uuid,
  kind text not null,
  note text not null default ''::text,
  to_staff_id uuid,
  constraint case_event_kind_is_known CHECK ((kind = ANY (ARRAY['opened'::text, 'assigned'::text, 'noted'::text, 'solved'::text, 'confirmed'::text, 'reopened'::text, 'not-reached'::text, 'confirm-again'::text, 'overdue'::text, 'escalated'::text, 'closed-unheard'::text]))),
  constraint case_event_org_id_case_id_fkey FOREIGN KEY (org_id, case_id) REFERENCES case_file(org_id, id),
  constraint case_event_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint case_event_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint case_event_org_id_to_staff_id_fkey FOREIGN KEY (org_id, to_staff_id) REFERENCES staff(org_id, id),
  constraint case_event_pkey PRIMARY KEY (org_id, id)
);

create table case_file (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  branch_id uuid not null,
  raised_by_followup_id uuid,
  problem text not null,
  severity text not null,
  owner_id uuid not null,
  state text not null,
  due_at timestamp with time zone not null,
  solution text,
  solved_by uuid,
  solved_at timestamp with time zone,
  confirming_followup_id uuid,
  confirmed_by uuid,
  escalated_at timestamp with time zone,
  overdue_at timestamp with time zone,
  reopened integer not null default 0,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  escalation_level integer not null default 0,
  escalated_to uuid,
  confirm_attempts integer not null default 0,
  closed_how text,
  closed_by uuid,
  constraint case_closed_how_is_known CHECK ((closed_how = ANY (ARRAY['confirmed'::text, 'not-reached'::text]))),
  constraint case_closes_only_by_a_confirming_followup CHECK (((state <> 'closed'::text) OR ((confirming_followup_id IS NOT NULL) AND (closed_at IS NOT NULL) AND (((closed_how = 'confirmed'::text) AND (confirmed_by IS NOT NULL)) OR ((closed_how = 'not-reached'::text) AND (confirmed_by IS NULL) AND (closed_by IS NOT NULL) AND (closed_by <> solved_by) AND (confirm_attempts >= 3)))))),
  constraint case_escalated_waits_for_the_customer CHECK (((escalated_at IS NULL) OR (state = 'confirming'::text))),
  constraint case_escalation_level_is_known CHECK (((escalation_level >= 0) AND (escalation_level <= 2))),
  constraint case_file_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint case_file_org_id_closed_by_fkey FOREIGN KEY (org_id, closed_by) REFERENCES staff(org_id, id),
  constraint case_file_org_id_confirmed_by_fkey FOREIGN KEY (org_id, confirmed_by) REFERENCES staff(org_id, id),
  constraint case_file_org_id_confirming_followup_id_fkey FOREIGN KEY (org_id, confirming_followup_id) REFERENCES followup(org_id, id),
  constraint case_file_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint case_file_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint case_file_org_id_escalated_to_fkey FOREIGN KEY (org_id, escalated_to) REFERENCES staff(org_id, id),
  constraint case_file_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint case_file_org_id_owner_id_fkey FOREIGN KEY (org_id, owner_id) REFERENCES staff(org_id, id),
  constraint case_file_org_id_raised_by_followup_id_fkey FOREIGN KEY (org_id, raised_by_followup_id) REFERENCES followup(org_id, id),
  constraint case_file_org_id_solved_by_fkey FOREIGN KEY (org_id, solved_by) REFERENCES staff(org_id, id),
  constraint case_file_pkey PRIMARY KEY (org_id, id),
  constraint case_has_a_problem CHECK ((problem <> ''::text)),
  constraint case_is_confirmed_after_a_solution CHECK (((state = 'open'::text) OR ((solution IS NOT NULL) AND (solved_by IS NOT NULL) AND (solved_at IS NOT NULL)))),
  constraint case_is_not_confirmed_by_its_solver CHECK ((confirmed_by <> solved_by)),
  constraint case_severity_is_known CHECK ((severity = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text]))),
  constraint case_state_is_known CHECK ((state = ANY (ARRAY['open'::text, 'confirming'::text, 'closed'::text])))
);

create table concern_span (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  concern_id uuid not null,
  customer_id uuid not null,
  due_at timestamp with time zone not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  reconstructed boolean not null default false,
  constraint concern_span_ends_after_it_begins CHECK ((until_at >= from_at)),
  constraint concern_span_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint concern_span_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint concern_span_pkey PRIMARY KEY (org_id, id)
);

create table consent (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  purpose_class text not null,
  channel text not null,
  given boolean not null,
  at timestamp with time zone not null,
  expires_at timestamp with time zone,
  evidence_kind text not null,
  evidence text not null,
  source text not null,
  external_id text,
  import_id uuid,
  recorded_by uuid,
  recorded_at timestamp with time zone not null,
  voided_at timestamp with time zone,
  constraint consent_channel_is_known CHECK ((channel = ANY (ARRAY['phone'::text, 'sms'::text, 'email'::text, 'chat'::text, 'visit'::text]))),
  constraint consent_evidence_kind_is_known CHECK ((evidence_kind = ANY (ARRAY['text'::text, 'file'::text, 'call'::text]))),
  constraint consent_expires_after_it_is_given CHECK (((expires_at IS NULL) OR (given AND (expires_at > at)))),
  constraint consent_has_evidence CHECK ((evidence <> ''::text)),
  constraint consent_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint consent_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint consent_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint consent_org_id_recorded_by_fkey FOREIGN KEY (org_id, recorded_by) REFERENCES staff(org_id, id),
  constraint consent_pkey PRIMARY KEY (org_id, id),
  constraint consent_purpose_class_is_known CHECK ((purpose_class = ANY (ARRAY['service'::text, 'research'::text, 'marketing'::text])))
);

create table contact (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  branch_id uuid not null,
  contact_point_id uuid not null,
  identifier_id uuid not null,
  channel text not null default 'phone'::text,
  matter_id uuid not null,
  campaign_id uuid,
  purpose text not null,
  reason text not null,
  staff_id uuid,
  team_id uuid,
  caller_number text not null,
  state text not null,
  reserved_at timestamp with time zone not null,
  held_until timestamp with time zone not null,
  quiet_until timestamp with time zone not null,
  dialled_at timestamp with time zone,
  settled_at timestamp with time zone,
  outcome text,
  conversed boolean not null default false,
  policy_version integer not null,
  exemption text,
  override_id uuid,
  made_elsewhere text,
  import_id uuid,
  constraint contact_channel_is_known CHECK ((channel = ANY (ARRAY['phone'::text, 'email'::text]))),
  constraint contact_elsewhere_says_where CHECK ((made_elsewhere <> ''::text)),
  constraint contact_has_a_reason CHECK ((reason <> ''::text)),
  constraint contact_has_a_team_or_was_made_elsewhere CHECK (((team_id IS NOT NULL) OR (made_elsewhere IS NOT NULL) OR (channel = 'email'::text))),
  constraint contact_is_made_by_one_leave_at_most CHECK ((num_nonnulls(exemption, override_id) <= 1)),
  constraint contact_is_somebodys_or_was_imported CHECK (((staff_id IS NOT NULL) OR (import_id IS NOT NULL) OR (channel = 'email'::text))),
  constraint contact_made_has_an_outcome CHECK (((state <> 'made'::text) OR ((outcome IS NOT NULL) AND (settled_at IS NOT NULL)))),
  constraint contact_one_matter_per_quiet_period EXCLUDE USING gist (customer_id WITH =, org_id WITH =, matter_id WITH <>, tstzrange(reserved_at, quiet_until) WITH &&) WHERE (((state <> 'cancelled'::text) AND (exemption IS NULL) AND (override_id IS NULL) AND (import_id IS NULL))),
  constraint contact_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id) NOT ENFORCED,
  constraint contact_org_id_campaign_id_fkey FOREIGN KEY (org_id, campaign_id) REFERENCES campaign(org_id, id) NOT ENFORCED,
  constraint contact_org_id_contact_point_id_fkey FOREIGN KEY (org_id, contact_point_id) REFERENCES contact_point(org_id, id) NOT ENFORCED,
  constraint contact_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id) NOT ENFORCED,
  constraint contact_org_id_identifier_id_fkey FOREIGN KEY (org_id, identifier_id) REFERENCES identifier(org_id, id) NOT ENFORCED,
  constraint contact_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint contact_org_id_override_id_fkey FOREIGN KEY (org_id, override_id) REFERENCES contact_override(org_id, id),
  constraint contact_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id) NOT ENFORCED,
  constraint contact_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES team(org_id, id) NOT ENFORCED,
  constraint contact_pkey PRIMARY KEY (org_id, id),
  constraint contact_quiet_period_is_not_negative CHECK ((quiet_until >= reserved_at)),
  constraint contact_state_is_known CHECK ((state = ANY (ARRAY['reserved'::text, 'dialled'::text, 'made'::text, 'cancelled'::text])))
);

create table contact_carried (
  org_id uuid not null,
  contact_id uuid not null,
  followup_id uuid not null,
  led_by uuid not null,
  matter_id uuid not null,
  campaign_id uuid,
  purpose text not null,
  constraint contact_carried_org_id_campaign_id_fkey FOREIGN KEY (org_id, campaign_id) REFERENCES campaign(org_id, id),
  constraint contact_carried_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id) ON DELETE CASCADE,
  constraint contact_carried_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint contact_carried_org_id_followup_id_fkey FOREIGN KEY (org_id, followup_id) REFERENCES followup(org_id, id) ON DELETE CASCADE,
  constraint contact_carried_org_id_led_by_fkey FOREIGN KEY (org_id, led_by) REFERENCES followup(org_id, id) ON DELETE CASCADE,
  constraint contact_carried_pkey PRIMARY KEY (org_id, contact_id, followup_id)
);

create table contact_hold (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  reason text not null,
  until timestamp with time zone not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  lifted_at timestamp with time zone,
  lifted_by uuid,
  lifted_note text,
  constraint contact_hold_ends_after_it_begins CHECK ((until > set_at)),
  constraint contact_hold_has_a_reason CHECK ((reason <> ''::text)),
  constraint contact_hold_lifted_has_a_note CHECK (((lifted_at IS NULL) = (lifted_note IS NULL))),
  constraint contact_hold_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint contact_hold_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint contact_hold_org_id_lifted_by_fkey FOREIGN KEY (org_id, lifted_by) REFERENCES staff(org_id, id),
  constraint contact_hold_org_id_set_by_fkey FOREIGN KEY (org_id, set_by) REFERENCES staff(org_id, id),
  constraint contact_hold_pkey PRIMARY KEY (org_id, id)
);

create table contact_override (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  purpose text,
  passes text[] not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  decision text,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_note text not null default ''::text,
  constraint contact_override_decision_has_a_person_and_time CHECK ((num_nulls(decision, decided_by, decided_at) = ANY (ARRAY[0, 3]))),
  constraint contact_override_decision_is_known CHECK ((decision = ANY (ARRAY['approved'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint contact_override_expires_after_it_is_asked_for CHECK ((expires_at > asked_at)),
  constraint contact_override_has_a_reason CHECK ((reason <> ''::text)),
  constraint contact_override_is_approved_by_a_second_person CHECK (((decision <> 'approved'::text) OR (decided_by <> asked_by))),
  constraint contact_override_org_id_asked_by_fkey FOREIGN KEY (org_id, asked_by) REFERENCES staff(org_id, id),
  constraint contact_override_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint contact_override_org_id_decided_by_fkey FOREIGN KEY (org_id, decided_by) REFERENCES staff(org_id, id),
  constraint contact_override_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint contact_override_passes_some_rules CHECK (((cardinality(passes) >= 1) AND (cardinality(passes) <= 50))),
  constraint contact_override_pkey PRIMARY KEY (org_id, id)
);

create table contact_point (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  identifier_id uuid not null,
  kind text not null,
  line_type text,
  state text not null default 'valid'::text,
  source text not null,
  rank integer not null default 1,
  registered_at timestamp with time zone not null,
  verified_at timestamp with time zone,
  import_id uuid,
  person_id uuid,
  extension text not null default ''::text,
  ownership text not null default 'unknown'::text,
  verified_by uuid,
  verified_how text,
  ended_at timestamp with time zone,
  dialable boolean not null default ((kind = 'phone'::text) AND (state = ANY (ARRAY['valid'::text, 'doubtful'::text])) AND (ended_at IS NULL)),
  constraint contact_point_extension_is_digits CHECK ((extension ~ '^[0-9]{0,8}$'::text)),
  constraint contact_point_is_registered_once UNIQUE (org_id, customer_id, identifier_id, extension),
  constraint contact_point_kind_is_known CHECK ((kind = ANY (ARRAY['phone'::text, 'email'::text]))),
  constraint contact_point_line_type_is_known CHECK ((line_type = ANY (ARRAY['fixed'::text, 'mobile'::text, 'unknown'::text]))),
  constraint contact_point_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id) NOT ENFORCED,
  constraint contact_point_org_id_identifier_id_fkey FOREIGN KEY (org_id, identifier_id) REFERENCES identifier(org_id, id) NOT ENFORCED,
  constraint contact_point_org_id_person_id_fkey FOREIGN KEY (org_id, person_id) REFERENCES person_in_charge(org_id, id),
  constraint contact_point_org_id_verified_by_fkey FOREIGN KEY (org_id, verified_by) REFERENCES staff(org_id, id),
  constraint contact_point_ownership_is_known CHECK ((ownership = ANY (ARRAY['own'::text, 'shared'::text, 'somebody-else'::text, 'unknown'::text]))),
  constraint contact_point_pkey PRIMARY KEY (org_id, id),
  constraint contact_point_state_is_known CHECK ((state = ANY (ARRAY['valid'::text, 'doubtful'::text, 'wrong'::text, 'never-registered'::text]))),
  constraint contact_point_verification_is_known CHECK ((verified_how = ANY (ARRAY['call'::text, 'message'::text, 'visit'::text, 'document'::text])))
);

create table coverage_alert (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  rule_id uuid not null,
  branch_id uuid not null,
  at timestamp with time zone not null,
  newly integer not null,
  alone integer not null,
  noted_by uuid,
  noted_at timestamp with time zone,
  constraint coverage_alert_counts_the_new_among_all CHECK ((alone >= newly)),
  constraint coverage_alert_noted_by_somebody_at_a_time CHECK (((noted_by IS NULL) = (noted_at IS NULL))),
  constraint coverage_alert_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint coverage_alert_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint coverage_alert_org_id_noted_by_fkey FOREIGN KEY (org_id, noted_by) REFERENCES staff(org_id, id),
  constraint coverage_alert_org_id_rule_id_fkey FOREIGN KEY (org_id, rule_id) REFERENCES coverage_rule(org_id, id) ON DELETE CASCADE,
  constraint coverage_alert_pkey PRIMARY KEY (org_id, id),
  constraint coverage_alert_tells_of_somebody CHECK ((newly > 0))
);

create table coverage_alone (
  org_id uuid not null,
  rule_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  found_at timestamp with time zone not null,
  constraint coverage_alone_goes_with_its_customer FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id) ON DELETE CASCADE,
  constraint coverage_alone_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint coverage_alone_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint coverage_alone_org_id_rule_id_fkey FOREIGN KEY (org_id, rule_id) REFERENCES coverage_rule(org_id, id) ON DELETE CASCADE,
  constraint coverage_alone_pkey PRIMARY KEY (org_id, rule_id, customer_id)
);

create table coverage_rule (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  name text not null,
  stage text,
  tag text,
  days integer not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  checked_at timestamp with time zone,
  alone integer,
  version integer not null default 1,
  constraint coverage_rule_count_has_a_time CHECK (((alone IS NULL) = (checked_at IS NULL))),
  constraint coverage_rule_counts_from_nought CHECK ((alone >= 0)),
  constraint coverage_rule_days_are_one_to_ten_years CHECK (((days >= 1) AND (days <= 3650))),
  constraint coverage_rule_has_a_name CHECK ((name <> ''::text)),
  constraint coverage_rule_is_about_some_customers CHECK (((stage IS NOT NULL) OR (tag IS NOT NULL))),
  constraint coverage_rule_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint coverage_rule_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint coverage_rule_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint coverage_rule_pkey PRIMARY KEY (org_id, id),
  constraint coverage_rule_version_counts_from_one CHECK ((version >= 1))
);

create table coverage_told (
  org_id uuid not null,
  rule_id uuid not null,
  staff_id uuid not null,
  branch_id uuid not null,
  constraint coverage_told_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint coverage_told_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint coverage_told_org_id_rule_id_fkey FOREIGN KEY (org_id, rule_id) REFERENCES coverage_rule(org_id, id) ON DELETE CASCADE,
  constraint coverage_told_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint coverage_told_pkey PRIMARY KEY (org_id, rule_id, staff_id)
);

create table custom_role (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  name text not null,
  permissions text[] not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  constraint custom_role_has_a_name CHECK ((name <> ''::text)),
  constraint custom_role_name_is_unique UNIQUE (org_id, name),
  constraint custom_role_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint custom_role_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint custom_role_pkey PRIMARY KEY (org_id, id)
);

create table customer (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  kind text not null default 'person'::text,
  name text not null,
  external_id text,
  country text,
  time_zone text,
  note text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  import_id uuid,
  created_by uuid,
  owner_id uuid,
  stage text,
  stage_since timestamp with time zone,
  tags text[] not null default '{}'::text[],
  name_key text not null default ''::text,
  search_terms text[],
  merged_into uuid,
  birthday text,
  birth_day text default "right"(birthday, 5),
  without_phone boolean not null default false,
  language text,
  constraint customer_birthday_is_a_day CHECK ((birthday ~ '^([0-9]{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'::text)),
  constraint customer_external_id_is_unique UNIQUE (org_id, external_id),
  constraint customer_has_a_name CHECK ((name <> ''::text)),
  constraint customer_has_at_most_twenty_tags CHECK ((cardinality(tags) <= 20)),
  constraint customer_is_not_merged_into_himself CHECK ((merged_into <> id)),
  constraint customer_kind_is_known CHECK ((kind = ANY (ARRAY['person'::text, 'organisation'::text]))),
  constraint customer_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id) NOT ENFORCED,
  constraint customer_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint customer_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id) NOT ENFORCED,
  constraint customer_org_id_merged_into_fkey FOREIGN KEY (org_id, merged_into) REFERENCES customer(org_id, id),
  constraint customer_org_id_owner_id_fkey FOREIGN KEY (org_id, owner_id) REFERENCES staff(org_id, id),
  constraint customer_pkey PRIMARY KEY (org_id, id),
  constraint customer_stage_has_a_since CHECK (((stage IS NULL) = (stage_since IS NULL))),
  constraint customer_stage_is_known CHECK ((stage = ANY (ARRAY['reach'::text, 'acquisition'::text, 'conversion'::text, 'retention'::text, 'loyalty'::text])))
);

create table customer_batch (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  staff_id uuid not null,
  change jsonb not null,
  criteria jsonb,
  state text not null,
  looked_at integer not null default 0,
  changed integer not null default 0,
  last_id uuid,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  renamed_from text,
  renamed_to text,
  constraint customer_batch_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint customer_batch_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint customer_batch_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint customer_batch_pkey PRIMARY KEY (org_id, id),
  constraint customer_batch_renames_from_and_to CHECK (((renamed_from IS NULL) = (renamed_to IS NULL))),
  constraint customer_batch_state_is_known CHECK ((state = ANY (ARRAY['running'::text, 'finished'::text, 'failed'::text, 'undone'::text])))
);

create table customer_batch_row (
  org_id uuid not null,
  batch_id uuid not null,
  customer_id uuid not null,
  owner_id uuid,
  stage text,
  stage_since timestamp with time zone,
  tags text[] not null,
  constraint customer_batch_row_org_id_batch_id_fkey FOREIGN KEY (org_id, batch_id) REFERENCES customer_batch(org_id, id) ON DELETE CASCADE,
  constraint customer_batch_row_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id) ON DELETE CASCADE,
  constraint customer_batch_row_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint customer_batch_row_pkey PRIMARY KEY (org_id, batch_id, customer_id)
);

create table customer_change (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  at timestamp with time zone not null,
  subject text not null,
  subject_id uuid,
  field text not null,
  old_value text,
  new_value text,
  source text not null,
  note text not null default ''::text,
  staff_id uuid,
  import_id uuid,
  constraint customer_change_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id) ON DELETE CASCADE,
  constraint customer_change_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint customer_change_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint customer_change_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint customer_change_pkey PRIMARY KEY (org_id, id),
  constraint customer_change_source_is_known CHECK ((source = ANY (ARRAY['staff'::text, 'call'::text, 'import'::text, 'undo'::text, 'merge'::text, 'api'::text, 'system'::text]))),
  constraint customer_change_subject_is_known CHECK ((subject = ANY (ARRAY['customer'::text, 'contact-point'::text, 'person'::text, 'hours'::text, 'import'::text, 'merge'::text])))
);

create table customer_distinct (
  org_id uuid not null,
  first_id uuid not null,
  second_id uuid not null,
  staff_id uuid,
  at timestamp with time zone not null,
  constraint customer_distinct_org_id_first_id_fkey FOREIGN KEY (org_id, first_id) REFERENCES customer(org_id, id) ON DELETE CASCADE,
  constraint customer_distinct_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint customer_distinct_org_id_second_id_fkey FOREIGN KEY (org_id, second_id) REFERENCES customer(org_id, id) ON DELETE CASCADE,
  constraint customer_distinct_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint customer_distinct_pkey PRIMARY KEY (org_id, first_id, second_id),
  constraint customer_pair_is_in_order CHECK ((first_id < second_id))
);

create table customer_merge (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  survivor_id uuid not null,
  gone_id uuid not null,
  finds_id uuid not null,
  gone_number text,
  survivor_before jsonb not null,
  survivor_after jsonb not null,
  gone_before jsonb not null,
  note text not null default ''::text,
  merged_by uuid,
  merged_at timestamp with time zone not null,
  undone_by uuid,
  undone_at timestamp with time zone,
  constraint customer_is_not_merged_with_himself CHECK ((survivor_id <> gone_id)),
  constraint customer_merge_org_id_finds_id_fkey FOREIGN KEY (org_id, finds_id) REFERENCES customer(org_id, id),
  constraint customer_merge_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint customer_merge_org_id_gone_id_fkey FOREIGN KEY (org_id, gone_id) REFERENCES customer(org_id, id),
  constraint customer_merge_org_id_merged_by_fkey FOREIGN KEY (org_id, merged_by) REFERENCES staff(org_id, id),
  constraint customer_merge_org_id_survivor_id_fkey FOREIGN KEY (org_id, survivor_id) REFERENCES customer(org_id, id),
  constraint customer_merge_org_id_undone_by_fkey FOREIGN KEY (org_id, undone_by) REFERENCES staff(org_id, id),
  constraint customer_merge_pkey PRIMARY KEY (org_id, id)
);

create table customer_merge_row (
  org_id uuid not null,
  merge_id uuid not null,
  noun text not null,
  row_id uuid not null,
  was jsonb not null default '{}'::jsonb,
  constraint customer_merge_row_org_id_merge_id_fkey FOREIGN KEY (org_id, merge_id) REFERENCES customer_merge(org_id, id) ON DELETE CASCADE,
  constraint customer_merge_row_pkey PRIMARY KEY (org_id, merge_id, noun, row_id)
);

create table customer_pair (
  org_id uuid not null,
  survey_id uuid not null,
  first_id uuid not null,
  second_id uuid not null,
  first_branch_id uuid not null,
  second_branch_id uuid not null,
  reasons text[] not null,
  strength integer not null,
  constraint customer_pair_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint customer_pair_pkey PRIMARY KEY (org_id, survey_id, first_id, second_id)
);

create table customer_split (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  kept_id uuid not null,
  part_id uuid not null,
  part_name text not null,
  note text not null default ''::text,
  split_by uuid,
  split_at timestamp with time zone not null,
  undone_by uuid,
  undone_at timestamp with time zone,
  undone_by_merge_id uuid,
  constraint customer_is_not_split_from_himself CHECK ((kept_id <> part_id)),
  constraint customer_split_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint customer_split_org_id_kept_id_fkey FOREIGN KEY (org_id, kept_id) REFERENCES customer(org_id, id),
  constraint customer_split_org_id_part_id_fkey FOREIGN KEY (org_id, part_id) REFERENCES customer(org_id, id),
  constraint customer_split_org_id_split_by_fkey FOREIGN KEY (org_id, split_by) REFERENCES staff(org_id, id),
  constraint customer_split_org_id_undone_by_fkey FOREIGN KEY (org_id, undone_by) REFERENCES staff(org_id, id),
  constraint customer_split_org_id_undone_by_merge_id_fkey FOREIGN KEY (org_id, undone_by_merge_id) REFERENCES customer_merge(org_id, id),
  constraint customer_split_pkey PRIMARY KEY (org_id, id),
  constraint customer_split_taken_back_is_a_merge CHECK (((undone_at IS NULL) = (undone_by_merge_id IS NULL)))
);

create table customer_split_row (
  org_id uuid not null,
  split_id uuid not null,
  noun text not null,
  row_id uuid not null,
  constraint customer_split_row_org_id_split_id_fkey FOREIGN KEY (org_id, split_id) REFERENCES customer_split(org_id, id) ON DELETE CASCADE,
  constraint customer_split_row_pkey PRIMARY KEY (org_id, split_id, noun, row_id)
);

create table customer_survey (
  org_id uuid not null,
  kind text not null,
  shown_id uuid,
  as_of timestamp with time zone,
  took_seconds integer,
  running_id uuid,
  started_at timestamp with time zone,
  step integer not null default 0,
  steps integer not null default 0,
  "position" text[],
  worker uuid,
  heard_at timestamp with time zone,
  worked_ms bigint not null default 0,
  constraint customer_survey_is_known CHECK ((kind = ANY (ARRAY['duplicates'::text, 'list-check'::text]))),
  constraint customer_survey_is_shown_with_its_time CHECK (((shown_id IS NULL) = (as_of IS NULL))),
  constraint customer_survey_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint customer_survey_pkey PRIMARY KEY (org_id, kind),
  constraint customer_survey_runs_since CHECK (((running_id IS NULL) = (started_at IS NULL)))
);

create table customer_tag (
  org_id uuid not null,
  name text not null,
  colour text not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  id uuid not null default uuid_v7(),
  constraint customer_tag_colour_is_known CHECK ((colour = ANY (ARRAY['grey'::text, 'teal'::text, 'blue'::text, 'green'::text, 'amber'::text, 'red'::text, 'violet'::text]))),
  constraint customer_tag_has_a_name CHECK ((name <> ''::text)),
  constraint customer_tag_id_is_unique UNIQUE (org_id, id),
  constraint customer_tag_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint customer_tag_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint customer_tag_pkey PRIMARY KEY (org_id, name)
);

create table customer_tag_former (
  org_id uuid not null,
  name text not null,
  tag text not null,
  renamed_by uuid,
  renamed_at timestamp with time zone not null,
  constraint customer_tag_former_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint customer_tag_former_org_id_renamed_by_fkey FOREIGN KEY (org_id, renamed_by) REFERENCES staff(org_id, id),
  constraint customer_tag_former_org_id_tag_fkey FOREIGN KEY (org_id, tag) REFERENCES customer_tag(org_id, name) ON DELETE CASCADE,
  constraint customer_tag_former_pkey PRIMARY KEY (org_id, name),
  constraint customer_tag_was_called_otherwise CHECK ((name <> tag))
);

create table customer_view (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  staff_id uuid not null,
  name text not null,
  shared_with text not null,
  team_id uuid,
  criteria jsonb not null,
  sort text not null,
  columns text[] not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint customer_view_has_a_name CHECK ((name <> ''::text)),
  constraint customer_view_name_is_unique_for_one UNIQUE (org_id, staff_id, name),
  constraint customer_view_of_a_team_names_it CHECK (((shared_with = 'team'::text) = (team_id IS NOT NULL))),
  constraint customer_view_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint customer_view_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint customer_view_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES team(org_id, id),
  constraint customer_view_pkey PRIMARY KEY (org_id, id),
  constraint customer_view_sharing_is_known CHECK ((shared_with = ANY (ARRAY['nobody'::text, 'team'::text, 'organisation'::text]))),
  constraint customer_view_sort_is_known CHECK ((sort = ANY (ARRAY['name'::text, 'updated'::text])))
);

create table data_key (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  purpose text not null,
  wrapped bytea not null,
  master_key_id text not null,
  created_at timestamp with time zone not null,
  constraint data_key_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint data_key_pkey PRIMARY KEY (org_id, id),
  constraint data_key_purpose_is_known CHECK ((purpose = ANY (ARRAY['encrypt'::text, 'index'::text])))
);

create table do_not_contact (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  purpose text,
  source text not null,
  note text not null default ''::text,
  created_by uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  lifted_at timestamp with time zone,
  lifted_by uuid,
  lifted_note text,
  constraint do_not_contact_lifted_has_a_note CHECK (((lifted_at IS NULL) = (lifted_note IS NULL))),
  constraint do_not_contact_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint do_not_contact_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint do_not_contact_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint do_not_contact_org_id_lifted_by_fkey FOREIGN KEY (org_id, lifted_by) REFERENCES staff(org_id, id),
  constraint do_not_contact_pkey PRIMARY KEY (org_id, id)
);

create table duty (
  org_id uuid not null,
  name text not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  constraint duty_has_a_name CHECK ((name <> ''::text)),
  constraint duty_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint duty_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint duty_pkey PRIMARY KEY (org_id, name)
);

create table escalation (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  followup_id uuid not null,
  branch_id uuid not null,
  note text not null,
  raised_by uuid not null,
  raised_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  taken_by uuid,
  taken_at timestamp with time zone,
  answer text,
  given_to text,
  answered_by uuid,
  answered_at timestamp with time zone,
  constraint escalation_answered_has_an_answer CHECK ((((answered_at IS NULL) = (answer IS NULL)) AND ((answered_at IS NULL) = (answered_by IS NULL)))),
  constraint escalation_given_to_is_known CHECK ((given_to = ANY (ARRAY['agent'::text, 'anyone'::text, 'me'::text, 'nobody'::text]))),
  constraint escalation_has_a_note CHECK ((note <> ''::text)),
  constraint escalation_org_id_answered_by_fkey FOREIGN KEY (org_id, answered_by) REFERENCES staff(org_id, id),
  constraint escalation_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint escalation_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint escalation_org_id_followup_id_fkey FOREIGN KEY (org_id, followup_id) REFERENCES followup(org_id, id),
  constraint escalation_org_id_raised_by_fkey FOREIGN KEY (org_id, raised_by) REFERENCES staff(org_id, id),
  constraint escalation_org_id_taken_by_fkey FOREIGN KEY (org_id, taken_by) REFERENCES staff(org_id, id),
  constraint escalation_pkey PRIMARY KEY (org_id, id),
  constraint escalation_taken_has_a_supervisor CHECK (((taken_by IS NULL) = (taken_at IS NULL)))
);

create table export_part (
  org_id uuid not null,
  export_id uuid not null,
  number integer not null,
  ciphertext bytea not null,
  constraint export_part_org_id_export_id_fkey FOREIGN KEY (org_id, export_id) REFERENCES export_request(org_id, id) ON DELETE CASCADE,
  constraint export_part_pkey PRIMARY KEY (org_id, export_id, number)
);

create table export_request (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  kind text not null,
  criteria bytea not null,
  summary text not null,
  language text not null,
  reason text not null,
  wants_full_numbers boolean not null,
  state text not null,
  rows_expected bigint not null,
  requested_by uuid not null,
  requested_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_note text,
  full_numbers boolean not null default false,
  rows_written bigint not null default 0,
  size_bytes bigint not null default 0,
  built_at timestamp with time zone,
  expires_at timestamp with time zone,
  downloads integer not null default 0,
  most_downloads integer not null default 3,
  constraint export_has_a_reason CHECK ((reason <> ''::text)),
  constraint export_has_full_numbers_only_when_asked CHECK ((wants_full_numbers OR (NOT full_numbers))),
  constraint export_is_approved_by_a_second_person CHECK ((decided_by <> requested_by)),
  constraint export_is_not_downloaded_too_often CHECK ((downloads <= most_downloads)),
  constraint export_language_is_known CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint export_ready_expires CHECK (((state <> 'ready'::text) OR (expires_at IS NOT NULL))),
  constraint export_request_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint export_request_org_id_decided_by_fkey FOREIGN KEY (org_id, decided_by) REFERENCES staff(org_id, id),
  constraint export_request_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint export_request_org_id_requested_by_fkey FOREIGN KEY (org_id, requested_by) REFERENCES staff(org_id, id),
  constraint export_request_pkey PRIMARY KEY (org_id, id),
  constraint export_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'building'::text, 'ready'::text, 'refused'::text, 'withdrawn'::text, 'expired'::text, 'failed'::text]))),
  constraint export_without_approval_is_not_built CHECK (((state <> ALL (ARRAY['building'::text, 'ready'::text])) OR (decided_by IS NOT NULL)))
);

create table followup (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  branch_id uuid not null,
  team_id uuid not null,
  campaign_id uuid,
  activity_id uuid,
  matter_of uuid,
  script_id uuid not null,
  purpose text not null,
  reason text not null,
  priority integer not null,
  max_attempts integer not null,
  state text not null,
  due_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  appointment_at timestamp with time zone,
  reserved_for uuid,
  not_by uuid,
  handed_to uuid,
  lease_until timestamp with time zone,
  attempts integer not null default 0,
  held jsonb not null default '[]'::jsonb,
  returned_note text,
  answers jsonb not null default '{}'::jsonb,
  last_outcome text,
  closed_reason text,
  created_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  occasion_on date,
  assigned_to uuid,
  moved boolean not null default false,
  with_supervisor boolean not null default false,
  skips integer not null default 0,
  campaign_version integer,
  carried_by uuid,
  skills text[] not null default '{}'::text[],
  channels text[] not null default '{phone}'::text[],
  mail_contact_id uuid,
  constraint followup_carried_is_carried_by_another CHECK ((((state = 'carried'::text) = (carried_by IS NOT NULL)) AND (carried_by IS DISTINCT FROM id))),
  constraint followup_channels_are_known CHECK (((channels <@ '{phone,email}'::text[]) AND ((cardinality(channels) >= 1) AND (cardinality(channels) <= 2)) AND (channels[1] IS DISTINCT FROM channels[2]))),
  constraint followup_closed_has_a_reason CHECK (((state = 'closed'::text) = (closed_reason IS NOT NULL))),
  constraint followup_end_has_a_time CHECK (((state = ANY (ARRAY['waiting'::text, 'to-mail'::text, 'handed-out'::text, 'mailing'::text, 'carried'::text])) OR (settled_at IS NOT NULL))),
  constraint followup_handed_out_has_an_agent CHECK (((state = 'handed-out'::text) = (handed_to IS NOT NULL))),
  constraint followup_is_made_by_its_channels CHECK (
CASE
    WHEN (state = ANY (ARRAY['waiting'::text, 'handed-out'::text, 'carried'::text])) THEN ('phone'::text = ANY (channels))
    WHEN (state = ANY (ARRAY['to-mail'::text, 'mailing'::text, 'mailed'::text])) THEN ('email'::text = ANY (channels))
    ELSE true
END),
  constraint followup_org_id_activity_id_fkey FOREIGN KEY (org_id, activity_id) REFERENCES activity(org_id, id),
  constraint followup_org_id_assigned_to_fkey FOREIGN KEY (org_id, assigned_to) REFERENCES staff(org_id, id),
  constraint followup_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint followup_org_id_campaign_id_campaign_version_fkey FOREIGN KEY (org_id, campaign_id, campaign_version) REFERENCES campaign_version(org_id, campaign_id, number),
  constraint followup_org_id_campaign_id_fkey FOREIGN KEY (org_id, campaign_id) REFERENCES campaign(org_id, id),
  constraint followup_org_id_carried_by_fkey FOREIGN KEY (org_id, carried_by) REFERENCES followup(org_id, id),
  constraint followup_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint followup_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint followup_org_id_handed_to_fkey FOREIGN KEY (org_id, handed_to) REFERENCES staff(org_id, id),
  constraint followup_org_id_mail_contact_id_fkey FOREIGN KEY (org_id, mail_contact_id) REFERENCES contact(org_id, id),
  constraint followup_org_id_matter_of_fkey FOREIGN KEY (org_id, matter_of) REFERENCES followup(org_id, id),
  constraint followup_org_id_not_by_fkey FOREIGN KEY (org_id, not_by) REFERENCES staff(org_id, id),
  constraint followup_org_id_reserved_for_fkey FOREIGN KEY (org_id, reserved_for) REFERENCES staff(org_id, id),
  constraint followup_org_id_script_id_fkey FOREIGN KEY (org_id, script_id) REFERENCES script(org_id, id),
  constraint followup_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES team(org_id, id),
  constraint followup_pkey PRIMARY KEY (org_id, id),
  constraint followup_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'to-mail'::text, 'handed-out'::text, 'mailing'::text, 'carried'::text, 'mailed'::text, 'done'::text, 'closed'::text]))),
  constraint followup_to_mail_is_nobodys CHECK (((state <> ALL (ARRAY['to-mail'::text, 'mailing'::text])) OR ((num_nonnulls(appointment_at, assigned_to, reserved_for) = 0) AND (NOT with_supervisor) AND (campaign_id IS NOT NULL)))),
  constraint followup_under_way_has_its_mail CHECK (((state = ANY (ARRAY['mailing'::text, 'mailed'::text])) = (mail_contact_id IS NOT NULL))),
  constraint followup_version_has_a_campaign CHECK (((campaign_version IS NULL) OR (campaign_id IS NOT NULL)))
);

create table followup_event (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  followup_id uuid not null,
  at timestamp with time zone not null,
  staff_id uuid,
  kind text not null,
  facts jsonb not null default '{}'::jsonb,
  note text not null default ''::text,
  constraint followup_event_kind_is_known CHECK ((kind = ANY (ARRAY['returned'::text, 'skipped'::text, 'escalated'::text, 'answered'::text, 'reassigned'::text, 'appointment-moved'::text, 'call-back-promised'::text, 'dial-refused'::text, 'not-brought-up'::text]))),
  constraint followup_event_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint followup_event_org_id_followup_id_fkey FOREIGN KEY (org_id, followup_id) REFERENCES followup(org_id, id),
  constraint followup_event_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint followup_event_pkey PRIMARY KEY (org_id, id)
);

create table good_hours (
  org_id uuid not null,
  customer_id uuid not null,
  windows jsonb not null,
  not_before text,
  not_after text,
  source text not null,
  note text not null default ''::text,
  updated_by uuid,
  updated_at timestamp with time zone not null,
  import_id uuid,
  constraint good_hours_begin_before_they_end CHECK ((not_before < not_after)),
  constraint good_hours_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint good_hours_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint good_hours_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint good_hours_org_id_updated_by_fkey FOREIGN KEY (org_id, updated_by) REFERENCES staff(org_id, id),
  constraint good_hours_pkey PRIMARY KEY (org_id, customer_id)
);

create table holiday (
  country text not null,
  day date not null,
  kind text not null,
  name text not null,
  constraint holiday_kind_is_known CHECK ((kind = ANY (ARRAY['holiday'::text, 'make-up-workday'::text]))),
  constraint holiday_pkey PRIMARY KEY (country, day)
);

create table holiday_year (
  country text not null,
  year integer not null,
  source text not null,
  constraint holiday_year_pkey PRIMARY KEY (country, year)
);

create table idempotency_key (
  org_id uuid not null,
  staff_id uuid not null,
  key text not null,
  request_hash text not null,
  status integer,
  response json,
  created_at timestamp with time zone not null,
  constraint idempotency_key_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint idempotency_key_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint idempotency_key_pkey PRIMARY KEY (org_id, staff_id, key)
);

create table identifier (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  kind text not null,
  data_key_id uuid not null,
  ciphertext bytea not null,
  blind_index bytea not null,
  last_four text not null,
  created_at timestamp with time zone not null,
  constraint identifier_is_stored_once UNIQUE (org_id, kind, blind_index),
  constraint identifier_kind_is_known CHECK ((kind = ANY (ARRAY['phone'::text, 'email'::text, 'id-number'::text]))),
  constraint identifier_org_id_data_key_id_fkey FOREIGN KEY (org_id, data_key_id) REFERENCES data_key(org_id, id) NOT ENFORCED,
  constraint identifier_pkey PRIMARY KEY (org_id, id)
);

create table import_addition (
  org_id uuid not null,
  import_id uuid not null,
  id uuid not null default uuid_v7(),
  noun text not null,
  written_at timestamp with time zone not null,
  row_ids uuid[] not null,
  constraint import_addition_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id) ON DELETE CASCADE,
  constraint import_addition_pkey PRIMARY KEY (org_id, import_id, id)
);

create table import_change (
  org_id uuid not null,
  import_id uuid not null,
  noun text not null,
  row_id uuid not null,
  before jsonb not null,
  after jsonb not null,
  constraint import_change_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id) ON DELETE CASCADE,
  constraint import_change_pkey PRIMARY KEY (org_id, import_id, noun, row_id)
);

create table import_chunk (
  org_id uuid not null,
  import_id uuid not null,
  number integer not null,
  ciphertext bytea not null,
  constraint import_chunk_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint import_chunk_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id) ON DELETE CASCADE,
  constraint import_chunk_pkey PRIMARY KEY (org_id, import_id, number)
);

create table import_kept (
  org_id uuid not null,
  import_id uuid not null,
  noun text not null,
  row_id uuid not null,
  reason text not null,
  constraint import_kept_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id) ON DELETE CASCADE,
  constraint import_kept_pkey PRIMARY KEY (org_id, import_id, noun, row_id)
);

create table import_profile (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  kind text not null,
  name text not null,
  header text[] not null,
  mapping jsonb not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone not null,
  constraint import_profile_has_a_name CHECK ((name <> ''::text)),
  constraint import_profile_name_is_unique UNIQUE (org_id, kind, name),
  constraint import_profile_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint import_profile_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint import_profile_pkey PRIMARY KEY (org_id, id)
);

create table import_rejection (
  org_id uuid not null,
  import_id uuid not null,
  row_number bigint not null,
  reason text not null,
  facts jsonb not null default '{}'::jsonb,
  ciphertext bytea not null,
  constraint import_rejection_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id) ON DELETE CASCADE,
  constraint import_rejection_pkey PRIMARY KEY (org_id, import_id, row_number)
);

create table import_run (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  kind text not null,
  file_name text not null,
  mapping jsonb,
  state text not null,
  size_bytes bigint not null default 0,
  read_bytes bigint not null default 0,
  rows_read bigint not null default 0,
  rows_new bigint not null default 0,
  rows_changed bigint not null default 0,
  rows_unchanged bigint not null default 0,
  rows_rejected bigint not null default 0,
  counts jsonb not null default '{}'::jsonb,
  upload uuid,
  encoding text,
  header text[] not null default '{}'::text[],
  failure text,
  created_by uuid,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  progressed_at timestamp with time zone,
  finished_at timestamp with time zone,
  source text not null default 'file'::text,
  format text not null default 'csv'::text,
  sheet text,
  corrects uuid,
  rows_to_undo bigint not null default 0,
  rows_undone bigint not null default 0,
  undone_by uuid,
  undone_at timestamp with time zone,
  undone jsonb not null default '{}'::jsonb,
  file_hash bytea,
  starter_may_write boolean not null default false,
  constraint import_format_is_known CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
  constraint import_kind_is_a_word CHECK ((kind ~ '^[a-z][a-z-]*$'::text)),
  constraint import_run_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint import_run_org_id_corrects_fkey FOREIGN KEY (org_id, corrects) REFERENCES import_run(org_id, id),
  constraint import_run_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint import_run_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint import_run_org_id_undone_by_fkey FOREIGN KEY (org_id, undone_by) REFERENCES staff(org_id, id),
  constraint import_run_pkey PRIMARY KEY (org_id, id),
  constraint import_source_is_known CHECK ((source = ANY (ARRAY['file'::text, 'api'::text, 'terminal'::text, 'folder'::text]))),
  constraint import_state_is_known CHECK ((state = ANY (ARRAY['uploading'::text, 'uploaded'::text, 'running'::text, 'finished'::text, 'failed'::text, 'cancelled'::text, 'undoing'::text, 'undone'::text])))
);

create table imported_contact (
  org_id uuid not null,
  contact_id uuid not null,
  external_id text,
  note text not null default ''::text,
  content_hash bytea not null,
  constraint imported_contact_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id),
  constraint imported_contact_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint imported_contact_pkey PRIMARY KEY (org_id, contact_id)
);

create table list_fault (
  org_id uuid not null,
  survey_id uuid not null,
  fault text not null,
  customer_id uuid not null,
  branch_id uuid not null,
  prospect boolean not null,
  constraint list_fault_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint list_fault_pkey PRIMARY KEY (org_id, survey_id, fault, customer_id)
);

create table list_fault_sum (
  org_id uuid not null,
  survey_id uuid not null,
  branch_id uuid not null,
  prospect boolean not null,
  fault text not null,
  customers integer not null,
  constraint list_fault_sum_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint list_fault_sum_pkey PRIMARY KEY (org_id, survey_id, branch_id, prospect, fault)
);

create table machine (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  serial_number text not null,
  brand text,
  model text,
  bought_on date,
  delivered_on date,
  warranty_until date,
  state text not null default 'in-use'::text,
  note text,
  source text not null,
  import_id uuid,
  created_by uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint machine_has_a_serial_number CHECK ((serial_number <> ''::text)),
  constraint machine_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint machine_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint machine_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint machine_pkey PRIMARY KEY (org_id, id),
  constraint machine_serial_number_is_unique UNIQUE (org_id, serial_number),
  constraint machine_state_is_known CHECK ((state = ANY (ARRAY['in-use'::text, 'standing'::text, 'in-repair'::text, 'scrapped'::text])))
);

create table machine_change (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  machine_id uuid not null,
  at timestamp with time zone not null,
  field text not null,
  old_value text,
  new_value text,
  source text not null,
  staff_id uuid,
  import_id uuid,
  constraint machine_change_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint machine_change_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint machine_change_org_id_machine_id_fkey FOREIGN KEY (org_id, machine_id) REFERENCES machine(org_id, id),
  constraint machine_change_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint machine_change_pkey PRIMARY KEY (org_id, id)
);

create table machine_owner (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  machine_id uuid not null,
  customer_id uuid not null,
  since date,
  until date,
  ended_at timestamp with time zone,
  source text not null,
  staff_id uuid,
  import_id uuid,
  recorded_at timestamp with time zone not null,
  constraint machine_owner_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint machine_owner_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint machine_owner_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint machine_owner_org_id_machine_id_fkey FOREIGN KEY (org_id, machine_id) REFERENCES machine(org_id, id),
  constraint machine_owner_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint machine_owner_owns_for_a_time CHECK ((since <= until)),
  constraint machine_owner_pkey PRIMARY KEY (org_id, id)
);

create table mail (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  contact_id uuid not null,
  written_by uuid not null,
  language text not null,
  subject text not null,
  body text not null,
  state text not null default 'waiting'::text,
  tries integer not null default 0,
  next_at timestamp with time zone not null,
  sending_since timestamp with time zone,
  token_hash bytea,
  failure text,
  words text,
  written_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint mail_being_sent_says_since_when CHECK (((state = 'sending'::text) = (sending_since IS NOT NULL))),
  constraint mail_has_a_subject CHECK ((subject <> ''::text)),
  constraint mail_is_one_contact UNIQUE (org_id, contact_id),
  constraint mail_language_is_known CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint mail_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contact(org_id, id),
  constraint mail_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint mail_org_id_written_by_fkey FOREIGN KEY (org_id, written_by) REFERENCES staff(org_id, id),
  constraint mail_pkey PRIMARY KEY (org_id, id),
  constraint mail_says_something CHECK ((body <> ''::text)),
  constraint mail_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'bounced'::text, 'unconfirmed'::text, 'failed'::text, 'stopped'::text]))),
  constraint mail_that_ended_says_when CHECK (((state = ANY (ARRAY['waiting'::text, 'sending'::text])) = (ended_at IS NULL)))
);

create table mail_sender (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  address text,
  set_by uuid,
  set_at timestamp with time zone not null,
  constraint mail_sender_is_an_address CHECK ((address ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text)),
  constraint mail_sender_is_one_per_organisation UNIQUE (org_id),
  constraint mail_sender_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint mail_sender_org_id_set_by_fkey FOREIGN KEY (org_id, set_by) REFERENCES staff(org_id, id),
  constraint mail_sender_pkey PRIMARY KEY (org_id, id)
);

create table meter_reading (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  machine_id uuid not null,
  value numeric(14,1) not null,
  unit text not null,
  read_at timestamp with time zone not null,
  source text not null,
  staff_id uuid,
  import_id uuid,
  recorded_at timestamp with time zone not null,
  constraint meter_reading_is_not_negative CHECK ((value >= (0)::numeric)),
  constraint meter_reading_is_taken_once UNIQUE (org_id, machine_id, unit, read_at, value),
  constraint meter_reading_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint meter_reading_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint meter_reading_org_id_machine_id_fkey FOREIGN KEY (org_id, machine_id) REFERENCES machine(org_id, id),
  constraint meter_reading_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint meter_reading_pkey PRIMARY KEY (org_id, id),
  constraint meter_reading_unit_is_known CHECK ((unit = ANY (ARRAY['h'::text, 'km'::text])))
);

create table migration (
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);

create table number_stop (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  identifier_id uuid not null,
  source text not null,
  note text not null default ''::text,
  created_by uuid,
  created_at timestamp with time zone not null,
  lifted_at timestamp with time zone,
  lifted_by uuid,
  lifted_note text,
  constraint number_stop_lifted_has_a_note CHECK (((lifted_at IS NULL) = (lifted_note IS NULL))),
  constraint number_stop_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint number_stop_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint number_stop_org_id_identifier_id_fkey FOREIGN KEY (org_id, identifier_id) REFERENCES identifier(org_id, id),
  constraint number_stop_org_id_lifted_by_fkey FOREIGN KEY (org_id, lifted_by) REFERENCES staff(org_id, id),
  constraint number_stop_pkey PRIMARY KEY (org_id, id)
);

create table open_concern (
  org_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  due_at timestamp with time zone not null,
  constraint open_concern_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint open_concern_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint open_concern_pkey PRIMARY KEY (org_id, id)
);

create table order_line (
  org_id uuid not null,
  activity_id uuid not null,
  line_number integer not null,
  product_code text,
  product text not null,
  quantity numeric(14,3) not null,
  unit_price numeric(14,4) not null,
  constraint order_line_org_id_activity_id_fkey FOREIGN KEY (org_id, activity_id) REFERENCES activity(org_id, id) ON DELETE CASCADE,
  constraint order_line_pkey PRIMARY KEY (org_id, activity_id, line_number),
  constraint order_line_price_is_positive CHECK ((unit_price > (0)::numeric)),
  constraint order_line_quantity_is_positive CHECK ((quantity > (0)::numeric))
);

create table organisation (
  id uuid not null default uuid_v7(),
  name text not null,
  country text not null default 'CN'::text,
  time_zone text not null default 'Asia/Shanghai'::text,
  service_number text,
  created_at timestamp with time zone not null,
  language text not null default 'zh'::text,
  constraint organisation_country_is_iso_3166 CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint organisation_has_a_name CHECK ((name <> ''::text)),
  constraint organisation_pkey PRIMARY KEY (id)
);

create table own_holiday (
  org_id uuid not null,
  country text not null,
  day date not null,
  origin text not null,
  notice_year integer not null,
  kind text not null,
  name text not null,
  entered_by uuid,
  entered_at timestamp with time zone not null,
  constraint notice_names_no_ordinary_days CHECK (((origin = 'correction'::text) OR (kind <> 'ordinary'::text))),
  constraint own_holiday_kind_is_known CHECK ((kind = ANY (ARRAY['holiday'::text, 'make-up-workday'::text, 'ordinary'::text]))),
  constraint own_holiday_org_id_entered_by_fkey FOREIGN KEY (org_id, entered_by) REFERENCES staff(org_id, id),
  constraint own_holiday_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint own_holiday_origin_is_known CHECK ((origin = ANY (ARRAY['notice'::text, 'correction'::text]))),
  constraint own_holiday_pkey PRIMARY KEY (org_id, country, day, origin)
);

create table own_holiday_year (
  org_id uuid not null,
  country text not null,
  year integer not null,
  source text not null,
  entered_by uuid,
  entered_at timestamp with time zone not null,
  constraint own_holiday_year_has_a_source CHECK ((source <> ''::text)),
  constraint own_holiday_year_org_id_entered_by_fkey FOREIGN KEY (org_id, entered_by) REFERENCES staff(org_id, id),
  constraint own_holiday_year_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint own_holiday_year_pkey PRIMARY KEY (org_id, country, year)
);

create table person_in_charge (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  customer_id uuid not null,
  name text not null,
  duties text[] not null,
  language text,
  note text,
  valid_from date,
  valid_until date,
  ended_at timestamp with time zone,
  external_id text,
  source text not null,
  import_id uuid,
  created_by uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint person_in_charge_external_id_is_unique UNIQUE (org_id, customer_id, external_id),
  constraint person_in_charge_has_a_name CHECK ((name <> ''::text)),
  constraint person_in_charge_has_one_to_ten_duties CHECK (((cardinality(duties) >= 1) AND (cardinality(duties) <= 10))),
  constraint person_in_charge_is_valid_for_a_time CHECK ((valid_from <= valid_until)),
  constraint person_in_charge_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint person_in_charge_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint person_in_charge_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint person_in_charge_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id),
  constraint person_in_charge_pkey PRIMARY KEY (org_id, id)
);

create table plan_changed (
  org_id uuid not null,
  customer_id uuid not null,
  changed_at timestamp with time zone not null,
  id uuid not null default uuid_v7(),
  constraint plan_changed_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint plan_changed_pkey PRIMARY KEY (org_id, id)
);

create table plan_day (
  org_id uuid not null,
  day date not null,
  frozen_at timestamp with time zone not null,
  constraint plan_day_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint plan_day_pkey PRIMARY KEY (org_id, day)
);

create table plan_entry (
  org_id uuid not null,
  run_id uuid not null,
  followup_id uuid not null,
  customer_id uuid not null,
  branch_id uuid not null,
  team_id uuid not null,
  planned_on date,
  outcome text not null,
  other_followup_id uuid,
  value double precision not null,
  urgency smallint not null,
  minutes real not null,
  needs text[],
  channel text not null default 'phone'::text,
  constraint plan_entry_channel_is_known CHECK ((channel = ANY (ARRAY['phone'::text, 'email'::text]))),
  constraint plan_entry_pkey PRIMARY KEY (org_id, run_id, followup_id),
  constraint plan_entry_urgency_is_a_class CHECK (((urgency >= 0) AND (urgency <= 2)))
);

create table plan_load (
  org_id uuid not null,
  run_id uuid not null,
  team_id uuid not null,
  day date not null,
  minutes double precision not null,
  used double precision not null,
  contacts integer not null,
  price double precision not null,
  promised integer not null default 0,
  service integer not null default 0,
  mails integer not null default 0,
  constraint plan_load_org_id_run_id_fkey FOREIGN KEY (org_id, run_id) REFERENCES plan_run(org_id, id) ON DELETE CASCADE,
  constraint plan_load_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES team(org_id, id),
  constraint plan_load_pkey PRIMARY KEY (org_id, run_id, team_id, day)
);

create table plan_move (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  followup_id uuid not null,
  branch_id uuid not null,
  day date not null,
  reason text not null,
  moved_by uuid,
  moved_at timestamp with time zone not null,
  channel text not null default 'phone'::text,
  constraint plan_move_channel_is_known CHECK ((channel = ANY (ARRAY['phone'::text, 'email'::text]))),
  constraint plan_move_has_a_reason CHECK ((reason <> ''::text)),
  constraint plan_move_one_for_each_followup UNIQUE (org_id, followup_id),
  constraint plan_move_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint plan_move_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint plan_move_org_id_followup_id_fkey FOREIGN KEY (org_id, followup_id) REFERENCES followup(org_id, id) ON DELETE CASCADE,
  constraint plan_move_org_id_moved_by_fkey FOREIGN KEY (org_id, moved_by) REFERENCES staff(org_id, id),
  constraint plan_move_pkey PRIMARY KEY (org_id, id)
);

create table plan_need_load (
  org_id uuid not null,
  run_id uuid not null,
  team_id uuid not null,
  day date not null,
  needs text[] not null,
  minutes double precision not null,
  used double precision not null,
  contacts integer not null,
  price double precision not null,
  constraint plan_need_load_has_a_need CHECK ((cardinality(needs) > 0)),
  constraint plan_need_load_org_id_run_id_fkey FOREIGN KEY (org_id, run_id) REFERENCES plan_run(org_id, id) ON DELETE CASCADE,
  constraint plan_need_load_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES team(org_id, id),
  constraint plan_need_load_pkey PRIMARY KEY (org_id, run_id, team_id, day, needs)
);

create table plan_of_day (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  day date not null,
  starts_at timestamp with time zone not null,
  branch_id uuid not null,
  team_id uuid not null,
  campaign_id uuid,
  due integer not null,
  carried integer not null default 0,
  constraint plan_carried_is_not_negative CHECK ((carried >= 0)),
  constraint plan_due_is_not_negative CHECK ((due >= 0)),
  constraint plan_is_frozen_once UNIQUE NULLS NOT DISTINCT (org_id, day, starts_at, branch_id, team_id, campaign_id),
  constraint plan_of_day_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint plan_of_day_org_id_campaign_id_fkey FOREIGN KEY (org_id, campaign_id) REFERENCES campaign(org_id, id),
  constraint plan_of_day_org_id_day_fkey FOREIGN KEY (org_id, day) REFERENCES plan_day(org_id, day),
  constraint plan_of_day_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint plan_of_day_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES team(org_id, id),
  constraint plan_of_day_pkey PRIMARY KEY (org_id, id)
);

create table plan_run (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  started_at timestamp with time zone not null,
  started_by uuid,
  first_day date not null,
  days integer not null,
  phase text not null default 'reading'::text,
  done bigint not null default 0,
  of_all bigint not null default 0,
  progressed_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  policy_version integer not null,
  worth double precision,
  bound double precision,
  counts jsonb not null default '{}'::jsonb,
  likely jsonb not null default '{}'::jsonb,
  phase_started_at timestamp with time zone,
  stale_reasons text[] not null default '{}'::text[],
  counts_by_team jsonb not null default '{}'::jsonb,
  constraint plan_run_ends_with_a_time CHECK (((phase = ANY (ARRAY['done'::text, 'cancelled'::text, 'failed'::text])) = (finished_at IS NOT NULL))),
  constraint plan_run_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint plan_run_org_id_started_by_fkey FOREIGN KEY (org_id, started_by) REFERENCES staff(org_id, id),
  constraint plan_run_phase_is_known CHECK ((phase = ANY (ARRAY['reading'::text, 'judging'::text, 'planning'::text, 'writing'::text, 'done'::text, 'cancelled'::text, 'failed'::text]))),
  constraint plan_run_pkey PRIMARY KEY (org_id, id),
  constraint plan_run_plans_one_to_ninety_days CHECK (((days >= 1) AND (days <= 90)))
);

create table point_repair (
  org_id uuid not null,
  contact_point_id uuid not null,
  how text not null,
  note text not null default ''::text,
  mended_by uuid not null,
  mended_at timestamp with time zone not null,
  constraint point_repair_is_known CHECK ((how = ANY (ARRAY['replaced'::text, 'given-up'::text]))),
  constraint point_repair_org_id_contact_point_id_fkey FOREIGN KEY (org_id, contact_point_id) REFERENCES contact_point(org_id, id) ON DELETE CASCADE,
  constraint point_repair_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint point_repair_org_id_mended_by_fkey FOREIGN KEY (org_id, mended_by) REFERENCES staff(org_id, id),
  constraint point_repair_pkey PRIMARY KEY (org_id, contact_point_id)
);

create table policy_confirmation (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  pack text not null,
  edition text not null,
  rule_ids text[] not null,
  confirmed_by uuid not null,
  confirmed_at timestamp with time zone not null,
  constraint policy_confirmation_names_its_pack CHECK ((pack <> ''::text)),
  constraint policy_confirmation_names_rules CHECK ((cardinality(rule_ids) > 0)),
  constraint policy_confirmation_org_id_confirmed_by_fkey FOREIGN KEY (org_id, confirmed_by) REFERENCES staff(org_id, id),
  constraint policy_confirmation_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint policy_confirmation_pkey PRIMARY KEY (org_id, id)
);

create table policy_draft (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  base_version integer not null,
  content jsonb not null,
  reason text not null default ''::text,
  takes_effect_on date,
  written_by uuid[] not null,
  saves integer not null default 0,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  saved_by uuid not null,
  saved_at timestamp with time zone not null,
  submitted_version integer,
  returned_version integer,
  constraint policy_draft_holds_rules_and_exemptions CHECK (((jsonb_typeof((content -> 'rules'::text)) = 'array'::text) AND (jsonb_typeof((content -> 'exemptions'::text)) = 'array'::text))),
  constraint policy_draft_one_per_organisation UNIQUE (org_id),
  constraint policy_draft_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint policy_draft_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint policy_draft_org_id_returned_version_fkey FOREIGN KEY (org_id, returned_version) REFERENCES policy_version(org_id, version),
  constraint policy_draft_org_id_saved_by_fkey FOREIGN KEY (org_id, saved_by) REFERENCES staff(org_id, id),
  constraint policy_draft_org_id_submitted_version_fkey FOREIGN KEY (org_id, submitted_version) REFERENCES policy_version(org_id, version),
  constraint policy_draft_pkey PRIMARY KEY (org_id, id)
);

create table policy_replay (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  started_at timestamp with time zone not null,
  started_by uuid not null,
  branch_ids uuid[] not null,
  content jsonb not null,
  draft_id uuid not null,
  draft_saves integer not null,
  policy_version integer not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  phase text not null default 'waiting'::text,
  done bigint not null default 0,
  of_all bigint not null default 0,
  progressed_at timestamp with time zone not null,
  phase_started_at timestamp with time zone,
  finished_at timestamp with time zone,
  found jsonb not null default '{}'::jsonb,
  constraint policy_replay_ends_with_a_time CHECK (((phase = ANY (ARRAY['done'::text, 'cancelled'::text, 'failed'::text])) = (finished_at IS NOT NULL))),
  constraint policy_replay_holds_rules_and_exemptions CHECK (((jsonb_typeof((content -> 'rules'::text)) = 'array'::text) AND (jsonb_typeof((content -> 'exemptions'::text)) = 'array'::text))),
  constraint policy_replay_looks_at_a_span CHECK ((until_at > from_at)),
  constraint policy_replay_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint policy_replay_org_id_started_by_fkey FOREIGN KEY (org_id, started_by) REFERENCES staff(org_id, id),
  constraint policy_replay_phase_is_known CHECK ((phase = ANY (ARRAY['waiting'::text, 'judging'::text, 'done'::text, 'cancelled'::text, 'failed'::text]))),
  constraint policy_replay_pkey PRIMARY KEY (org_id, id)
);

create table policy_replay_held (
  org_id uuid not null,
  replay_id uuid not null,
  contact_id uuid not null,
  branch_id uuid not null,
  dialled_at timestamp with time zone not null,
  anyway boolean not null,
  until timestamp with time zone,
  reasons jsonb not null,
  constraint policy_replay_held_org_id_replay_id_fkey FOREIGN KEY (org_id, replay_id) REFERENCES policy_replay(org_id, id) ON DELETE CASCADE,
  constraint policy_replay_held_pkey PRIMARY KEY (org_id, replay_id, contact_id)
);

create table policy_version (
  org_id uuid not null,
  version integer not null,
  base_version integer not null,
  content jsonb not null,
  reason text not null default ''::text,
  takes_effect_on date,
  written_by uuid[] not null,
  submitted_by uuid,
  submitted_at timestamp with time zone not null,
  decision text,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_note text not null default ''::text,
  in_force_from timestamp with time zone,
  in_force_until timestamp with time zone,
  carried_over boolean not null default false,
  constraint policy_version_decision_has_a_person_and_time CHECK ((carried_over OR (num_nulls(decision, decided_by, decided_at) = ANY (ARRAY[0, 3])))),
  constraint policy_version_decision_is_known CHECK ((decision = ANY (ARRAY['approved'::text, 'returned'::text, 'withdrawn'::text]))),
  constraint policy_version_ends_after_it_began CHECK (((in_force_until IS NULL) OR ((in_force_from IS NOT NULL) AND (in_force_until >= in_force_from)))),
  constraint policy_version_grows_from_an_earlier_one CHECK (((base_version >= 0) AND (base_version < version))),
  constraint policy_version_has_a_submitter CHECK ((carried_over OR (submitted_by IS NOT NULL))),
  constraint policy_version_holds_rules_and_exemptions CHECK (((jsonb_typeof((content -> 'rules'::text)) = 'array'::text) AND (jsonb_typeof((content -> 'exemptions'::text)) = 'array'::text))),
  constraint policy_version_in_force_was_approved CHECK (((in_force_from IS NULL) OR (decision = 'approved'::text))),
  constraint policy_version_is_approved_by_a_second_person CHECK (((decision <> 'approved'::text) OR (decided_by <> ALL (written_by)))),
  constraint policy_version_number_is_positive CHECK ((version > 0)),
  constraint policy_version_org_id_decided_by_fkey FOREIGN KEY (org_id, decided_by) REFERENCES staff(org_id, id),
  constraint policy_version_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint policy_version_org_id_submitted_by_fkey FOREIGN KEY (org_id, submitted_by) REFERENCES staff(org_id, id),
  constraint policy_version_pkey PRIMARY KEY (org_id, version),
  constraint policy_version_returned_says_why CHECK (((decision <> 'returned'::text) OR (decision_note <> ''::text)))
);

create table report_mail (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  schedule_id uuid not null,
  slot timestamp with time zone not null,
  staff_id uuid,
  address text,
  language text not null,
  is_test boolean not null default false,
  state text not null,
  tries integer not null default 0,
  next_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  failure text,
  words text,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint report_mail_being_sent_has_a_lease CHECK (((state = 'sending'::text) = (lease_until IS NOT NULL))),
  constraint report_mail_end_has_a_time CHECK (((state = ANY (ARRAY['sent'::text, 'failed'::text])) = (ended_at IS NOT NULL))),
  constraint report_mail_goes_once_per_slot UNIQUE NULLS NOT DISTINCT (org_id, schedule_id, slot, staff_id, address),
  constraint report_mail_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint report_mail_org_id_schedule_id_fkey FOREIGN KEY (org_id, schedule_id) REFERENCES report_schedule(org_id, id),
  constraint report_mail_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint report_mail_pkey PRIMARY KEY (org_id, id),
  constraint report_mail_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text])))
);

create table report_recipient (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  schedule_id uuid not null,
  staff_id uuid,
  address text,
  language text not null,
  confirmed_by uuid,
  confirmed_at timestamp with time zone,
  constraint report_recipient_is_confirmed_by_somebody CHECK (((confirmed_by IS NULL) = (confirmed_at IS NULL))),
  constraint report_recipient_is_staff_or_an_address CHECK (((staff_id IS NULL) <> (address IS NULL))),
  constraint report_recipient_language_is_known CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint report_recipient_org_id_confirmed_by_fkey FOREIGN KEY (org_id, confirmed_by) REFERENCES staff(org_id, id),
  constraint report_recipient_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint report_recipient_org_id_schedule_id_fkey FOREIGN KEY (org_id, schedule_id) REFERENCES report_schedule(org_id, id),
  constraint report_recipient_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint report_recipient_pkey PRIMARY KEY (org_id, id),
  constraint report_recipient_stands_once UNIQUE NULLS NOT DISTINCT (org_id, schedule_id, staff_id, address)
);

create table report_schedule (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  campaign_id uuid,
  team_id uuid,
  name text not null,
  rhythm text not null,
  weekday integer,
  month_day integer,
  at_minute integer not null,
  workdays_only boolean not null,
  paused_at timestamp with time zone,
  since timestamp with time zone not null,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint report_schedule_has_a_name CHECK ((name <> ''::text)),
  constraint report_schedule_minute_is_of_a_day CHECK (((at_minute >= 0) AND (at_minute <= 1439))),
  constraint report_schedule_month_day_is_in_every_month CHECK (((month_day >= 1) AND (month_day <= 28))),
  constraint report_schedule_monthly_has_a_day CHECK (((rhythm = 'monthly'::text) = (month_day IS NOT NULL))),
  constraint report_schedule_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint report_schedule_org_id_campaign_id_fkey FOREIGN KEY (org_id, campaign_id) REFERENCES campaign(org_id, id),
  constraint report_schedule_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint report_schedule_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint report_schedule_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES team(org_id, id),
  constraint report_schedule_pkey PRIMARY KEY (org_id, id),
  constraint report_schedule_rhythm_is_known CHECK ((rhythm = ANY (ARRAY['daily'::text, 'weekly'::text, 'monthly'::text]))),
  constraint report_schedule_weekday_is_monday_to_sunday CHECK (((weekday >= 1) AND (weekday <= 7))),
  constraint report_schedule_weekly_has_a_weekday CHECK (((rhythm = 'weekly'::text) = (weekday IS NOT NULL)))
);

create table script (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  name text not null,
  opening text not null,
  minutes integer not null,
  questions jsonb not null,
  version integer not null default 1,
  frozen_at timestamp with time zone,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint script_has_a_name CHECK ((name <> ''::text)),
  constraint script_minutes_are_positive CHECK ((minutes > 0)),
  constraint script_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint script_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint script_pkey PRIMARY KEY (org_id, id)
);

create table shift (
  org_id uuid not null,
  staff_id uuid not null,
  day date not null,
  windows jsonb not null,
  absence text,
  note text not null default ''::text,
  changed_by uuid,
  changed_at timestamp with time zone not null,
  constraint absence_has_no_hours CHECK (((absence IS NULL) OR (windows = '[]'::jsonb))),
  constraint absence_is_known CHECK ((absence = ANY (ARRAY['leave'::text, 'sick'::text, 'training'::text, 'other'::text]))),
  constraint shift_is_in_order CHECK (windows_are_in_order(windows)),
  constraint shift_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint shift_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint shift_pkey PRIMARY KEY (org_id, staff_id, day)
);

create table sign_on (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  enabled boolean not null,
  issuer text not null,
  client_id text not null,
  client_secret bytea not null,
  domains text[] not null,
  create_role text,
  create_branch_id uuid,
  role_claim text,
  roles_by_claim jsonb not null default '{}'::jsonb,
  password_off boolean not null default false,
  break_glass_id uuid,
  changed_at timestamp with time zone not null,
  constraint sign_on_creates_in_a_branch CHECK (((create_role IS NULL) = (create_branch_id IS NULL))),
  constraint sign_on_has_a_domain CHECK ((cardinality(domains) > 0)),
  constraint sign_on_issuer_is_http CHECK ((issuer ~ '^https?://'::text)),
  constraint sign_on_one_per_organisation UNIQUE (org_id),
  constraint sign_on_org_id_break_glass_id_fkey FOREIGN KEY (org_id, break_glass_id) REFERENCES staff(org_id, id),
  constraint sign_on_org_id_create_branch_id_fkey FOREIGN KEY (org_id, create_branch_id) REFERENCES branch(org_id, id),
  constraint sign_on_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint sign_on_pkey PRIMARY KEY (org_id, id),
  constraint sign_on_without_passwords_keeps_one_way_in CHECK (((NOT password_off) OR (break_glass_id IS NOT NULL)))
);

create table sign_on_link (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  issuer text not null,
  subject text not null,
  staff_id uuid not null,
  linked_at timestamp with time zone not null,
  constraint sign_on_link_one_per_staff UNIQUE (org_id, issuer, staff_id),
  constraint sign_on_link_one_per_subject UNIQUE (org_id, issuer, subject),
  constraint sign_on_link_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint sign_on_link_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint sign_on_link_pkey PRIMARY KEY (org_id, id)
);

create table staff (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  name text not null,
  email text not null,
  roles text[] not null,
  created_at timestamp with time zone not null,
  deactivated_at timestamp with time zone,
  joined_at timestamp with time zone,
  language text,
  languages text[] not null default '{}'::text[],
  skills text[] not null default '{}'::text[],
  constraint staff_email_is_unique UNIQUE (org_id, email),
  constraint staff_has_a_name CHECK ((name <> ''::text)),
  constraint staff_language_is_known CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint staff_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint staff_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint staff_pkey PRIMARY KEY (org_id, id),
  constraint staff_roles_are_known CHECK ((roles <@ ARRAY['owner'::text, 'planner'::text, 'approver'::text, 'agent'::text, 'supervisor'::text, 'hotline'::text, 'quality'::text, 'privacy-officer'::text, 'partner-agent'::text]))
);

create table staff_custom_role (
  org_id uuid not null,
  staff_id uuid not null,
  role_id uuid not null,
  constraint custom_role_in_use_stays FOREIGN KEY (org_id, role_id) REFERENCES custom_role(org_id, id),
  constraint staff_custom_role_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint staff_custom_role_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint staff_custom_role_pkey PRIMARY KEY (org_id, staff_id, role_id)
);

create table staged_order_line (
  org_id uuid not null,
  import_id uuid not null,
  row_number bigint not null,
  order_key text not null,
  customer_id uuid not null,
  happened_at timestamp with time zone not null,
  product_code text,
  product text not null,
  quantity numeric(14,3) not null,
  unit_price numeric(14,4) not null,
  currency text,
  constraint staged_order_line_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import_run(org_id, id) ON DELETE CASCADE,
  constraint staged_order_line_pkey PRIMARY KEY (org_id, import_id, order_key, row_number)
);

create table suspected_call (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  called_identifier_id uuid,
  shown_identifier_id uuid,
  customer_id uuid,
  happened_at timestamp with time zone,
  said text not null,
  reported_by uuid not null,
  reported_at timestamp with time zone not null,
  handled_by uuid,
  handled_at timestamp with time zone,
  handling text,
  constraint suspected_call_handled_says_how CHECK ((((handled_at IS NULL) = (handling IS NULL)) AND ((handled_at IS NULL) = (handled_by IS NULL)))),
  constraint suspected_call_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint suspected_call_org_id_called_identifier_id_fkey FOREIGN KEY (org_id, called_identifier_id) REFERENCES identifier(org_id, id),
  constraint suspected_call_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id),
  constraint suspected_call_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint suspected_call_org_id_handled_by_fkey FOREIGN KEY (org_id, handled_by) REFERENCES staff(org_id, id),
  constraint suspected_call_org_id_reported_by_fkey FOREIGN KEY (org_id, reported_by) REFERENCES staff(org_id, id),
  constraint suspected_call_org_id_shown_identifier_id_fkey FOREIGN KEY (org_id, shown_identifier_id) REFERENCES identifier(org_id, id),
  constraint suspected_call_pkey PRIMARY KEY (org_id, id),
  constraint suspected_call_says_what_was_said CHECK ((said <> ''::text))
);

create table team (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  name text not null,
  created_at timestamp with time zone not null,
  lead_id uuid,
  constraint team_has_a_name CHECK ((name <> ''::text)),
  constraint team_lead_is_a_member FOREIGN KEY (org_id, id, lead_id) REFERENCES team_member(org_id, team_id, staff_id),
  constraint team_name_is_unique UNIQUE (org_id, name),
  constraint team_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint team_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint team_pkey PRIMARY KEY (org_id, id)
);

create table team_member (
  org_id uuid not null,
  team_id uuid not null,
  staff_id uuid not null,
  constraint team_member_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint team_member_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id),
  constraint team_member_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES team(org_id, id),
  constraint team_member_pkey PRIMARY KEY (org_id, team_id, staff_id)
);

create table verdict (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  at timestamp with time zone not null,
  customer_id uuid not null,
  matter_id uuid,
  moment text not null,
  kind text not null,
  until timestamp with time zone,
  reasons jsonb not null,
  policy_version integer not null,
  channel text,
  purposes text[],
  staff_id uuid,
  exemption text,
  override_id uuid,
  constraint verdict_kind_is_known CHECK ((kind = ANY (ARRAY['allow'::text, 'defer'::text, 'deny'::text]))),
  constraint verdict_moment_is_known CHECK ((moment = ANY (ARRAY['plan'::text, 'hand-out'::text, 'dial'::text, 'elsewhere'::text]))),
  constraint verdict_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customer(org_id, id) NOT ENFORCED,
  constraint verdict_org_id_override_id_fkey FOREIGN KEY (org_id, override_id) REFERENCES contact_override(org_id, id),
  constraint verdict_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES staff(org_id, id) NOT ENFORCED,
  constraint verdict_pkey PRIMARY KEY (org_id, id)
);

create table webhook (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  name text not null,
  url text not null,
  events text[] not null,
  state text not null default 'on'::text,
  disabled_reason text,
  secret bytea not null,
  old_secret bytea,
  old_secret_until timestamp with time zone,
  failing_since timestamp with time zone,
  last_delivered_at timestamp with time zone,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  constraint webhook_disabled_has_a_reason CHECK (((state = 'disabled'::text) = (disabled_reason IS NOT NULL))),
  constraint webhook_disabled_reason_is_known CHECK ((disabled_reason = ANY (ARRAY['gone'::text, 'failing'::text]))),
  constraint webhook_has_a_name CHECK ((name <> ''::text)),
  constraint webhook_hears_something CHECK ((cardinality(events) > 0)),
  constraint webhook_old_secret_ends CHECK (((old_secret IS NULL) = (old_secret_until IS NULL))),
  constraint webhook_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint webhook_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES staff(org_id, id),
  constraint webhook_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint webhook_pkey PRIMARY KEY (org_id, id),
  constraint webhook_state_is_known CHECK ((state = ANY (ARRAY['on'::text, 'off'::text, 'disabled'::text]))),
  constraint webhook_url_is_http CHECK ((url ~ '^https?://'::text))
);

create table webhook_delivery (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  webhook_id uuid not null,
  event_id uuid not null,
  number bigint not null,
  subject_id uuid not null,
  state text not null,
  due_at timestamp with time zone not null,
  since timestamp with time zone not null,
  attempts integer not null default 0,
  claim uuid,
  tried_at timestamp with time zone,
  status integer,
  failure text,
  answer text,
  milliseconds integer,
  created_at timestamp with time zone not null,
  constraint webhook_delivery_once_per_event UNIQUE (org_id, webhook_id, event_id),
  constraint webhook_delivery_org_id_event_id_fkey FOREIGN KEY (org_id, event_id) REFERENCES webhook_event(org_id, id) ON DELETE CASCADE,
  constraint webhook_delivery_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint webhook_delivery_org_id_webhook_id_fkey FOREIGN KEY (org_id, webhook_id) REFERENCES webhook(org_id, id) ON DELETE CASCADE,
  constraint webhook_delivery_pkey PRIMARY KEY (org_id, id),
  constraint webhook_delivery_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'dead'::text])))
);

create table webhook_event (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  number bigint not null,
  branch_id uuid not null,
  webhook_id uuid,
  event text not null,
  subject_id uuid not null,
  body text not null,
  happened_at timestamp with time zone not null,
  spread_at timestamp with time zone,
  constraint webhook_event_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint webhook_event_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint webhook_event_org_id_webhook_id_fkey FOREIGN KEY (org_id, webhook_id) REFERENCES webhook(org_id, id) ON DELETE CASCADE,
  constraint webhook_event_pkey PRIMARY KEY (org_id, id)
);

create table work_calendar (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  name text not null,
  monday jsonb not null,
  tuesday jsonb not null,
  wednesday jsonb not null,
  thursday jsonb not null,
  friday jsonb not null,
  saturday jsonb not null,
  sunday jsonb not null,
  keeps_holidays boolean not null,
  make_up_day jsonb not null,
  created_at timestamp with time zone not null,
  constraint friday_is_in_order CHECK (windows_are_in_order(friday)),
  constraint make_up_day_is_in_order CHECK (windows_are_in_order(make_up_day)),
  constraint monday_is_in_order CHECK (windows_are_in_order(monday)),
  constraint saturday_is_in_order CHECK (windows_are_in_order(saturday)),
  constraint sunday_is_in_order CHECK (windows_are_in_order(sunday)),
  constraint thursday_is_in_order CHECK (windows_are_in_order(thursday)),
  constraint tuesday_is_in_order CHECK (windows_are_in_order(tuesday)),
  constraint wednesday_is_in_order CHECK (windows_are_in_order(wednesday)),
  constraint work_calendar_has_a_name CHECK ((name <> ''::text)),
  constraint work_calendar_name_is_unique UNIQUE (org_id, name),
  constraint work_calendar_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint work_calendar_pkey PRIMARY KEY (org_id, id)
);

create table work_calendar_exception (
  org_id uuid not null,
  calendar_id uuid not null,
  day date not null,
  windows jsonb not null,
  note text not null default ''::text,
  constraint exception_is_in_order CHECK (windows_are_in_order(windows)),
  constraint work_calendar_exception_org_id_calendar_id_fkey FOREIGN KEY (org_id, calendar_id) REFERENCES work_calendar(org_id, id),
  constraint work_calendar_exception_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint work_calendar_exception_pkey PRIMARY KEY (org_id, calendar_id, day)
);

create table work_calendar_use (
  org_id uuid not null,
  id uuid not null default uuid_v7(),
  branch_id uuid,
  team_id uuid,
  calendar_id uuid not null,
  constraint calendar_use_is_for_one_of_them CHECK (((branch_id IS NULL) OR (team_id IS NULL))),
  constraint calendar_use_one_each UNIQUE NULLS NOT DISTINCT (org_id, branch_id, team_id),
  constraint work_calendar_in_use_stays FOREIGN KEY (org_id, calendar_id) REFERENCES work_calendar(org_id, id),
  constraint work_calendar_use_org_id_branch_id_fkey FOREIGN KEY (org_id, branch_id) REFERENCES branch(org_id, id),
  constraint work_calendar_use_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint work_calendar_use_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES team(org_id, id),
  constraint work_calendar_use_pkey PRIMARY KEY (org_id, id)
);

CREATE INDEX account_by_user ON auth.account USING btree ("userId");

CREATE UNIQUE INDEX link_one_open_per_staff ON auth.link USING btree (org_id, staff_id) WHERE ((used_at IS NULL) AND (revoked_at IS NULL));

CREATE UNIQUE INDEX login_by_staff ON auth.login USING btree (org_id, staff_id);

CREATE INDEX session_by_user ON auth.session USING btree ("userId");

CREATE INDEX sign_in_try_by_age ON auth.sign_in_try USING btree (since);

CREATE INDEX verification_by_identifier ON auth.verification USING btree (identifier);

CREATE INDEX activity_by_customer ON public.activity USING btree (org_id, customer_id, happened_at DESC, id);

CREATE INDEX activity_by_end ON public.activity USING btree (org_id, ends_on) WHERE (ends_on IS NOT NULL);

CREATE INDEX activity_by_import ON public.activity USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX activity_by_kind_and_time ON public.activity USING btree (org_id, kind, happened_at, id);

CREATE INDEX activity_by_machine ON public.activity USING btree (org_id, machine_id, happened_at DESC) WHERE (machine_id IS NOT NULL);

CREATE INDEX attempt_by_contact ON public.attempt USING btree (org_id, contact_id) WHERE (contact_id IS NOT NULL);

CREATE INDEX attempt_by_followup ON public.attempt USING btree (org_id, followup_id, ended_at);

CREATE INDEX attempt_by_staff ON public.attempt USING btree (org_id, staff_id, ended_at);

CREATE INDEX attempt_by_time ON public.attempt USING btree (org_id, ended_at);

CREATE INDEX audit_entry_by_action ON public.audit_entry USING btree (org_id, action, at DESC);

CREATE INDEX audit_entry_by_customer ON public.audit_entry USING btree (org_id, customer, at DESC) WHERE (customer IS NOT NULL);

CREATE UNIQUE INDEX audit_entry_by_number ON public.audit_entry USING btree (org_id, number) WHERE (number IS NOT NULL);

CREATE INDEX audit_entry_by_staff ON public.audit_entry USING btree (org_id, staff_id, at DESC);

CREATE INDEX audit_entry_by_subject ON public.audit_entry USING btree (org_id, subject, subject_id, at DESC);

CREATE INDEX audit_entry_by_time ON public.audit_entry USING btree (org_id, at DESC);

CREATE INDEX audit_entry_unsealed ON public.audit_entry USING btree (org_id, id) WHERE (number IS NULL);

CREATE UNIQUE INDEX branch_name_is_unique_among_siblings ON public.branch USING btree (org_id, parent_id, name) NULLS NOT DISTINCT;

CREATE INDEX campaign_by_state ON public.campaign USING btree (org_id, state, created_at DESC, id DESC);

CREATE INDEX campaign_by_validity ON public.campaign USING btree (org_id, valid_until, valid_from);

CREATE UNIQUE INDEX campaign_version_waits_alone ON public.campaign_version USING btree (org_id, campaign_id) WHERE (decision IS NULL);

CREATE INDEX case_event_by_case ON public.case_event USING btree (org_id, case_id, at, id);

CREATE INDEX case_file_by_customer ON public.case_file USING btree (org_id, customer_id, created_at DESC, id DESC);

CREATE INDEX case_file_by_owner ON public.case_file USING btree (org_id, owner_id) WHERE (state <> 'closed'::text);

CREATE INDEX case_file_by_raising_followup ON public.case_file USING btree (org_id, raised_by_followup_id);

CREATE INDEX case_file_closed_by_time ON public.case_file USING btree (org_id, closed_at DESC, id DESC) WHERE (state = 'closed'::text);

CREATE INDEX case_file_escalated_to ON public.case_file USING btree (org_id, escalated_to) WHERE ((state <> 'closed'::text) AND (escalated_to IS NOT NULL));

CREATE INDEX case_file_not_closed_by_deadline ON public.case_file USING btree (org_id, due_at, id) WHERE (state <> 'closed'::text);

CREATE UNIQUE INDEX case_file_one_per_confirming_followup ON public.case_file USING btree (org_id, confirming_followup_id);

CREATE INDEX concern_span_by_customer ON public.concern_span USING btree (org_id, customer_id);

CREATE UNIQUE INDEX concern_span_one_at_a_time ON public.concern_span USING btree (org_id, concern_id) WHERE (until_at IS NULL);

CREATE INDEX consent_by_customer ON public.consent USING btree (org_id, customer_id, at DESC, id DESC);

CREATE INDEX consent_by_import ON public.consent USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE UNIQUE INDEX consent_external_id_is_unique ON public.consent USING btree (org_id, external_id, purpose_class, channel) WHERE ((voided_at IS NULL) AND (external_id IS NOT NULL));

CREATE INDEX contact_by_caller_number ON public.contact USING btree (org_id, caller_number, COALESCE(dialled_at, reserved_at) DESC);

CREATE INDEX contact_by_customer ON public.contact USING btree (org_id, customer_id, reserved_at DESC, id DESC);

CREATE INDEX contact_by_identifier ON public.contact USING btree (org_id, identifier_id, reserved_at DESC) INCLUDE (customer_id);

CREATE INDEX contact_by_import ON public.contact USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX contact_by_point ON public.contact USING btree (org_id, contact_point_id, settled_at DESC) WHERE (state = 'made'::text);

CREATE INDEX contact_by_time ON public.contact USING btree (org_id, settled_at) WHERE (settled_at IS NOT NULL);

CREATE INDEX contact_carried_by_followup ON public.contact_carried USING btree (org_id, followup_id);

CREATE INDEX contact_elsewhere_live ON public.contact USING btree (org_id, held_until) WHERE ((made_elsewhere IS NOT NULL) AND (state = ANY (ARRAY['reserved'::text, 'dialled'::text])));

CREATE INDEX contact_hold_by_customer ON public.contact_hold USING btree (org_id, customer_id, id DESC);

CREATE INDEX contact_made_elsewhere ON public.contact USING btree (org_id, reserved_at DESC, id DESC) WHERE (made_elsewhere IS NOT NULL);

CREATE UNIQUE INDEX contact_one_live_per_customer ON public.contact USING btree (org_id, customer_id) WHERE (state = ANY (ARRAY['reserved'::text, 'dialled'::text]));

CREATE UNIQUE INDEX contact_one_live_per_staff ON public.contact USING btree (org_id, staff_id) WHERE ((state = ANY (ARRAY['reserved'::text, 'dialled'::text])) AND (made_elsewhere IS NULL));

CREATE UNIQUE INDEX contact_one_per_override ON public.contact USING btree (org_id, override_id) WHERE ((override_id IS NOT NULL) AND (state <> 'cancelled'::text));

CREATE INDEX contact_override_by_customer ON public.contact_override USING btree (org_id, customer_id, id DESC);

CREATE INDEX contact_override_waiting ON public.contact_override USING btree (org_id, id DESC) WHERE (decision IS NULL);

CREATE INDEX contact_point_by_identifier ON public.contact_point USING btree (org_id, identifier_id);

CREATE INDEX contact_point_by_person ON public.contact_point USING btree (org_id, person_id) WHERE (person_id IS NOT NULL);

CREATE INDEX contact_point_to_mend ON public.contact_point USING btree (org_id, id) WHERE (state <> 'valid'::text);

CREATE INDEX coverage_alert_by_rule ON public.coverage_alert USING btree (org_id, rule_id, id DESC);

CREATE INDEX coverage_alert_not_noted ON public.coverage_alert USING btree (org_id, id DESC) WHERE (noted_at IS NULL);

CREATE INDEX coverage_alone_by_customer ON public.coverage_alone USING btree (org_id, customer_id);

CREATE INDEX customer_batch_by_staff ON public.customer_batch USING btree (org_id, staff_id, created_at DESC);

CREATE INDEX customer_batch_row_by_customer ON public.customer_batch_row USING btree (org_id, customer_id);

CREATE INDEX customer_batch_running ON public.customer_batch USING btree (org_id, created_at) WHERE (state = 'running'::text);

CREATE INDEX customer_by_birth_day ON public.customer USING btree (org_id, birth_day) WHERE (birth_day IS NOT NULL);

CREATE INDEX customer_by_branch ON public.customer USING btree (org_id, branch_id, name_key, id);

CREATE INDEX customer_by_language ON public.customer USING btree (org_id, language) WHERE (language IS NOT NULL);

CREATE INDEX customer_by_name ON public.customer USING btree (org_id, name_key, id);

CREATE INDEX customer_by_number ON public.customer USING btree (org_id, lower(external_id) COLLATE "C") WHERE (external_id IS NOT NULL);

CREATE INDEX customer_by_owner ON public.customer USING btree (org_id, owner_id, name_key, id) WHERE (owner_id IS NOT NULL);

CREATE INDEX customer_by_stage ON public.customer USING btree (org_id, stage, name_key, id) WHERE (stage IS NOT NULL);

CREATE INDEX customer_by_term ON public.customer USING gin (search_terms);

CREATE INDEX customer_by_update ON public.customer USING btree (org_id, updated_at DESC, id DESC);

CREATE INDEX customer_change_by_customer ON public.customer_change USING btree (org_id, customer_id, at DESC, id DESC);

CREATE INDEX customer_distinct_by_second ON public.customer_distinct USING btree (org_id, second_id);

CREATE UNIQUE INDEX customer_is_merged_into_one ON public.customer_merge USING btree (org_id, gone_id) WHERE (undone_at IS NULL);

CREATE UNIQUE INDEX customer_is_split_off_once ON public.customer_split USING btree (org_id, part_id);

CREATE INDEX customer_merge_by_finding ON public.customer_merge USING btree (org_id, finds_id) WHERE (undone_at IS NULL);

CREATE INDEX customer_merge_by_survivor ON public.customer_merge USING btree (org_id, survivor_id, merged_at DESC);

CREATE INDEX customer_merge_by_time ON public.customer_merge USING btree (org_id, merged_at DESC, id DESC);

CREATE INDEX customer_merged ON public.customer USING btree (org_id, merged_into) WHERE (merged_into IS NOT NULL);

CREATE UNIQUE INDEX customer_number_finds_one_survivor ON public.customer_merge USING btree (org_id, gone_number) WHERE ((undone_at IS NULL) AND (gone_number IS NOT NULL));

CREATE INDEX customer_pair_by_strength ON public.customer_pair USING btree (org_id, survey_id, strength DESC, first_id, second_id, first_branch_id, second_branch_id);

CREATE INDEX customer_split_by_kept ON public.customer_split USING btree (org_id, kept_id, split_at DESC);

CREATE INDEX customer_split_by_time ON public.customer_split USING btree (org_id, split_at DESC, id DESC);

CREATE INDEX customer_tag_former_by_tag ON public.customer_tag_former USING btree (org_id, tag);

CREATE INDEX customer_to_be_read ON public.customer USING btree (org_id, id) WHERE (search_terms IS NULL);

CREATE INDEX customer_without_phone ON public.customer USING btree (org_id, name_key, id, branch_id) WHERE without_phone;

CREATE INDEX customer_without_phone_by_update ON public.customer USING btree (org_id, updated_at DESC, id DESC, branch_id) WHERE without_phone;

CREATE UNIQUE INDEX data_key_one_per_purpose ON public.data_key USING btree (org_id, purpose);

CREATE INDEX do_not_contact_by_customer ON public.do_not_contact USING btree (org_id, customer_id);

CREATE INDEX escalation_answered_by_time ON public.escalation USING btree (org_id, answered_at DESC, id DESC) WHERE (answered_at IS NOT NULL);

CREATE INDEX escalation_by_agent ON public.escalation USING btree (org_id, raised_by, raised_at DESC);

CREATE INDEX escalation_by_followup ON public.escalation USING btree (org_id, followup_id, raised_at DESC);

CREATE UNIQUE INDEX escalation_one_open_per_followup ON public.escalation USING btree (org_id, followup_id) WHERE (answered_at IS NULL);

CREATE INDEX escalation_open_by_due ON public.escalation USING btree (org_id, due_at, id) WHERE (answered_at IS NULL);

CREATE INDEX export_request_by_person ON public.export_request USING btree (org_id, requested_by, requested_at DESC, id DESC);

CREATE INDEX export_request_by_state ON public.export_request USING btree (org_id, state, requested_at, id);

CREATE INDEX followup_appointments ON public.followup USING btree (org_id, team_id, due_at, id) WHERE ((state = 'waiting'::text) AND (appointment_at IS NOT NULL));

CREATE INDEX followup_assigned ON public.followup USING btree (org_id, assigned_to, due_at, id) WHERE ((state = 'waiting'::text) AND (assigned_to IS NOT NULL));

CREATE INDEX followup_by_appointment ON public.followup USING btree (org_id, appointment_at, id) WHERE ((appointment_at IS NOT NULL) AND (state = ANY (ARRAY['waiting'::text, 'handed-out'::text, 'carried'::text])));

CREATE INDEX followup_by_campaign ON public.followup USING btree (org_id, campaign_id, state, id);

CREATE INDEX followup_by_customer ON public.followup USING btree (org_id, customer_id, id DESC);

CREATE UNIQUE INDEX followup_by_mail ON public.followup USING btree (org_id, mail_contact_id) WHERE (mail_contact_id IS NOT NULL);

CREATE INDEX followup_by_settlement ON public.followup USING btree (org_id, settled_at) WHERE (settled_at IS NOT NULL);

CREATE INDEX followup_by_state ON public.followup USING btree (org_id, state, id);

CREATE INDEX followup_carried ON public.followup USING btree (org_id, carried_by) WHERE (state = 'carried'::text);

CREATE INDEX followup_event_by_followup ON public.followup_event USING btree (org_id, followup_id, id DESC);

CREATE INDEX followup_event_skips_by_staff ON public.followup_event USING btree (org_id, staff_id, at) WHERE (kind = 'skipped'::text);

CREATE INDEX followup_held ON public.followup USING btree (org_id, customer_id) WHERE ((state = ANY (ARRAY['waiting'::text, 'to-mail'::text])) AND (held <> '[]'::jsonb));

CREATE UNIQUE INDEX followup_is_planned_once ON public.followup USING btree (org_id, campaign_id, activity_id) WHERE (activity_id IS NOT NULL);

CREATE UNIQUE INDEX followup_of_an_occasion_is_planned_once ON public.followup USING btree (org_id, campaign_id, customer_id, occasion_on) WHERE (occasion_on IS NOT NULL);

CREATE UNIQUE INDEX followup_one_live_per_campaign_and_customer ON public.followup USING btree (org_id, campaign_id, customer_id) WHERE (state = ANY (ARRAY['waiting'::text, 'to-mail'::text, 'handed-out'::text, 'mailing'::text, 'carried'::text]));

CREATE UNIQUE INDEX followup_one_per_agent ON public.followup USING btree (org_id, handed_to) WHERE (state = 'handed-out'::text);

CREATE INDEX followup_open_by_due ON public.followup USING btree (org_id, due_at, id) WHERE (state = ANY (ARRAY['waiting'::text, 'to-mail'::text, 'handed-out'::text, 'mailing'::text, 'carried'::text]));

CREATE INDEX followup_reserved ON public.followup USING btree (org_id, reserved_for, due_at, id) WHERE ((state = 'waiting'::text) AND (reserved_for IS NOT NULL));

CREATE INDEX followup_to_mail_by_campaign ON public.followup USING btree (org_id, campaign_id, due_at, id) WHERE (state = 'to-mail'::text);

CREATE INDEX followup_waiting_by_campaign ON public.followup USING btree (org_id, campaign_id, due_at, id, branch_id) WHERE ((state = 'waiting'::text) AND (appointment_at IS NULL) AND (campaign_id IS NOT NULL) AND (assigned_to IS NULL) AND (NOT with_supervisor) AND (NOT moved));

CREATE INDEX followup_waiting_by_customer ON public.followup USING btree (org_id, customer_id, id) WHERE (state = ANY (ARRAY['waiting'::text, 'to-mail'::text]));

CREATE INDEX followup_waiting_by_expiry ON public.followup USING btree (org_id, expires_at) WHERE (state = ANY (ARRAY['waiting'::text, 'to-mail'::text]));

CREATE INDEX followup_waiting_by_hand ON public.followup USING btree (org_id, team_id, priority DESC, due_at, id) WHERE ((state = 'waiting'::text) AND (appointment_at IS NULL) AND ((campaign_id IS NULL) OR moved) AND (assigned_to IS NULL) AND (NOT with_supervisor));

CREATE INDEX idempotency_key_by_age ON public.idempotency_key USING btree (created_at);

CREATE INDEX identifier_by_last_four ON public.identifier USING btree (org_id, last_four);

CREATE INDEX import_run_by_file ON public.import_run USING btree (org_id, kind, file_hash) WHERE (file_hash IS NOT NULL);

CREATE INDEX import_run_by_time ON public.import_run USING btree (org_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX imported_contact_by_number ON public.imported_contact USING btree (org_id, external_id) WHERE (external_id IS NOT NULL);

CREATE INDEX list_fault_by_age ON public.list_fault USING btree (org_id, survey_id, fault, customer_id DESC, branch_id, prospect);

CREATE INDEX machine_by_import ON public.machine USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX machine_change_by_machine ON public.machine_change USING btree (org_id, machine_id, at DESC, id DESC);

CREATE UNIQUE INDEX machine_has_one_owner ON public.machine_owner USING btree (org_id, machine_id) WHERE (ended_at IS NULL);

CREATE INDEX machine_owner_by_customer ON public.machine_owner USING btree (org_id, customer_id, recorded_at DESC, id DESC);

CREATE INDEX machine_owner_by_machine ON public.machine_owner USING btree (org_id, machine_id, recorded_at DESC);

CREATE UNIQUE INDEX mail_by_token ON public.mail USING btree (token_hash) WHERE (token_hash IS NOT NULL);

CREATE INDEX mail_open ON public.mail USING btree (org_id, next_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));

CREATE INDEX meter_reading_by_import ON public.meter_reading USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX number_stop_by_time ON public.number_stop USING btree (org_id, id DESC);

CREATE UNIQUE INDEX number_stop_once_per_number ON public.number_stop USING btree (org_id, identifier_id) WHERE (lifted_at IS NULL);

CREATE INDEX open_concern_by_customer ON public.open_concern USING btree (org_id, customer_id);

CREATE INDEX person_in_charge_by_customer ON public.person_in_charge USING btree (org_id, customer_id, id);

CREATE INDEX person_in_charge_by_end ON public.person_in_charge USING btree (org_id, valid_until) WHERE ((ended_at IS NULL) AND (valid_until IS NOT NULL));

CREATE INDEX person_in_charge_by_import ON public.person_in_charge USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX plan_changed_by_customer ON public.plan_changed USING btree (org_id, customer_id);

CREATE INDEX plan_changed_by_time ON public.plan_changed USING btree (org_id, changed_at, id);

CREATE INDEX plan_entry_by_customer ON public.plan_entry USING btree (org_id, run_id, customer_id);

CREATE INDEX plan_entry_by_day ON public.plan_entry USING btree (org_id, run_id, team_id, planned_on, urgency, value DESC, followup_id);

CREATE INDEX plan_entry_by_mail ON public.plan_entry USING btree (org_id, run_id, planned_on, followup_id) WHERE ((channel = 'email'::text) AND (outcome = ANY (ARRAY['mail-for-room'::text, 'mail-for-leave'::text, 'moved'::text])));

CREATE INDEX plan_entry_without_day ON public.plan_entry USING btree (org_id, run_id, outcome, urgency, value DESC, followup_id) WHERE ((planned_on IS NULL) AND (outcome <> 'carried'::text));

CREATE INDEX plan_of_day_by_time ON public.plan_of_day USING btree (org_id, starts_at);

CREATE INDEX plan_run_finished ON public.plan_run USING btree (org_id, finished_at) WHERE (phase = 'done'::text);

CREATE UNIQUE INDEX plan_run_one_at_a_time ON public.plan_run USING btree (org_id) WHERE (finished_at IS NULL);

CREATE INDEX policy_confirmation_by_time ON public.policy_confirmation USING btree (org_id, confirmed_at DESC, id DESC);

CREATE INDEX policy_replay_held_by_time ON public.policy_replay_held USING btree (org_id, replay_id, anyway, dialled_at DESC, contact_id DESC);

CREATE UNIQUE INDEX policy_replay_one_at_a_time ON public.policy_replay USING btree (org_id, started_by) WHERE (finished_at IS NULL);

CREATE UNIQUE INDEX policy_version_one_in_force ON public.policy_version USING btree (org_id) WHERE ((in_force_from IS NOT NULL) AND (in_force_until IS NULL));

CREATE UNIQUE INDEX policy_version_waits_alone ON public.policy_version USING btree (org_id) WHERE (decision IS NULL);

CREATE INDEX report_mail_by_schedule ON public.report_mail USING btree (org_id, schedule_id, slot DESC, id DESC);

CREATE INDEX report_mail_open ON public.report_mail USING btree (org_id, next_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));

CREATE INDEX script_by_time ON public.script USING btree (org_id, created_at DESC, id DESC);

CREATE INDEX shift_by_day ON public.shift USING btree (org_id, day);

CREATE INDEX staff_by_branch ON public.staff USING btree (org_id, branch_id);

CREATE INDEX staff_custom_role_by_role ON public.staff_custom_role USING btree (org_id, role_id);

CREATE INDEX suspected_call_by_time ON public.suspected_call USING btree (org_id, id DESC);

CREATE INDEX suspected_call_open ON public.suspected_call USING btree (org_id, id DESC) WHERE (handled_at IS NULL);

CREATE INDEX team_member_by_staff ON public.team_member USING btree (org_id, staff_id);

CREATE INDEX verdict_by_customer ON public.verdict USING btree (org_id, customer_id, at DESC);

CREATE INDEX webhook_delivery_by_webhook ON public.webhook_delivery USING btree (org_id, webhook_id, number DESC);

CREATE INDEX webhook_delivery_due ON public.webhook_delivery USING btree (org_id, due_at) WHERE (state = 'waiting'::text);

CREATE INDEX webhook_delivery_order ON public.webhook_delivery USING btree (org_id, webhook_id, subject_id, number) WHERE (state = 'waiting'::text);

CREATE INDEX webhook_event_by_time ON public.webhook_event USING btree (org_id, happened_at);

CREATE INDEX webhook_event_to_spread ON public.webhook_event USING btree (org_id, number) WHERE (spread_at IS NULL);

CREATE TRIGGER branch_leaves_no_contacts AFTER DELETE ON public.branch REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION leaves_nothing_that_names_it('contact', 'branch_id');

CREATE TRIGGER branch_leaves_no_customers AFTER DELETE ON public.branch REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION branch_leaves_no_customers();

CREATE TRIGGER key_stays BEFORE UPDATE ON public.branch FOR EACH ROW WHEN (((old.org_id IS DISTINCT FROM new.org_id) OR (old.id IS DISTINCT FROM new.id))) EXECUTE FUNCTION key_stays();

CREATE TRIGGER campaign_leaves_no_contacts AFTER DELETE ON public.campaign REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION leaves_nothing_that_names_it('contact', 'campaign_id');

CREATE TRIGGER key_stays BEFORE UPDATE ON public.campaign FOR EACH ROW WHEN (((old.org_id IS DISTINCT FROM new.org_id) OR (old.id IS DISTINCT FROM new.id))) EXECUTE FUNCTION key_stays();

CREATE TRIGGER contact_names_what_is_there AFTER UPDATE ON public.contact FOR EACH ROW WHEN (((((((((old.org_id IS DISTINCT FROM new.org_id) OR (old.customer_id IS DISTINCT FROM new.customer_id)) OR (old.contact_point_id IS DISTINCT FROM new.contact_point_id)) OR (old.identifier_id IS DISTINCT FROM new.identifier_id)) OR (old.branch_id IS DISTINCT FROM new.branch_id)) OR (old.staff_id IS DISTINCT FROM new.staff_id)) OR (old.team_id IS DISTINCT FROM new.team_id)) OR (old.campaign_id IS DISTINCT FROM new.campaign_id))) EXECUTE FUNCTION contact_names_what_is_there();

CREATE TRIGGER contacts_name_what_is_there AFTER INSERT ON public.contact REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION contacts_name_what_is_there();

CREATE TRIGGER contact_point_leaves_no_contacts AFTER DELETE ON public.contact_point REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION leaves_nothing_that_names_it('contact', 'contact_point_id');

CREATE TRIGGER contact_point_names_an_import AFTER INSERT ON public.contact_point REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION contact_points_name_imports();

CREATE TRIGGER contact_point_names_what_is_there AFTER UPDATE ON public.contact_point FOR EACH ROW WHEN ((((old.org_id IS DISTINCT FROM new.org_id) OR (old.customer_id IS DISTINCT FROM new.customer_id)) OR (old.identifier_id IS DISTINCT FROM new.identifier_id))) EXECUTE FUNCTION contact_point_names_what_is_there();

CREATE TRIGGER contact_point_still_names_an_import AFTER UPDATE ON public.contact_point REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION contact_points_name_imports();

CREATE TRIGGER contact_points_name_what_is_there AFTER INSERT ON public.contact_point REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION contact_points_name_what_is_there();

CREATE TRIGGER key_stays BEFORE UPDATE ON public.contact_point FOR EACH ROW WHEN (((old.org_id IS DISTINCT FROM new.org_id) OR (old.id IS DISTINCT FROM new.id))) EXECUTE FUNCTION key_stays();

CREATE TRIGGER customer_leaves_no_contact_points AFTER DELETE ON public.customer REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION customer_leaves_no_contact_points();

CREATE TRIGGER customer_leaves_no_contacts AFTER DELETE ON public.customer REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION leaves_nothing_that_names_it('contact', 'customer_id');

CREATE TRIGGER customer_leaves_no_verdicts AFTER DELETE ON public.customer REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION leaves_nothing_that_names_it('verdict', 'customer_id');

CREATE TRIGGER customer_names_what_is_there AFTER UPDATE ON public.customer FOR EACH ROW WHEN ((((old.org_id IS DISTINCT FROM new.org_id) OR (old.branch_id IS DISTINCT FROM new.branch_id)) OR (old.import_id IS DISTINCT FROM new.import_id))) EXECUTE FUNCTION customer_names_what_is_there();

CREATE TRIGGER customers_name_what_is_there AFTER INSERT ON public.customer REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION customers_name_what_is_there();

CREATE TRIGGER key_stays BEFORE UPDATE ON public.customer FOR EACH ROW WHEN (((old.org_id IS DISTINCT FROM new.org_id) OR (old.id IS DISTINCT FROM new.id))) EXECUTE FUNCTION key_stays();

CREATE TRIGGER data_key_leaves_nothing AFTER DELETE ON public.data_key REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION data_key_leaves_nothing();

CREATE TRIGGER key_stays BEFORE UPDATE ON public.data_key FOR EACH ROW WHEN (((old.org_id IS DISTINCT FROM new.org_id) OR (old.id IS DISTINCT FROM new.id))) EXECUTE FUNCTION key_stays();

CREATE TRIGGER identifier_leaves_no_contact_points AFTER DELETE ON public.identifier REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION identifier_leaves_no_contact_points();

CREATE TRIGGER identifier_leaves_no_contacts AFTER DELETE ON public.identifier REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION leaves_nothing_that_names_it('contact', 'identifier_id');

CREATE TRIGGER identifier_names_what_is_there AFTER UPDATE ON public.identifier FOR EACH ROW WHEN (((old.org_id IS DISTINCT FROM new.org_id) OR (old.data_key_id IS DISTINCT FROM new.data_key_id))) EXECUTE FUNCTION identifier_names_what_is_there();

CREATE TRIGGER identifiers_name_what_is_there AFTER INSERT ON public.identifier REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION identifiers_name_what_is_there();

CREATE TRIGGER key_stays BEFORE UPDATE ON public.identifier FOR EACH ROW WHEN (((old.org_id IS DISTINCT FROM new.org_id) OR (old.id IS DISTINCT FROM new.id))) EXECUTE FUNCTION key_stays();

CREATE TRIGGER import_run_leaves_no_contact_points AFTER DELETE ON public.import_run REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION import_run_leaves_no_contact_points();

CREATE TRIGGER import_run_leaves_no_customers AFTER DELETE ON public.import_run REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION import_run_leaves_no_customers();

CREATE TRIGGER key_stays BEFORE UPDATE ON public.import_run FOR EACH ROW WHEN (((old.org_id IS DISTINCT FROM new.org_id) OR (old.id IS DISTINCT FROM new.id))) EXECUTE FUNCTION key_stays();

CREATE TRIGGER key_stays BEFORE UPDATE ON public.staff FOR EACH ROW WHEN (((old.org_id IS DISTINCT FROM new.org_id) OR (old.id IS DISTINCT FROM new.id))) EXECUTE FUNCTION key_stays();

CREATE TRIGGER staff_leaves_no_contacts AFTER DELETE ON public.staff REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION leaves_nothing_that_names_it('contact', 'staff_id');

CREATE TRIGGER staff_leaves_no_verdicts AFTER DELETE ON public.staff REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION leaves_nothing_that_names_it('verdict', 'staff_id');

CREATE TRIGGER key_stays BEFORE UPDATE ON public.team FOR EACH ROW WHEN (((old.org_id IS DISTINCT FROM new.org_id) OR (old.id IS DISTINCT FROM new.id))) EXECUTE FUNCTION key_stays();

CREATE TRIGGER team_leaves_no_contacts AFTER DELETE ON public.team REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION leaves_nothing_that_names_it('contact', 'team_id');

CREATE TRIGGER verdict_names_what_is_there AFTER UPDATE ON public.verdict FOR EACH ROW WHEN ((((old.org_id IS DISTINCT FROM new.org_id) OR (old.customer_id IS DISTINCT FROM new.customer_id)) OR (old.staff_id IS DISTINCT FROM new.staff_id))) EXECUTE FUNCTION verdict_names_what_is_there();

CREATE TRIGGER verdicts_name_what_is_there AFTER INSERT ON public.verdict REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION verdicts_name_what_is_there();

create policy own_organisation on activity for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on api_key for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on attempt for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on audit_entry for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on audit_seal for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on branch for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on call for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_and_upper_branches_are_seen on campaign for select using (((org_id = ( SELECT current_org() AS current_org)) AND ((branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[])) OR (branch_id = ANY (( SELECT current_ancestors() AS current_ancestors)::uuid[])))));

create policy own_branches_are_written on campaign for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on campaign_version for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on case_event for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on case_file for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on concern_span for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on consent for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on contact for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on contact_carried for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on contact_hold for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on contact_override for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on contact_point for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on coverage_alert for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_branches on coverage_alone for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_branches on coverage_rule for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_branches on coverage_told for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on custom_role for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on customer for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[])) AND (merged_into IS NULL)));

create policy own_branches on customer_batch for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on customer_batch_row for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on customer_change for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on customer_distinct for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on customer_merge for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on customer_merge_row for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on customer_pair for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on customer_split for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on customer_split_row for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on customer_survey for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on customer_tag for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on customer_tag_former for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on customer_view for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on data_key for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on do_not_contact for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on duty for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on escalation for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on export_part for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on export_request for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_branches on followup for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on followup_event for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on good_hours for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on idempotency_key for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on identifier for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on import_addition for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on import_change for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on import_chunk for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on import_kept for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on import_profile for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on import_rejection for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on import_run for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on imported_contact for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on list_fault for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on list_fault_sum for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on machine for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on machine_change for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on machine_owner for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on mail for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on mail_sender for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on meter_reading for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on number_stop for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on open_concern for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on order_line for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on organisation for all using ((id = ( SELECT current_org() AS current_org)));

create policy own_organisation on own_holiday for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on own_holiday_year for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on person_in_charge for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on plan_changed for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on plan_day for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on plan_entry for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on plan_load for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on plan_move for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on plan_need_load for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on plan_of_day for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on plan_run for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on point_repair for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on policy_confirmation for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on policy_draft for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on policy_replay for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on policy_replay_held for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on policy_version for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on report_mail for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on report_recipient for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on report_schedule for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on script for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on shift for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on sign_on for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on sign_on_link for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on staff for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on staff_custom_role for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on staged_order_line for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on suspected_call for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on team for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on team_member for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on verdict for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_branches on webhook for all using (((org_id = ( SELECT current_org() AS current_org)) AND (branch_id = ANY (( SELECT current_branches() AS current_branches)::uuid[]))));

create policy own_organisation on webhook_delivery for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on webhook_event for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on work_calendar for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on work_calendar_exception for all using ((org_id = ( SELECT current_org() AS current_org)));

create policy own_organisation on work_calendar_use for all using ((org_id = ( SELECT current_org() AS current_org)));
