-- Why: a follow-up may go out by mail by itself; while it waits for that, or is under way, no agent is handed it.
alter table followup
  -- By what it may still be made, the preferred channel first; one by which it can never be made any more is gone from it.
  add column channels text[] not null default '{phone}' constraint followup_channels_are_known
    check (channels <@ '{phone,email}' and cardinality(channels) between 1 and 2 and channels[1] is distinct from channels[2]),
  -- The contact of the mail that is under way, or went out.
  add column mail_contact_id uuid,
  drop constraint followup_state_is_known,
  add constraint followup_state_is_known
    check (state in ('waiting', 'to-mail', 'handed-out', 'mailing', 'carried', 'mailed', 'done', 'closed')),
  drop constraint followup_end_has_a_time,
  add constraint followup_end_has_a_time
    check (state in ('waiting', 'to-mail', 'handed-out', 'mailing', 'carried') or settled_at is not null),
  add constraint followup_is_made_by_its_channels check (case
    when state in ('waiting', 'handed-out', 'carried') then 'phone' = any (channels)
    when state in ('to-mail', 'mailing', 'mailed') then 'email' = any (channels) else true end),
  add constraint followup_to_mail_is_nobodys check (state not in ('to-mail', 'mailing')
    or num_nonnulls(appointment_at, assigned_to, reserved_for) = 0 and not with_supervisor and campaign_id is not null),
  add constraint followup_under_way_has_its_mail check ((state in ('mailing', 'mailed')) = (mail_contact_id is not null)),
  add foreign key (org_id, mail_contact_id) references contact (org_id, id);

-- One mail is of one follow-up.
create unique index followup_by_mail on followup (org_id, mail_contact_id) where mail_contact_id is not null;
create index followup_to_mail_by_campaign on followup (org_id, campaign_id, due_at, id) where state = 'to-mail';

-- As before, with what goes by mail.
drop index followup_one_live_per_campaign_and_customer;
create unique index followup_one_live_per_campaign_and_customer on followup (org_id, campaign_id, customer_id)
  where state in ('waiting', 'to-mail', 'handed-out', 'mailing', 'carried');
drop index followup_open_by_due;
create index followup_open_by_due on followup (org_id, due_at, id)
  where state in ('waiting', 'to-mail', 'handed-out', 'mailing', 'carried');
drop index followup_waiting_by_customer;
create index followup_waiting_by_customer on followup (org_id, customer_id, id) where state in ('waiting', 'to-mail');
drop index followup_waiting_by_expiry;
create index followup_waiting_by_expiry on followup (org_id, expires_at) where state in ('waiting', 'to-mail');
drop index followup_held;
create index followup_held on followup (org_id, customer_id) where state in ('waiting', 'to-mail') and held <> '[]';
