import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { MachineState, MeterUnit } from './rules.ts'

export interface MachineFields {
  serialNumber: string
  brand: string | null
  model: string | null
  state: MachineState
  boughtOn: Temporal.PlainDate | null
  deliveredOn: Temporal.PlainDate | null
  warrantyUntil: Temporal.PlainDate | null
  note: string | null
}

export interface MachineRow extends MachineFields {
  id: string
  underWarranty: boolean | null
  source: string
  updatedAt: Temporal.Instant
  lastReading: { value: number; unit: MeterUnit; readAt: Temporal.Instant; lower: boolean } | null
}

export interface OwnedMachineRow extends MachineRow {
  ownerId: string
  since: Temporal.PlainDate | null
  until: Temporal.PlainDate | null
  current: boolean
  recordedAt: Temporal.Instant
}

type Flat<R> = Omit<R, 'lastReading'> & {
  value: number | null
  unit: MeterUnit | null
  readAt: Temporal.Instant | null
  lower: boolean | null
}

function whole<R extends MachineRow>({ value, unit, readAt, lower, ...row }: Flat<R>): R {
  const lastReading = value === null ? null : { value, unit: unit!, readAt: readAt!, lower: lower! }
  return { ...row, lastReading } as unknown as R
}

/** Columns of machine `m`, its last reading and whether it is under warranty at an instant, by the organisation's day. */
const machineColumns = (now: Temporal.Instant) => sql`
  m.id, m.serial_number as "serialNumber", m.brand, m.model, m.state, m.bought_on as "boughtOn",
  m.delivered_on as "deliveredOn", m.warranty_until as "warrantyUntil", m.note, m.source, m.updated_at as "updatedAt",
  m.warranty_until >= (${now}::timestamptz at time zone g.time_zone)::date as "underWarranty",
  r.value, r.unit, r.read_at as "readAt", r.lower`

const lastReading = sql`
  left join lateral (
    select l.value, l.unit, l.read_at, exists (select from meter_reading h
        where h.org_id = l.org_id and h.machine_id = l.machine_id and h.unit = l.unit
          and h.read_at < l.read_at and h.value > l.value) as lower
    from meter_reading l where l.org_id = m.org_id and l.machine_id = m.id
    order by l.read_at desc, l.id desc limit 1
  ) r on true`

/** One more machine of a customer than `limit`, present ones first, then newest; after owner row and time of a cursor. */
export async function machinesOf(
  tx: Tx,
  actor: Actor,
  customerId: string,
  given: { after?: readonly string[]; limit: number },
): Promise<OwnedMachineRow[]> {
  const { rows } = await sql<Flat<OwnedMachineRow>>`
    select ${machineColumns(actor.now)}, w.id as "ownerId", w.since, w.until, w.ended_at is null as current,
      w.recorded_at as "recordedAt"
    from machine_owner w
    join machine m on m.org_id = w.org_id and m.id = w.machine_id
    join organisation g on g.id = m.org_id
    ${lastReading}
    where w.org_id = ${actor.orgId} and w.customer_id = ${customerId}
      and ${
        given.after
          ? sql`(w.ended_at is null, w.recorded_at, w.id)
              < (${given.after[0] === '1'}, ${given.after[1]}::timestamptz, ${given.after[2]}::uuid)`
          : sql`true`
      }
    order by w.ended_at is null desc, w.recorded_at desc, w.id desc limit ${given.limit + 1}`.execute(tx)
  return rows.map(whole)
}

/** A machine whose present owner is in the actor's branches. */
export async function machineById(tx: Tx, actor: Actor, id: string): Promise<MachineRow | undefined> {
  const { rows } = await sql<Flat<MachineRow>>`
    select ${machineColumns(actor.now)}
    from machine m
    join organisation g on g.id = m.org_id
    join machine_owner w on w.org_id = m.org_id and w.machine_id = m.id and w.ended_at is null
    join customer c on c.org_id = w.org_id and c.id = w.customer_id
    ${lastReading}
    where m.org_id = ${actor.orgId} and m.id = ${id} and c.branch_id = any (${[...actor.branchIds]}::uuid[])`.execute(
    tx,
  )
  return rows[0] && whole(rows[0])
}

/** Lets nobody else change a machine until this transaction ends. */
export async function lockMachine(tx: Tx, orgId: string, id: string): Promise<void> {
  await sql`select from machine where org_id = ${orgId} and id = ${id} for update`.execute(tx)
}

/** The owners of a machine, newest first; of those outside the actor's branches not the name. */
export async function ownersOf(tx: Tx, actor: Actor, machineId: string) {
  const { rows } = await sql<{
    id: string
    customerId: string
    customerName: string | null
    since: Temporal.PlainDate | null
    until: Temporal.PlainDate | null
    current: boolean
    source: string
  }>`
    select w.id, w.customer_id as "customerId", c.name as "customerName", w.since, w.until,
      w.ended_at is null as current, w.source
    from machine_owner w
    left join customer c on c.org_id = w.org_id and c.id = w.customer_id
      and c.branch_id = any (${[...actor.branchIds]}::uuid[])
    where w.org_id = ${actor.orgId} and w.machine_id = ${machineId}
    order by w.recorded_at desc, w.id desc limit 200`.execute(tx)
  return rows
}

export interface Provenance {
  orgId: string
  at: Temporal.Instant
  source: 'staff' | 'import' | 'api' | 'undo'
  staffId: string | null
  importId: string | null
}

export type NewMachineRow = MachineFields & { id: string; customerId: string; since: Temporal.PlainDate | null }

const day = (date: Temporal.PlainDate | null) => date?.toString() ?? null

/** Adds machines with their first owners; a serial number in use is refused by `machine_serial_number_is_unique`. */
export async function insertMachines(tx: Tx, common: Provenance, rows: readonly NewMachineRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into machine (org_id, id, serial_number, brand, model, state, bought_on, delivered_on, warranty_until, note,
      source, import_id, created_by, created_at, updated_at)
    select ${common.orgId}, g.*, ${common.source}, ${common.importId}, ${common.staffId}, ${common.at}, ${common.at}
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.serialNumber)}::text[],
      ${rows.map(row => row.brand)}::text[], ${rows.map(row => row.model)}::text[],
      ${rows.map(row => row.state)}::text[], ${rows.map(row => day(row.boughtOn))}::date[],
      ${rows.map(row => day(row.deliveredOn))}::date[], ${rows.map(row => day(row.warrantyUntil))}::date[],
      ${rows.map(row => row.note)}::text[]) as g`.execute(tx)
  await insertOwners(
    tx,
    common,
    rows.map(({ id, customerId, since }) => ({ machineId: id, customerId, since })),
  )
}

/** Registers the owners of machines that have none at present. */
export async function insertOwners(
  tx: Tx,
  common: Provenance,
  rows: readonly { machineId: string; customerId: string; since: Temporal.PlainDate | null }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into machine_owner (org_id, machine_id, customer_id, since, source, staff_id, import_id, recorded_at)
    select ${common.orgId}, g.*, ${common.source}, ${common.staffId}, ${common.importId}, ${common.at}
    from unnest(${rows.map(row => row.machineId)}::uuid[], ${rows.map(row => row.customerId)}::uuid[],
      ${rows.map(row => day(row.since))}::date[]) as g`.execute(tx)
}

/** The present owners' time ends; a day before they began to own is left open. */
export async function endOwners(
  tx: Tx,
  common: Provenance,
  rows: readonly { machineId: string; until: Temporal.PlainDate | null }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update machine_owner w set ended_at = ${common.at}, until = case when g.until < w.since then null else g.until end
    from unnest(${rows.map(row => row.machineId)}::uuid[], ${rows.map(row => day(row.until))}::date[])
      as g (machine_id, until)
    where w.org_id = ${common.orgId} and w.machine_id = g.machine_id and w.ended_at is null`.execute(tx)
}

/** Writes what is known of machines now, and what differs from before into their history. */
export async function updateMachines(
  tx: Tx,
  common: Provenance,
  rows: readonly (MachineFields & { id: string })[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    with g as (
      select * from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.serialNumber)}::text[],
        ${rows.map(row => row.brand)}::text[], ${rows.map(row => row.model)}::text[],
        ${rows.map(row => row.state)}::text[], ${rows.map(row => day(row.boughtOn))}::date[],
        ${rows.map(row => day(row.deliveredOn))}::date[], ${rows.map(row => day(row.warrantyUntil))}::date[],
        ${rows.map(row => row.note)}::text[])
        as g (id, serial_number, brand, model, state, bought_on, delivered_on, warranty_until, note)
    ), history as (
      insert into machine_change (org_id, machine_id, at, field, old_value, new_value, source, staff_id, import_id)
      select ${common.orgId}, m.id, ${common.at}, v.field, v.old, v.new, ${common.source}, ${common.staffId},
        ${common.importId}
      from g join machine m on m.org_id = ${common.orgId} and m.id = g.id
      cross join lateral (values
        ('serialNumber', m.serial_number, g.serial_number), ('brand', m.brand, g.brand), ('model', m.model, g.model),
        ('state', m.state, g.state), ('boughtOn', m.bought_on::text, g.bought_on::text),
        ('deliveredOn', m.delivered_on::text, g.delivered_on::text),
        ('warrantyUntil', m.warranty_until::text, g.warranty_until::text), ('note', m.note, g.note)
      ) as v (field, old, new)
      where v.old is distinct from v.new
    )
    update machine m set serial_number = g.serial_number, brand = g.brand, model = g.model, state = g.state,
      bought_on = g.bought_on, delivered_on = g.delivered_on, warranty_until = g.warranty_until, note = g.note,
      updated_at = ${common.at}
    from g where m.org_id = ${common.orgId} and m.id = g.id`.execute(tx)
}

/** Something of a machine that other tables hold changed: it counts as changed. */
export async function touchMachines(
  tx: Tx,
  common: { orgId: string; at: Temporal.Instant },
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await sql`
    update machine set updated_at = ${common.at} where org_id = ${common.orgId} and id = any (${[...ids]}::uuid[])`.execute(
    tx,
  )
}

export interface MachineReference {
  id: string
  customerId: string
  branchId: string
}

export interface KnownMachine extends MachineReference, MachineFields {}

/** The machines with these serial numbers, by number, and whose each is now; of the branches the transaction sees. */
export async function machinesBySerialNumber(
  tx: Tx,
  orgId: string,
  serialNumbers: readonly string[],
): Promise<Map<string, KnownMachine>> {
  if (serialNumbers.length === 0) return new Map()
  const { rows } = await sql<KnownMachine>`
    select m.id, m.serial_number as "serialNumber", m.brand, m.model, m.state, m.bought_on as "boughtOn",
      m.delivered_on as "deliveredOn", m.warranty_until as "warrantyUntil", m.note, w.customer_id as "customerId",
      c.branch_id as "branchId"
    from unnest(${[...serialNumbers]}::text[]) as wanted (serial_number)
    cross join lateral (select * from machine m
      where m.org_id = ${orgId} and m.serial_number = wanted.serial_number offset 0) m
    join machine_owner w on w.org_id = m.org_id and w.machine_id = m.id and w.ended_at is null
    join customer c on c.org_id = w.org_id and c.id = w.customer_id`.execute(tx)
  return new Map(rows.map(row => [row.serialNumber, row]))
}

/** How many of these machines a customer never owned. */
export async function notOwned(
  tx: Tx,
  orgId: string,
  customerId: string,
  machineIds: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ strays: number }>`
    select count(*) as strays from unnest(${[...machineIds]}::uuid[]) as g (id)
    where not exists (select from machine_owner w
      where w.org_id = ${orgId} and w.machine_id = g.id and w.customer_id = ${customerId})`.execute(tx)
  return rows[0]?.strays ?? 0
}

/** Which rows `r` of owners are of these machines. */
export const chosenMachines = (machineIds: readonly string[]) => sql`r.machine_id = any (${[...machineIds]}::uuid[])`
