-- Why: five foreign keys were asked row by row for every row of a file, 2.2 of the 8 s that the database takes for 100,000 customers. One question for
-- all rows of a statement is as strict: it holds what they name until the transaction ends, and what is named cannot be removed.
-- The keys stay in the catalogue, which backups and undone imports go by; servers before 18 cannot but go on asking each row as well.

create function identifiers_name_what_is_there() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (
    select from (select distinct org_id, data_key_id from written) w
    where not exists (select from data_key k where k.org_id = w.org_id and k.id = w.data_key_id for key share)
  ) then
    raise foreign_key_violation using message = 'insert on table "identifier" names a data key that does not exist',
      table = 'identifier', constraint = 'identifier_org_id_data_key_id_fkey';
  end if;
  return null;
end $$;

create function customers_name_what_is_there() returns trigger
language plpgsql security definer set search_path = public as $$
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
end $$;

-- A customer that this very transaction wrote nobody else can remove, so he need not be held; of a file most are.
create function contact_points_name_what_is_there() returns trigger
language plpgsql security definer set search_path = public as $$
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
end $$;

-- Rows that come to name another are few and asked one by one.
create function identifier_names_what_is_there() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  perform from data_key k where k.org_id = new.org_id and k.id = new.data_key_id for key share;
  if not found then
    raise foreign_key_violation using message = 'update on table "identifier" names a data key that does not exist',
      table = 'identifier', constraint = 'identifier_org_id_data_key_id_fkey';
  end if;
  return null;
end $$;

create function customer_names_what_is_there() returns trigger
language plpgsql security definer set search_path = public as $$
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
end $$;

create function contact_point_names_what_is_there() returns trigger
language plpgsql security definer set search_path = public as $$
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
end $$;

create function data_key_leaves_nothing() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (select from gone g join identifier i on i.org_id = g.org_id and i.data_key_id = g.id) then
    raise foreign_key_violation using message = 'delete on table "data_key" leaves identifiers that name it',
      table = 'identifier', constraint = 'identifier_org_id_data_key_id_fkey';
  end if;
  return null;
end $$;

create function branch_leaves_no_customers() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (select from gone g where exists (
    select from customer c where c.org_id = g.org_id and c.branch_id = g.id)) then
    raise foreign_key_violation using message = 'delete on table "branch" leaves customers that name it',
      table = 'customer', constraint = 'customer_org_id_branch_id_fkey';
  end if;
  return null;
end $$;

create function import_run_leaves_no_customers() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (select from gone g join customer c on c.org_id = g.org_id and c.import_id = g.id) then
    raise foreign_key_violation using message = 'delete on table "import_run" leaves customers that name it',
      table = 'customer', constraint = 'customer_org_id_import_id_fkey';
  end if;
  return null;
end $$;

create function customer_leaves_no_contact_points() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (select from gone g where exists (
    select from contact_point p where p.org_id = g.org_id and p.customer_id = g.id)) then
    raise foreign_key_violation using message = 'delete on table "customer" leaves contact points that name him',
      table = 'contact_point', constraint = 'contact_point_org_id_customer_id_fkey';
  end if;
  return null;
end $$;

create function identifier_leaves_no_contact_points() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (select from gone g where exists (
    select from contact_point p where p.org_id = g.org_id and p.identifier_id = g.id)) then
    raise foreign_key_violation using message = 'delete on table "identifier" leaves contact points that name it',
      table = 'contact_point', constraint = 'contact_point_org_id_identifier_id_fkey';
  end if;
  return null;
end $$;

create function key_stays() returns trigger
language plpgsql as $$
begin
  raise foreign_key_violation using message = format('the key of a row of table "%s" never changes', tg_table_name);
end $$;

create trigger identifiers_name_what_is_there after insert on identifier
  referencing new table as written for each statement execute function identifiers_name_what_is_there();
create trigger identifier_names_what_is_there after update on identifier for each row
  when ((old.org_id, old.data_key_id) is distinct from (new.org_id, new.data_key_id))
  execute function identifier_names_what_is_there();

create trigger customers_name_what_is_there after insert on customer
  referencing new table as written for each statement execute function customers_name_what_is_there();
create trigger customer_names_what_is_there after update on customer for each row
  when ((old.org_id, old.branch_id, old.import_id) is distinct from (new.org_id, new.branch_id, new.import_id))
  execute function customer_names_what_is_there();

create trigger contact_points_name_what_is_there after insert on contact_point
  referencing new table as written for each statement execute function contact_points_name_what_is_there();
create trigger contact_point_names_what_is_there after update on contact_point for each row
  when ((old.org_id, old.customer_id, old.identifier_id) is distinct from (new.org_id, new.customer_id, new.identifier_id))
  execute function contact_point_names_what_is_there();

create trigger data_key_leaves_nothing after delete on data_key
  referencing old table as gone for each statement execute function data_key_leaves_nothing();
create trigger branch_leaves_no_customers after delete on branch
  referencing old table as gone for each statement execute function branch_leaves_no_customers();
create trigger import_run_leaves_no_customers after delete on import_run
  referencing old table as gone for each statement execute function import_run_leaves_no_customers();
create trigger customer_leaves_no_contact_points after delete on customer
  referencing old table as gone for each statement execute function customer_leaves_no_contact_points();
create trigger identifier_leaves_no_contact_points after delete on identifier
  referencing old table as gone for each statement execute function identifier_leaves_no_contact_points();

create trigger key_stays before update on data_key for each row
  when ((old.org_id, old.id) is distinct from (new.org_id, new.id)) execute function key_stays();
create trigger key_stays before update on branch for each row
  when ((old.org_id, old.id) is distinct from (new.org_id, new.id)) execute function key_stays();
create trigger key_stays before update on import_run for each row
  when ((old.org_id, old.id) is distinct from (new.org_id, new.id)) execute function key_stays();
create trigger key_stays before update on customer for each row
  when ((old.org_id, old.id) is distinct from (new.org_id, new.id)) execute function key_stays();
create trigger key_stays before update on identifier for each row
  when ((old.org_id, old.id) is distinct from (new.org_id, new.id)) execute function key_stays();

do $$
begin
  if current_setting('server_version_num')::int >= 180000 then
    execute 'alter table identifier alter constraint identifier_org_id_data_key_id_fkey not enforced';
    execute 'alter table customer alter constraint customer_org_id_branch_id_fkey not enforced';
    execute 'alter table customer alter constraint customer_org_id_import_id_fkey not enforced';
    execute 'alter table contact_point alter constraint contact_point_org_id_customer_id_fkey not enforced';
    execute 'alter table contact_point alter constraint contact_point_org_id_identifier_id_fkey not enforced';
  end if;
end $$;
