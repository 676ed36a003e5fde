-- Why: one customer is planned again within a plan that stands, by what the plan took for likely, without counting it anew.
alter table plan_run add column likely jsonb not null default '{}';
