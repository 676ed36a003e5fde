-- Why: who asks is found out by every request; each connection planned that statement five times over before it kept a plan.
alter function session_actor(text, timestamptz) set plan_cache_mode = force_generic_plan;
