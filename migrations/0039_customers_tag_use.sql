-- Why: whoever tidies the tags must see how many customers carry each, at once, however many they are.
-- Under row-level security the index of terms would not be used; this checks organisation and branches itself.
create function customers_tagged(org uuid, tag text, most int) returns bigint
language sql stable security definer set search_path = public as $$
  select count(*) from (
    select from customer c
    where c.org_id = org and org = (select current_org()) and c.branch_id = any ((select current_branches())::uuid[])
      and c.merged_into is null and c.search_terms @> array['#' || tag]
    limit most) as carrying
$$;
