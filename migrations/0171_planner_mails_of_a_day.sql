-- Why: beside the calls of its team a day tells how many go by mail, which take nobody's minutes.
alter table plan_load add column mails integer not null default 0;
update plan_load l set mails = m.mails
from (
  select org_id, run_id, team_id, planned_on, count(*)::int as mails from plan_entry
  where channel = 'email' and planned_on is not null group by 1, 2, 3, 4) m
where l.org_id = m.org_id and l.run_id = m.run_id and l.team_id = m.team_id and l.day = m.planned_on;
