-- Why: each look of autovacuum at a table makes every connection plan anew all that reads it, and a young ledger was looked at every minute.

alter table contact set (autovacuum_analyze_threshold = 1000, autovacuum_vacuum_threshold = 1000);
alter table followup set (autovacuum_analyze_threshold = 1000, autovacuum_vacuum_threshold = 1000);
alter table verdict set (autovacuum_analyze_threshold = 1000, autovacuum_vacuum_threshold = 1000);
alter table attempt set (autovacuum_analyze_threshold = 1000, autovacuum_vacuum_threshold = 1000);
