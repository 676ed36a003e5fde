-- Why: a log that its keeper could rewrite proves nothing; each entry holds the hash of the one before it.
alter table audit_entry
  -- Its place in the chain and the hash up to it; null until it is sealed, about a minute after it was written.
  add column number bigint,
  add column hash bytea,
  add column customer text generated always as (
    coalesce(facts ->> 'customerId', case when subject = 'customer' then subject_id::text end)) stored;
create unique index audit_entry_by_number on audit_entry (org_id, number) where number is not null;
create index audit_entry_unsealed on audit_entry (org_id, id) where number is null;
create index audit_entry_by_staff on audit_entry (org_id, staff_id, at desc);
create index audit_entry_by_action on audit_entry (org_id, action, at desc);
create index audit_entry_by_customer on audit_entry (org_id, customer, at desc) where customer is not null;

-- One seal for each batch: a code over the chain up to here under a key that is not in the database.
create table audit_seal (
  org_id uuid not null references organisation (id),
  number int not null,
  first_entry bigint not null,
  last_entry bigint not null,
  hash bytea not null,
  latest_at timestamptz not null,
  code bytea not null,
  sealed_at timestamptz not null,
  primary key (org_id, number),
  constraint audit_seal_holds_entries check (last_entry >= first_entry)
);
alter table audit_seal enable row level security;
create policy own_organisation on audit_seal using (org_id = (select current_org()));

-- What of an entry the chain covers: everything, written the same way whatever the server's settings.
create function audit_hash(before bytea, entry audit_entry) returns bytea language sql immutable parallel safe as $$
  select sha256(before || convert_to(jsonb_build_array(entry.org_id, entry.id, (extract(epoch from entry.at) * 1000000)::bigint,
    entry.staff_id, entry.action, entry.subject, entry.subject_id, entry.facts, entry.request_id)::text, 'UTF8'))
$$;

-- Numbers the entries that wait and chains them, in one transaction of its own; those who write entries never wait for it.
-- The application may not change entries; here it can give them their place, once.
create function seal_audit_entries(at_most int) returns table (first_entry bigint, last_entry bigint, hash bytea, latest_at timestamptz)
  language plpgsql security definer set search_path = public as $$
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
$$;
