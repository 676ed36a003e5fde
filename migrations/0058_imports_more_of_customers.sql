-- Why: a file of customers also says whose they are, how far they are, what they are marked with and when they like to be rung.
-- Whether whoever started the import may also keep customers by hand: only then does a file bring tags nobody had before.
alter table import_run add column starter_may_write boolean not null default false;

-- Good hours that an import brought are taken back with it; once somebody sets them by hand they are his.
alter table good_hours add column import_id uuid,
  add foreign key (org_id, import_id) references import_run (org_id, id);

-- A tag is known by an id of its own, so that an import that brought it can take it back.
alter table customer_tag add column id uuid not null default uuid_v7(),
  add constraint customer_tag_id_is_unique unique (org_id, id);
