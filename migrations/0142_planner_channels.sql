-- Why: what the plan finds no room for among the calls goes by mail where its campaign and the contact policy allow that.
alter table plan_entry add column channel text not null default 'phone'
  constraint plan_entry_channel_is_known check (channel in ('phone', 'email'));
create index plan_entry_by_mail on plan_entry (org_id, run_id, planned_on, followup_id) where channel = 'email';
