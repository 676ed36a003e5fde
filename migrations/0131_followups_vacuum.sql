-- Why: of a million follow-ups a fifth had to be dead before they were tidied away; hand-outs read past them all day.
alter table followup set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
alter table contact set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
