-- Why: one call may serve several purposes; what it carries waits in no queue while the call lasts, and goes back to it otherwise.
alter table followup
  -- The follow-up whose contact carries this one.
  add column carried_by uuid,
  drop constraint followup_state_is_known,
  add constraint followup_state_is_known check (state in ('waiting', 'handed-out', 'carried', 'done', 'closed')),
  drop constraint followup_end_has_a_time,
  add constraint followup_end_has_a_time check (state in ('waiting', 'handed-out', 'carried') or settled_at is not null),
  add constraint followup_carried_is_carried_by_another
    check ((state = 'carried') = (carried_by is not null) and carried_by is distinct from id),
  add foreign key (org_id, carried_by) references followup (org_id, id);

create index followup_carried on followup (org_id, carried_by) where state = 'carried';
create index followup_waiting_by_customer on followup (org_id, customer_id, id) where state = 'waiting';

drop index followup_one_live_per_campaign_and_customer;
create unique index followup_one_live_per_campaign_and_customer on followup (org_id, campaign_id, customer_id)
  where state in ('waiting', 'handed-out', 'carried');
drop index followup_open_by_due;
create index followup_open_by_due on followup (org_id, due_at, id) where state in ('waiting', 'handed-out', 'carried');
drop index followup_by_appointment;
create index followup_by_appointment on followup (org_id, appointment_at, id)
  where appointment_at is not null and state in ('waiting', 'handed-out', 'carried');

-- An attempt of a carried follow-up is no call of its own: it was spoken about in the call of another.
alter table attempt add column carried boolean not null default false;

alter table followup_event
  drop constraint followup_event_kind_is_known,
  add constraint followup_event_kind_is_known check (kind in (
    'returned', 'skipped', 'escalated', 'answered', 'reassigned', 'appointment-moved', 'call-back-promised', 'dial-refused',
    'not-brought-up'));
