-- Why: a call to every tenth customer can tell as much as a call to all, and the law asks some trades for a tenth a year.
alter table campaign add column sample jsonb not null default '{"kind": "all", "amount": null, "per": "campaign", "always": []}';
