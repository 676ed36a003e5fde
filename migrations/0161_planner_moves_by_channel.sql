-- Why: a mail is moved to another day as a mail; before, only calls were.
alter table plan_move add column channel text not null default 'phone'
  constraint plan_move_channel_is_known check (channel in ('phone', 'email'));
