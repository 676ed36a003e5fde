import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { MeterUnit } from './rules.ts'
import type { Provenance } from './store.ts'

export interface ReadingRow {
  id: string
  value: number
  unit: MeterUnit
  readAt: Temporal.Instant
  source: string
  staffName: string | null
  lower: boolean
}

/** Every reading with whether one of the same unit before it was higher. */
const flagged = (orgId: string, machineId: string) => sql`
  select r.id, r.value, r.unit, r.read_at as "readAt", r.source, s.name as "staffName",
    coalesce(r.value < max(r.value) over (partition by r.unit order by r.read_at
      range between unbounded preceding and current row exclude group), false) as lower
  from meter_reading r left join staff s on s.org_id = r.org_id and s.id = r.staff_id
  where r.org_id = ${orgId} and r.machine_id = ${machineId}`

/** One more reading of a machine than `limit`, newest first, after the row a cursor names by time and id. */
export async function readingsOf(
  tx: Tx,
  orgId: string,
  machineId: string,
  given: { after?: readonly string[]; limit: number },
): Promise<ReadingRow[]> {
  const { rows } = await sql<ReadingRow>`
    select * from (${flagged(orgId, machineId)}) r
    where ${given.after ? sql`(r."readAt", r.id) < (${given.after[0]}::timestamptz, ${given.after[1]}::uuid)` : sql`true`}
    order by r."readAt" desc, r.id desc limit ${given.limit + 1}`.execute(tx)
  return rows
}

export async function readingById(
  tx: Tx,
  orgId: string,
  machineId: string,
  id: string,
): Promise<ReadingRow | undefined> {
  const { rows } = await sql<ReadingRow>`
    select * from (${flagged(orgId, machineId)}) r where r.id = ${id}`.execute(tx)
  return rows[0]
}

export interface NewReading {
  id: string
  machineId: string
  value: number
  unit: MeterUnit
  readAt: Temporal.Instant
}

/** Adds readings; one of the same time and value is left as it is. Answers the ids of those that are new. */
export async function insertReadings(
  tx: Tx,
  common: Provenance,
  readings: readonly NewReading[],
): Promise<ReadonlySet<string>> {
  if (readings.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    insert into meter_reading (org_id, id, machine_id, value, unit, read_at, source, staff_id, import_id, recorded_at)
    select ${common.orgId}, g.*, ${common.source}, ${common.staffId}, ${common.importId}, ${common.at}
    from unnest(${readings.map(one => one.id)}::uuid[], ${readings.map(one => one.machineId)}::uuid[],
      ${readings.map(one => one.value)}::numeric[], ${readings.map(one => one.unit)}::text[],
      ${readings.map(one => one.readAt.toString())}::timestamptz[]) as g
    on conflict on constraint meter_reading_is_taken_once do nothing
    returning id`.execute(tx)
  return new Set(rows.map(row => row.id))
}

export interface MachineEventRow {
  id: string
  at: Temporal.Instant
  kind: 'acquired' | 'passed-on' | 'reading' | 'changed'
  machineId: string
  serialNumber: string
  brand: string | null
  model: string | null
  value: number | null
  unit: MeterUnit | null
  field: string | null
  oldValue: string | null
  newValue: string | null
  source: string
  staffName: string | null
}

/** One more event of a customer's machines, while they were his, than `limit`; newest first, after time and id. */
export async function machineEventsOf(
  tx: Tx,
  orgId: string,
  customerId: string,
  given: { after?: readonly string[] | undefined; limit: number },
): Promise<MachineEventRow[]> {
  const { rows } = await sql<MachineEventRow>`
    with owned as (
      select w.* from machine_owner w where w.org_id = ${orgId} and w.customer_id = ${customerId}
    ), event as (
      select w.id, coalesce(w.since::timestamp at time zone g.time_zone, w.recorded_at) as at, 'acquired' as kind,
        w.machine_id, null::numeric as value, null as unit, null as field, null as old_value, null as new_value,
        w.source, w.staff_id
      from owned w join organisation g on g.id = w.org_id
      union all
      -- Its own id would stand for the beginning too.
      select next.id, w.ended_at, 'passed-on', w.machine_id, null, null, null, null, null, next.source, next.staff_id
      from owned w
      join machine_owner next on next.org_id = w.org_id and next.machine_id = w.machine_id
        and next.recorded_at = w.ended_at and next.id <> w.id
      where w.ended_at is not null
      union all
      select distinct r.id, r.read_at, 'reading', r.machine_id, r.value, r.unit, null, null, null, r.source, r.staff_id
      from owned w join meter_reading r on r.org_id = w.org_id and r.machine_id = w.machine_id
        and (w.ended_at is null or r.read_at <= w.ended_at)
      union all
      select distinct h.id, h.at, 'changed', h.machine_id, null::numeric, null, h.field, h.old_value, h.new_value, h.source,
        h.staff_id
      from owned w join machine_change h on h.org_id = w.org_id and h.machine_id = w.machine_id
        and h.at >= w.recorded_at and (w.ended_at is null or h.at <= w.ended_at)
    )
    select e.id, e.at, e.kind, e.machine_id as "machineId", m.serial_number as "serialNumber", m.brand, m.model, e.value,
      e.unit, e.field, e.old_value as "oldValue", e.new_value as "newValue", e.source, s.name as "staffName"
    from event e
    join machine m on m.org_id = ${orgId} and m.id = e.machine_id
    left join staff s on s.org_id = ${orgId} and s.id = e.staff_id
    where ${given.after ? sql`(e.at, e.id) < (${given.after[0]}::timestamptz, ${given.after[1]}::uuid)` : sql`true`}
    order by e.at desc, e.id desc limit ${given.limit + 1}`.execute(tx)
  return rows
}
