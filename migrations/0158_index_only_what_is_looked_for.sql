-- Why: a contact is settled once, when it is over, and many follow-ups come of no activity; both stood in an index all the
-- same, which each hand-out had to write. What asks for settled contacts or planned activities names them.

drop index contact_by_time;
create index contact_by_time on contact (org_id, settled_at) where settled_at is not null;

alter table followup drop constraint followup_is_planned_once;
create unique index followup_is_planned_once on followup (org_id, campaign_id, activity_id) where activity_id is not null;
