-- Why: whoever renames a tag means the tag; views, conditions and files that say its former name must go on meaning it.
create table customer_tag_former (
  org_id uuid not null references organisation (id),
  name text not null,
  tag text not null,
  renamed_by uuid,
  renamed_at timestamptz not null,
  primary key (org_id, name),
  constraint customer_tag_was_called_otherwise check (name <> tag),
  foreign key (org_id, tag) references customer_tag (org_id, name) on delete cascade,
  foreign key (org_id, renamed_by) references staff (org_id, id)
);
create index customer_tag_former_by_tag on customer_tag_former (org_id, tag);
alter table customer_tag_former enable row level security;
create policy own_organisation on customer_tag_former using (org_id = (select current_org()));

-- What conditions that name tags mean: these, and what tags of these names are called now.
create function tags_meant(names text[]) returns text[]
language sql stable set search_path = public as $$
  select array(
    select unnest(names)
    union select f.tag from customer_tag_former f where f.org_id = (select current_org()) and f.name = any (names))
$$;

-- A change of many customers that gives a tag another name ends with the old name going.
alter table customer_batch add column renamed_from text, add column renamed_to text,
  add constraint customer_batch_renames_from_and_to check ((renamed_from is null) = (renamed_to is null));

-- Who was merged into another carries nothing until that is undone; then his tags are brought up to date.
create or replace function customer_tag_in_use(org uuid, tag text) returns boolean
language sql stable security definer set search_path = public as $$
  select exists (select from customer c
    where c.org_id = org and org = current_org() and c.merged_into is null and c.search_terms @> array['#' || tag])
$$;
