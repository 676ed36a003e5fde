-- Why: a dial from a desk phone, a partner's dialler or another system counts like every other, or caps hold on paper only.
alter table contact
  -- Who or what made it, where that was not the product's own desk; the member of staff is then who asked.
  add column made_elsewhere text constraint contact_elsewhere_says_where check (made_elsewhere <> ''),
  add column import_id uuid,
  alter column team_id drop not null,
  add constraint contact_has_a_team_or_was_made_elsewhere check (team_id is not null or made_elsewhere is not null),
  add foreign key (org_id, import_id) references import_run (org_id, id),
  drop constraint contact_one_matter_per_quiet_period;
-- What was made elsewhere before the ledger knew of it is history, whatever it kept to.
alter table contact add constraint contact_one_matter_per_quiet_period exclude using gist (
  org_id with =,
  customer_id with =,
  matter_id with <>,
  tstzrange(reserved_at, quiet_until) with &&
) where (state <> 'cancelled' and exemption is null and override_id is null and import_id is null);
drop index contact_one_live_per_staff;
create unique index contact_one_live_per_staff on contact (org_id, staff_id)
  where state in ('reserved', 'dialled') and made_elsewhere is null;
create index contact_made_elsewhere on contact (org_id, reserved_at desc, id desc) where made_elsewhere is not null;
create index contact_elsewhere_live on contact (org_id, held_until)
  where made_elsewhere is not null and state in ('reserved', 'dialled');
create index contact_by_import on contact (org_id, import_id) where import_id is not null;

alter table verdict
  drop constraint verdict_moment_is_known,
  add constraint verdict_moment_is_known check (moment in ('plan', 'hand-out', 'dial', 'elsewhere'));
