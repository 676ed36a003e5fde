-- Why: a partner is told what the plan holds for his own teams, not what it holds for the whole organisation.
alter table plan_run add column counts_by_team jsonb not null default '{}';
