-- Why: other programs of the company work with ours under a name and with rights of their own, and can be shut out at once.
create table api_key (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  branch_id uuid not null,
  name text not null constraint api_key_has_a_name check (name <> ''),
  -- What is shown to tell keys from one another; the key itself is nowhere.
  prefix text not null,
  hash bytea not null constraint api_key_hash_is_sha_256 check (length(hash) = 32),
  permissions text[] not null constraint api_key_may_do_something check (cardinality(permissions) > 0),
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz constraint api_key_expires_after_it_was_made check (expires_at > created_at),
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (org_id, id),
  constraint api_key_prefix_is_unique unique (org_id, prefix),
  constraint api_key_revoked_by_somebody check ((revoked_at is null) = (revoked_by is null)),
  foreign key (org_id, branch_id) references branch (org_id, id),
  foreign key (org_id, created_by) references staff (org_id, id),
  foreign key (org_id, revoked_by) references staff (org_id, id)
);
alter table api_key enable row level security;
create policy own_branches on api_key
  using (org_id = (select current_org()) and branch_id = any ((select current_branches())::uuid[]));

-- A key is looked up before it is known whose branches its user may see; the key itself names the organisation.
create function api_key_by_prefix(wanted text) returns setof api_key
  language sql stable security definer set search_path = public as $$
  select * from api_key where org_id = current_org() and prefix = wanted
$$;

-- Written once a minute at most, so that a busy key does not cost a write for each request.
create function api_key_used(key uuid, at timestamptz) returns void
  language sql security definer set search_path = public as $$
  update api_key set last_used_at = at
  where org_id = current_org() and id = key and (last_used_at is null or last_used_at < at - interval '1 minute')
$$;
