import { sql } from 'kysely'
import type { ImportChange } from '../imports/index.ts'
import type { Tx } from '../platform/database.ts'

/** Machines with their present owner as an import may change them, for its journal. */
export async function machineImages(
  tx: Tx,
  orgId: string,
  ids: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; image: Record<string, unknown> }>`
    select m.id, jsonb_build_object('serial_number', m.serial_number, 'brand', m.brand, 'model', m.model,
      'state', m.state, 'bought_on', m.bought_on, 'delivered_on', m.delivered_on, 'warranty_until', m.warranty_until,
      'note', m.note, 'updated_at', m.updated_at, 'owner', (select w.id from machine_owner w
        where w.org_id = m.org_id and w.machine_id = m.id and w.ended_at is null)) as image
    from machine m where m.org_id = ${orgId} and m.id = any (${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(row => [row.id, row.image]))
}

/**
 * Puts machines back as they were, with the owner they had, where they are still as `after` says; answers those it put
 * back. What it takes away stays in their history.
 */
export async function restoreMachines(
  tx: Tx,
  { orgId, now, staffId }: { orgId: string; now: Temporal.Instant; staffId: string | null },
  importId: string,
  changes: readonly ImportChange[],
): Promise<string[]> {
  const given = sql`unnest(${changes.map(change => change.id)}::uuid[],
      ${changes.map(change => JSON.stringify(change.before))}::jsonb[],
      ${changes.map(change => JSON.stringify(change.after))}::jsonb[]) as g (id, before, after)`
  const { rows } = await sql<{ id: string }>`
    with restored as (
      update machine m set (serial_number, brand, model, state, bought_on, delivered_on, warranty_until, note, updated_at)
        = (b.serial_number, b.brand, b.model, b.state, b.bought_on, b.delivered_on, b.warranty_until, b.note,
          b.updated_at)
      from ${given} cross join lateral jsonb_populate_record(null::machine, g.before) b
      where m.org_id = ${orgId} and m.id = g.id and to_jsonb(m) @> (g.after - 'owner')
      returning m.id, g.before, g.after
    ), history as (
      insert into machine_change (org_id, machine_id, at, field, old_value, new_value, source, staff_id, import_id)
      select ${orgId}, r.id, ${now}, v.field, v.old, v.new, 'undo', ${staffId}, ${importId}
      from restored r cross join lateral (values
        ('serialNumber', r.after ->> 'serial_number', r.before ->> 'serial_number'),
        ('brand', r.after ->> 'brand', r.before ->> 'brand'), ('model', r.after ->> 'model', r.before ->> 'model'),
        ('state', r.after ->> 'state', r.before ->> 'state'),
        ('boughtOn', r.after ->> 'bought_on', r.before ->> 'bought_on'),
        ('deliveredOn', r.after ->> 'delivered_on', r.before ->> 'delivered_on'),
        ('warrantyUntil', r.after ->> 'warranty_until', r.before ->> 'warranty_until'),
        ('note', r.after ->> 'note', r.before ->> 'note')) as v (field, old, new)
      where v.old is distinct from v.new
    )
    select id from restored`.execute(tx)
  const restored = rows.map(row => row.id)
  await giveBack(
    tx,
    orgId,
    changes.filter(change => restored.includes(change.id)),
  )
  return restored
}

/** The owners that an import put in place go, and those before them own again. */
async function giveBack(tx: Tx, orgId: string, changes: readonly ImportChange[]): Promise<void> {
  const moved = changes.filter(change => change.before.owner !== change.after.owner)
  if (moved.length === 0) return
  await sql`
    delete from machine_owner where org_id = ${orgId} and ended_at is null
      and id = any (${moved.map(change => change.after.owner as string)}::uuid[])`.execute(tx)
  await sql`
    update machine_owner w set ended_at = null, until = null
    where w.org_id = ${orgId} and w.id = any (${moved.map(change => change.before.owner as string)}::uuid[])
      and not exists (select from machine_owner o
        where o.org_id = w.org_id and o.machine_id = w.machine_id and o.ended_at is null)`.execute(tx)
}

/**
 * Holds machines and tells which nobody changed since the import wrote them, nor read their meter otherwise; those that are
 * gone are left out.
 */
export async function holdMachines(
  tx: Tx,
  orgId: string,
  importId: string,
  rows: readonly { id: string; at: Temporal.Instant | null }[],
): Promise<{ id: string; unchanged: boolean }[]> {
  if (rows.length === 0) return []
  const held = await sql<{ id: string; unchanged: boolean }>`
    select m.id, m.updated_at is not distinct from g.at and not exists (select from meter_reading r
        where r.org_id = m.org_id and r.machine_id = m.id and r.import_id is distinct from ${importId}::uuid) as unchanged
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.at?.toString() ?? null)}::timestamptz[])
      as g (id, at)
    join machine m on m.org_id = ${orgId} and m.id = g.id
    order by m.id for update of m`.execute(tx)
  return held.rows
}

/** Deletes machines with their owners, readings and history. */
export async function deleteMachines(tx: Tx, orgId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from meter_reading where org_id = ${orgId} and machine_id = any (${[...ids]}::uuid[])`.execute(tx)
  await sql`delete from machine_owner where org_id = ${orgId} and machine_id = any (${[...ids]}::uuid[])`.execute(tx)
  await sql`delete from machine_change where org_id = ${orgId} and machine_id = any (${[...ids]}::uuid[])`.execute(tx)
  await sql`delete from machine where org_id = ${orgId} and id = any (${[...ids]}::uuid[])`.execute(tx)
}

export async function deleteReadings(tx: Tx, orgId: string, importId: string, ids: readonly string[]): Promise<void> {
  await sql`
    delete from meter_reading
    where org_id = ${orgId} and import_id = ${importId} and id = any (${[...ids]}::uuid[])`.execute(tx)
}
