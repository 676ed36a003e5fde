-- Why: a greeting at a festival follows no activity; it is planned once for each customer and each festival day.
alter table followup add column occasion_on date;
create unique index followup_of_an_occasion_is_planned_once on followup (org_id, campaign_id, customer_id, occasion_on)
  where occasion_on is not null;
