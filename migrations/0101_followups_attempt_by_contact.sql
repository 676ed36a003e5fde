-- Why: an import of contacts that is taken back looks for the attempt of each; without an index it read all attempts each time.
create index attempt_by_contact on attempt (org_id, contact_id) where contact_id is not null;
