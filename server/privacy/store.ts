import { sql } from 'kysely'
import { asArray, asTexts, type Database, type Tx } from '../platform/database.ts'
import type { IdentifierKind } from './rules.ts'

const ROTATION_LOCK = 7_700_003

/** Keeps a rotation of the master key from ending until this transaction has ended. */
export async function holdOffRotation(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${ROTATION_LOCK})`.execute(tx)
}

/**
 * Runs work on one connection while nobody else rotates and no transaction makes a data key. Everything goes through that
 * one connection: those who wait for the lock may hold all others.
 */
export function rotatingAlone<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  return db.connection().execute(async one => {
    await sql`select pg_advisory_lock(${ROTATION_LOCK})`.execute(one)
    try {
      return await work(one)
    } finally {
      await sql`select pg_advisory_unlock(${ROTATION_LOCK})`.execute(one)
    }
  })
}

export function dataKeys(tx: Tx, orgId: string) {
  return tx
    .selectFrom('data_key')
    .where('org_id', '=', orgId)
    .select(['id', sql<'encrypt' | 'index'>`purpose`.as('purpose'), 'wrapped', 'master_key_id as masterKeyId'])
    .execute()
}

/** Adds a data key, unless another transaction was faster. */
export async function insertDataKey(
  tx: Tx,
  row: { orgId: string; id: string; purpose: string; wrapped: Buffer; masterKeyId: string; at: Temporal.Instant },
): Promise<void> {
  await tx
    .insertInto('data_key')
    .values({
      org_id: row.orgId,
      id: row.id,
      purpose: row.purpose,
      wrapped: row.wrapped,
      master_key_id: row.masterKeyId,
      created_at: row.at,
    })
    .onConflict(conflict => conflict.columns(['org_id', 'purpose']).doNothing())
    .execute()
}

export async function rewrapDataKey(
  tx: Tx,
  row: { orgId: string; id: string; wrapped: Buffer; masterKeyId: string },
): Promise<void> {
  await tx
    .updateTable('data_key')
    .set({ wrapped: row.wrapped, master_key_id: row.masterKeyId })
    .where('org_id', '=', row.orgId)
    .where('id', '=', row.id)
    .execute()
}

/** The ids of the identifiers with these blind indexes (hexadecimal), by index. */
export async function identifiersByIndex(
  tx: Tx,
  orgId: string,
  kind: IdentifierKind,
  blindIndexes: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ hex: string; id: string }>`
    select g.hex, found.id
    from unnest(${asArray(blindIndexes)}::text[]) as g (hex)
    cross join lateral (
      select i.id from identifier i
      where i.org_id = ${orgId} and i.kind = ${kind} and i.blind_index = decode(g.hex, 'hex') offset 0
    ) found`.execute(tx)
  return new Map(rows.map(row => [row.hex, row.id]))
}

/** Adds identifiers; those whose blind index is there already are left as they are. Answers how many were added. */
export async function insertIdentifiers(
  tx: Tx,
  common: { orgId: string; kind: IdentifierKind; dataKeyId: string; at: Temporal.Instant },
  rows: readonly { id: string; blindIndex: string; ciphertext: Buffer; lastFour: string }[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into identifier (org_id, id, kind, data_key_id, ciphertext, blind_index, last_four, created_at)
    select ${common.orgId}, id, ${common.kind}, ${common.dataKeyId}, decode(ciphertext, 'hex'), decode(hex, 'hex'), last_four, ${common.at}
    from unnest(${asArray(rows.map(row => row.id))}::uuid[], ${asArray(rows.map(row => row.ciphertext.toString('hex')))}::text[],
      ${asArray(rows.map(row => row.blindIndex))}::text[], ${asTexts(rows.map(row => row.lastFour))}::text[])
      as given (id, ciphertext, hex, last_four)
    on conflict (org_id, kind, blind_index) do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export function identifierById(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('identifier')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select([sql<IdentifierKind>`kind`.as('kind'), 'data_key_id as dataKeyId', 'ciphertext'])
    .executeTakeFirstOrThrow()
}

/** Several identifiers as they are stored. */
export function identifiersByIds(tx: Tx, orgId: string, ids: readonly string[]) {
  return tx
    .selectFrom('identifier')
    .where('org_id', '=', orgId)
    .where('id', 'in', [...ids])
    .select(['id', sql<IdentifierKind>`kind`.as('kind'), 'data_key_id as dataKeyId', 'ciphertext'])
    .execute()
}

/** Adds an entry about each of some subjects. */
export async function insertAuditEntries(
  tx: Tx,
  subjectIds: readonly (string | null)[],
  row: {
    orgId: string
    at: Temporal.Instant
    staffId: string | null
    action: string
    subject: string
    facts: Record<string, unknown>
    requestId: string
  },
): Promise<void> {
  await sql`
    insert into audit_entry (org_id, at, staff_id, action, subject, subject_id, facts, request_id)
    select ${row.orgId}, ${row.at}, ${row.staffId}, ${row.action}, ${row.subject}, subject, ${JSON.stringify(row.facts)}::jsonb,
      ${row.requestId}
    from unnest(${[...subjectIds]}::uuid[]) as given (subject)`.execute(tx)
}
