import { sql } from 'kysely'
import type { ImportChange } from '../imports/index.ts'
import type { Tx } from '../platform/database.ts'
import type { ActivityKind } from './rules.ts'

/** What a row of a file says of a record. */
export interface RecordContent {
  externalId: string
  customerId: string
  happenedAt: Temporal.Instant
  endsOn: Temporal.PlainDate | null
  summary: string
  machineId: string | null
  amount: number | null
  currency: string | null
  /** Of all of the above, so that the same row again is known as the same. */
  hash: Buffer
}

/** The records of a kind under these numbers: whose they are and what they say. */
export async function knownRecords(
  tx: Tx,
  orgId: string,
  kind: ActivityKind,
  externalIds: readonly string[],
): Promise<Map<string, { id: string; customerId: string; hash: Buffer | null }>> {
  if (externalIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; externalId: string; customerId: string; hash: Buffer | null }>`
    select a.id, a.external_id as "externalId", a.customer_id as "customerId", a.content_hash as hash
    from unnest(${[...externalIds]}::text[]) as wanted (external_id)
    cross join lateral (select * from activity a where a.org_id = ${orgId} and a.kind = ${kind}
      and a.external_id = wanted.external_id offset 0) a`.execute(tx)
  return new Map(rows.map(row => [row.externalId, row]))
}

function asRows(rows: readonly (RecordContent & { id: string })[]) {
  return sql`unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.customerId)}::uuid[],
      ${rows.map(row => row.happenedAt.toString())}::timestamptz[], ${rows.map(row => row.externalId)}::text[],
      ${rows.map(row => row.summary)}::text[], ${rows.map(row => row.amount)}::numeric[],
      ${rows.map(row => row.currency)}::text[], ${rows.map(row => row.endsOn?.toString() ?? null)}::date[],
      ${rows.map(row => row.machineId)}::uuid[], ${rows.map(row => row.hash)}::bytea[])
      as g (id, customer_id, happened_at, external_id, summary, amount, currency, ends_on, machine_id, hash)`
}

export async function insertRecords(
  tx: Tx,
  common: { orgId: string; kind: ActivityKind; importId: string; at: Temporal.Instant },
  rows: readonly (RecordContent & { id: string })[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into activity (org_id, id, customer_id, kind, happened_at, external_id, summary, amount, currency, ends_on,
      machine_id, content_hash, import_id, created_at)
    select ${common.orgId}, g.id, g.customer_id, ${common.kind}, g.happened_at, g.external_id, g.summary, g.amount,
      g.currency, g.ends_on, g.machine_id, g.hash, ${common.importId}, ${common.at}
    from ${asRows(rows)}`.execute(tx)
}

export async function updateRecords(
  tx: Tx,
  common: { orgId: string; importId: string },
  rows: readonly (RecordContent & { id: string })[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update activity a set happened_at = g.happened_at, summary = g.summary, amount = g.amount, currency = g.currency,
      ends_on = g.ends_on, machine_id = g.machine_id, content_hash = g.hash, import_id = ${common.importId}
    from ${asRows(rows)} where a.org_id = ${common.orgId} and a.id = g.id`.execute(tx)
}

/** Records as an import may change them, for its journal. */
export async function recordImages(
  tx: Tx,
  orgId: string,
  ids: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; image: Record<string, unknown> }>`
    select a.id, jsonb_build_object('happened_at', a.happened_at, 'summary', a.summary, 'amount', a.amount,
      'currency', a.currency, 'ends_on', a.ends_on, 'machine_id', a.machine_id, 'content_hash', a.content_hash,
      'import_id', a.import_id) as image
    from activity a where a.org_id = ${orgId} and a.id = any (${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(row => [row.id, row.image]))
}

/** Puts records back as they were where they are still as `after` says; answers those it put back. */
export async function restoreRecords(tx: Tx, orgId: string, changes: readonly ImportChange[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update activity a set (happened_at, summary, amount, currency, ends_on, machine_id, content_hash, import_id) =
      (b.happened_at, b.summary, b.amount, b.currency, b.ends_on, b.machine_id, b.content_hash, b.import_id)
    from unnest(${changes.map(change => change.id)}::uuid[],
        ${changes.map(change => JSON.stringify(change.before))}::jsonb[],
        ${changes.map(change => JSON.stringify(change.after))}::jsonb[]) as g (id, before, after)
      cross join lateral jsonb_populate_record(null::activity, g.before) b
    where a.org_id = ${orgId} and a.id = g.id and to_jsonb(a) @> g.after
    returning a.id`.execute(tx)
  return rows.map(row => row.id)
}
