-- Why: every line of the ledger locked the one row of its organisation, where many write at once; customer and follow-up lead to the same organisation.

alter table contact drop constraint contact_org_id_fkey;
alter table verdict drop constraint verdict_org_id_fkey;
alter table attempt drop constraint attempt_org_id_fkey;
