-- Why: parts and second-hand machines are sold otherwise than new ones, and the day a complaint is solved deserves a call of its own.
alter table activity
  drop constraint activity_kind_is_known,
  add constraint activity_kind_is_known check (kind in ('order', 'parts', 'second-hand', 'delivery', 'service', 'complaint',
    'solved', 'contract', 'rental', 'visit'));
alter table campaign
  drop constraint campaign_trigger_is_known,
  add constraint campaign_trigger_is_known check (trigger_kind in ('order', 'parts', 'second-hand', 'delivery', 'service',
    'complaint', 'solved', 'contract', 'rental', 'visit', 'contract-due', 'replenishment', 'lapsed', 'festival', 'birthday'));

-- Which version of its campaign a follow-up was planned by; answers of different versions are not added up unseen.
alter table followup
  add column campaign_version int,
  add constraint followup_version_has_a_campaign check (campaign_version is null or campaign_id is not null),
  add foreign key (org_id, campaign_id, campaign_version) references campaign_version (org_id, campaign_id, number);
update followup f set campaign_version = (
  select v.number from campaign_version v
  where v.org_id = f.org_id and v.campaign_id = f.campaign_id and v.decision = 'approved' and v.decided_at <= f.created_at
  order by v.number desc limit 1)
where f.campaign_id is not null;
