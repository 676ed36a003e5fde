-- Why: contacts made before the product came, or in another system, are brought in by file, so that caps hold from the first day.
alter table contact
  -- An import that the operator of the machine started is nobody's of the staff.
  alter column staff_id drop not null,
  add constraint contact_is_somebodys_or_was_imported check (staff_id is not null or import_id is not null);

-- What only a file says of a contact, and by what the same row is known again.
create table imported_contact (
  org_id uuid not null references organisation (id),
  contact_id uuid not null,
  -- The number the other system gave it.
  external_id text,
  note text not null default '',
  content_hash bytea not null,
  primary key (org_id, contact_id),
  foreign key (org_id, contact_id) references contact (org_id, id)
);
create unique index imported_contact_by_number on imported_contact (org_id, external_id) where external_id is not null;
alter table imported_contact enable row level security;
create policy own_organisation on imported_contact using (org_id = (select current_org()));
