-- Why: a greeting on a birthday needs its month and day; the year is often not known and no greeting needs it.
alter table customer
  add column birthday text constraint customer_birthday_is_a_day
    check (birthday ~ '^([0-9]{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'),
  -- A plain column, because under row-level security an index serves no expression.
  add column birth_day text generated always as (right(birthday, 5)) stored;
create index customer_by_birth_day on customer (org_id, birth_day) where birth_day is not null;
