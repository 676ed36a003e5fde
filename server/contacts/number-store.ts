import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { asArray, isViolationOf, type Tx } from '../platform/database.ts'

export interface NumberStopRow {
  id: string
  kind: 'phone' | 'email'
  lastFour: string
  source: string
  note: string
  createdByName: string | null
  createdAt: Temporal.Instant
  liftedAt: Temporal.Instant | null
  liftedByName: string | null
  liftedNote: string | null
}

const columns = sql`
  n.id, i.kind, i.last_four as "lastFour", n.source, n.note, s.name as "createdByName", n.created_at as "createdAt",
  n.lifted_at as "liftedAt", l.name as "liftedByName", n.lifted_note as "liftedNote"`

const tables = sql`
  number_stop n
  join identifier i on i.org_id = n.org_id and i.id = n.identifier_id
  left join staff s on s.org_id = n.org_id and s.id = n.created_by
  left join staff l on l.org_id = n.org_id and l.id = n.lifted_by`

/** One stop more than `limit`, newest first, those that stand or all, after the row whose id a cursor names. */
export async function numberStopPage(
  tx: Tx,
  actor: Actor,
  { lifted, after, limit }: { lifted: boolean; after?: readonly string[] | undefined; limit: number },
): Promise<NumberStopRow[]> {
  const { rows } = await sql<NumberStopRow>`
    select ${columns} from ${tables}
    where n.org_id = ${actor.orgId} ${lifted ? sql`` : sql`and n.lifted_at is null`}
      ${after ? sql`and n.id < ${after[0]}::uuid` : sql``}
    order by n.id desc limit ${limit + 1}`.execute(tx)
  return rows
}

/** The stop of a number that stands, if there is one. */
export async function numberStopOf(tx: Tx, orgId: string, identifierId: string): Promise<NumberStopRow | undefined> {
  const { rows } = await sql<NumberStopRow>`
    select ${columns} from ${tables}
    where n.org_id = ${orgId} and n.identifier_id = ${identifierId} and n.lifted_at is null`.execute(tx)
  return rows[0]
}

/** Adds a stop of a number; false when it stands already. */
export async function insertNumberStop(
  tx: Tx,
  actor: Actor,
  row: { identifierId: string; source: string; note: string },
): Promise<boolean> {
  await sql`savepoint stop_number`.execute(tx)
  try {
    await tx
      .insertInto('number_stop')
      .values({
        org_id: actor.orgId,
        identifier_id: row.identifierId,
        source: row.source,
        note: row.note,
        created_by: actor.staffId,
        created_at: actor.now,
      })
      .execute()
    await sql`release savepoint stop_number`.execute(tx)
    return true
  } catch (error) {
    if (!isViolationOf('number_stop_once_per_number', error)) throw error
    await sql`rollback to savepoint stop_number`.execute(tx)
    return false
  }
}

/** Marks a stop of a number as lifted and answers whose number it was; `undefined` when it stands no more. */
export async function markNumberLifted(tx: Tx, actor: Actor, id: string, note: string): Promise<string | undefined> {
  const row = await tx
    .updateTable('number_stop')
    .set({ lifted_at: actor.now, lifted_by: actor.staffId, lifted_note: note })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .returning('identifier_id as identifierId')
    .executeTakeFirst()
  return row?.identifierId
}

/** Whether a stop of a number was ever registered under an id. */
export async function isNumberStop(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('number_stop')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The numbers of customers that are not to be called, by identifier. */
export async function stoppedNumbers(tx: Tx, orgId: string, customerIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select n.identifier_id as id
    from contact_point p join number_stop n on n.org_id = p.org_id and n.identifier_id = p.identifier_id
    where p.org_id = ${orgId} and p.customer_id = any (${asArray(customerIds)}::uuid[]) and n.lifted_at is null`.execute(
    tx,
  )
  return new Set(rows.map(row => row.id))
}

/** The customers who hold a number, whatever their branch, held until the transaction ends; in one order. */
export async function lockHolders(tx: Tx, orgId: string, identifierId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from customer c
    where c.org_id = ${orgId} and c.id in (
      select p.customer_id from contact_point p where p.org_id = ${orgId} and p.identifier_id = ${identifierId})
    order by c.id for no key update`.execute(tx)
  return rows.map(row => row.id)
}
