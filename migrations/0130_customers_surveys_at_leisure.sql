-- Why: a look at all customers goes chunk by chunk while people work; where it stands is kept, so that it goes on after a restart.
alter table customer_survey
  -- After whom the step under way goes on.
  add column position text[],
  -- Who looks, and when last something was heard of it; one not heard of is taken over.
  add column worker uuid,
  add column heard_at timestamptz,
  -- How long the look has worked, rests left out.
  add column worked_ms bigint not null default 0;
-- What is under way was begun by the version before, which kept no position; it is due at once.
update customer_survey set running_id = null, started_at = null where running_id is not null;
