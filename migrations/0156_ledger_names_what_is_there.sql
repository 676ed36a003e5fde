-- Why: of what a hand-out costs the database a fifth went to seven foreign keys of the contact and two of its verdict, each asked row by row.
-- One question for all rows of a statement is as strict: it holds what they name until the transaction ends, and what is
-- named cannot be removed. The keys stay in the catalogue; servers before 18 cannot but go on asking each row as well (as in 0050).

create function contacts_name_what_is_there() returns trigger
language plpgsql security definer set search_path = public as $$
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
end $$;

create function verdicts_name_what_is_there() returns trigger
language plpgsql security definer set search_path = public as $$
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
end $$;

-- Rows that come to name another are few and asked one by one.
create function contact_names_what_is_there() returns trigger
language plpgsql security definer set search_path = public as $$
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
end $$;

create function verdict_names_what_is_there() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from customer x where x.org_id = new.org_id and x.id = new.customer_id for key share)
    or new.staff_id is not null
      and not exists (select from staff x where x.org_id = new.org_id and x.id = new.staff_id for key share)
  then
    raise foreign_key_violation using message = 'update on table "verdict" names what does not exist', table = 'verdict';
  end if;
  return null;
end $$;

-- Of the table and the column that name the rows of this one.
create function leaves_nothing_that_names_it() returns trigger
language plpgsql security definer set search_path = public as $$
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
end $$;

create trigger contacts_name_what_is_there after insert on contact
  referencing new table as written for each statement execute function contacts_name_what_is_there();
create trigger contact_names_what_is_there after update on contact for each row
  when ((old.org_id, old.customer_id, old.contact_point_id, old.identifier_id, old.branch_id, old.staff_id, old.team_id, old.campaign_id)
    is distinct from (new.org_id, new.customer_id, new.contact_point_id, new.identifier_id, new.branch_id, new.staff_id, new.team_id, new.campaign_id))
  execute function contact_names_what_is_there();
create trigger verdicts_name_what_is_there after insert on verdict
  referencing new table as written for each statement execute function verdicts_name_what_is_there();
create trigger verdict_names_what_is_there after update on verdict for each row
  when ((old.org_id, old.customer_id, old.staff_id) is distinct from (new.org_id, new.customer_id, new.staff_id))
  execute function verdict_names_what_is_there();

create trigger customer_leaves_no_contacts after delete on customer referencing old table as gone
  for each statement execute function leaves_nothing_that_names_it('contact', 'customer_id');
create trigger customer_leaves_no_verdicts after delete on customer referencing old table as gone
  for each statement execute function leaves_nothing_that_names_it('verdict', 'customer_id');
create trigger contact_point_leaves_no_contacts after delete on contact_point referencing old table as gone
  for each statement execute function leaves_nothing_that_names_it('contact', 'contact_point_id');
create trigger identifier_leaves_no_contacts after delete on identifier referencing old table as gone
  for each statement execute function leaves_nothing_that_names_it('contact', 'identifier_id');
create trigger branch_leaves_no_contacts after delete on branch referencing old table as gone
  for each statement execute function leaves_nothing_that_names_it('contact', 'branch_id');
create trigger team_leaves_no_contacts after delete on team referencing old table as gone
  for each statement execute function leaves_nothing_that_names_it('contact', 'team_id');
create trigger campaign_leaves_no_contacts after delete on campaign referencing old table as gone
  for each statement execute function leaves_nothing_that_names_it('contact', 'campaign_id');
create trigger staff_leaves_no_contacts after delete on staff referencing old table as gone
  for each statement execute function leaves_nothing_that_names_it('contact', 'staff_id');
create trigger staff_leaves_no_verdicts after delete on staff referencing old table as gone
  for each statement execute function leaves_nothing_that_names_it('verdict', 'staff_id');

create trigger key_stays before update on contact_point for each row
  when ((old.org_id, old.id) is distinct from (new.org_id, new.id)) execute function key_stays();
create trigger key_stays before update on team for each row
  when ((old.org_id, old.id) is distinct from (new.org_id, new.id)) execute function key_stays();
create trigger key_stays before update on campaign for each row
  when ((old.org_id, old.id) is distinct from (new.org_id, new.id)) execute function key_stays();
create trigger key_stays before update on staff for each row
  when ((old.org_id, old.id) is distinct from (new.org_id, new.id)) execute function key_stays();

do $$
declare
  key text;
begin
  if current_setting('server_version_num')::int >= 180000 then
    foreach key in array array['customer_id', 'contact_point_id', 'identifier_id', 'branch_id', 'staff_id', 'team_id', 'campaign_id'] loop
      execute format('alter table contact alter constraint %I not enforced', format('contact_org_id_%s_fkey', key));
    end loop;
    foreach key in array array['customer_id', 'staff_id'] loop
      execute format('alter table verdict alter constraint %I not enforced', format('verdict_org_id_%s_fkey', key));
    end loop;
  end if;
end $$;
