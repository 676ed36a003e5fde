-- Why: an organisation that fills its first million rows is unknown to the planner of queries, which then takes any index for as good as another.
-- The application owns no table and may not analyze; this is all of it that it may ask for.
create function gather_statistics() returns void
language plpgsql security definer set search_path = public as $$
begin
  analyze customer, contact_point, identifier, customer_change, activity, order_line, import_addition, import_change,
    machine, person_in_charge;
end $$;
