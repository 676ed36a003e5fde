-- Why: a conversation about several matters counts for each of them, and a customer who asks is told all of them.
create table contact_carried (
  org_id uuid not null references organisation (id),
  contact_id uuid not null,
  -- Whose contact it would have been alone.
  followup_id uuid not null,
  -- Whose contact it is.
  led_by uuid not null,
  matter_id uuid not null,
  campaign_id uuid,
  purpose text not null,
  primary key (org_id, contact_id, followup_id),
  foreign key (org_id, contact_id) references contact (org_id, id) on delete cascade,
  foreign key (org_id, followup_id) references followup (org_id, id) on delete cascade,
  foreign key (org_id, led_by) references followup (org_id, id) on delete cascade,
  foreign key (org_id, campaign_id) references campaign (org_id, id)
);
create index contact_carried_by_followup on contact_carried (org_id, followup_id);
alter table contact_carried enable row level security;
create policy own_organisation on contact_carried using (org_id = (select current_org()));
