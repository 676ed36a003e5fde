-- Why: an import can be taken back as long as nothing else was built on it, and any module may add kinds of rows to import.
alter table import_run drop constraint import_kind_is_known;
alter table import_run add constraint import_kind_is_a_word check (kind ~ '^[a-z][a-z-]*$');
alter table import_run drop constraint import_state_is_known;
alter table import_run add constraint import_state_is_known
  check (state in ('uploading', 'uploaded', 'running', 'finished', 'failed', 'cancelled', 'undoing', 'undone'));
alter table import_run
  add source text not null default 'file' constraint import_source_is_known check (source in ('file', 'api', 'terminal', 'folder')),
  add format text not null default 'csv' constraint import_format_is_known check (format in ('csv', 'xlsx')),
  add sheet text,
  add corrects uuid,
  add rows_to_undo bigint not null default 0,
  add rows_undone bigint not null default 0,
  add undone_by uuid,
  add undone_at timestamptz,
  add undone jsonb not null default '{}',
  add file_hash bytea,
  add foreign key (org_id, corrects) references import_run (org_id, id),
  add foreign key (org_id, undone_by) references staff (org_id, id);

-- A watched folder takes no file twice.
create index import_run_by_file on import_run (org_id, kind, file_hash) where file_hash is not null;

-- The rows that one step of an import added: one line per step and noun, because a line per row would double the work.
create table import_addition (
  org_id uuid not null,
  import_id uuid not null,
  id uuid not null default uuid_v7(),
  noun text not null,
  written_at timestamptz not null,
  row_ids uuid[] not null,
  primary key (org_id, import_id, id),
  foreign key (org_id, import_id) references import_run (org_id, id) on delete cascade
);
alter table import_addition enable row level security;
create policy own_organisation on import_addition using (org_id = (select current_org()));

-- A row that an import changed, as it was before the first change and as the last one left it.
create table import_change (
  org_id uuid not null,
  import_id uuid not null,
  noun text not null,
  row_id uuid not null,
  before jsonb not null,
  after jsonb not null,
  primary key (org_id, import_id, noun, row_id),
  foreign key (org_id, import_id) references import_run (org_id, id) on delete cascade
);
alter table import_change enable row level security;
create policy own_organisation on import_change using (org_id = (select current_org()));

-- What taking an import back had to leave in place, and why.
create table import_kept (
  org_id uuid not null,
  import_id uuid not null,
  noun text not null,
  row_id uuid not null,
  reason text not null,
  primary key (org_id, import_id, noun, row_id),
  foreign key (org_id, import_id) references import_run (org_id, id) on delete cascade
);
alter table import_kept enable row level security;
create policy own_organisation on import_kept using (org_id = (select current_org()));

-- How the columns of a recurring file are read; the next file with the same header is recognised.
create table import_profile (
  org_id uuid not null references organisation (id),
  id uuid not null default uuid_v7(),
  kind text not null,
  name text not null constraint import_profile_has_a_name check (name <> ''),
  header text[] not null,
  mapping jsonb not null,
  created_by uuid,
  created_at timestamptz not null,
  used_at timestamptz not null,
  primary key (org_id, id),
  constraint import_profile_name_is_unique unique (org_id, kind, name),
  foreign key (org_id, created_by) references staff (org_id, id)
);
alter table import_profile enable row level security;
create policy own_organisation on import_profile using (org_id = (select current_org()));
