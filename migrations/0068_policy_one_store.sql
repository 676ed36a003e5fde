-- Why: what organisations had stated stands in policy_version under its number; a second store of the same would be read by mistake.
drop table contact_policy;
