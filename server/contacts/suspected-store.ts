import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

export interface SuspectedCallRow {
  id: string
  branchName: string
  calledLastFour: string | null
  shownLastFour: string | null
  customerName: string | null
  happenedAt: Temporal.Instant | null
  said: string
  reportedByName: string
  reportedAt: Temporal.Instant
  /** How many other reports name the same number shown. */
  sameNumber: number
  handledByName: string | null
  handledAt: Temporal.Instant | null
  handling: string | null
}

const columns = sql`
  w.id, b.name as "branchName", i.last_four as "calledLastFour", x.last_four as "shownLastFour", c.name as "customerName",
  w.happened_at as "happenedAt", w.said, r.name as "reportedByName", w.reported_at as "reportedAt",
  (select count(*) from suspected_call o
    where o.org_id = w.org_id and o.shown_identifier_id = w.shown_identifier_id and o.id <> w.id) as "sameNumber",
  h.name as "handledByName", w.handled_at as "handledAt", w.handling`

const tables = sql`
  suspected_call w
  join branch b on b.org_id = w.org_id and b.id = w.branch_id
  join staff r on r.org_id = w.org_id and r.id = w.reported_by
  left join identifier i on i.org_id = w.org_id and i.id = w.called_identifier_id
  left join identifier x on x.org_id = w.org_id and x.id = w.shown_identifier_id
  left join customer c on c.org_id = w.org_id and c.id = w.customer_id
  left join staff h on h.org_id = w.org_id and h.id = w.handled_by`

const inScope = (actor: Actor) => sql`w.org_id = ${actor.orgId} and w.branch_id = any (${[...actor.branchIds]}::uuid[])`

/** One report more than `limit`, newest first, the open ones or all, after the row whose id a cursor names. */
export async function suspectedCallPage(
  tx: Tx,
  actor: Actor,
  { all, after, limit }: { all: boolean; after?: readonly string[] | undefined; limit: number },
): Promise<SuspectedCallRow[]> {
  const { rows } = await sql<SuspectedCallRow>`
    select ${columns} from ${tables}
    where ${inScope(actor)} ${all ? sql`` : sql`and w.handled_at is null`}
      ${after ? sql`and w.id < ${after[0]}::uuid` : sql``}
    order by w.id desc limit ${limit + 1}`.execute(tx)
  return rows
}

export async function suspectedCallById(tx: Tx, actor: Actor, id: string): Promise<SuspectedCallRow | undefined> {
  const { rows } = await sql<SuspectedCallRow>`
    select ${columns} from ${tables} where ${inScope(actor)} and w.id = ${id}`.execute(tx)
  return rows[0]
}

export async function insertSuspectedCall(
  tx: Tx,
  actor: Actor,
  row: {
    calledIdentifierId: string | null
    shownIdentifierId: string | null
    customerId: string | null
    happenedAt: Temporal.Instant | null
    said: string
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('suspected_call')
    .values({
      org_id: actor.orgId,
      branch_id: actor.branchId,
      called_identifier_id: row.calledIdentifierId,
      shown_identifier_id: row.shownIdentifierId,
      customer_id: row.customerId,
      happened_at: row.happenedAt,
      said: row.said,
      reported_by: actor.staffId!,
      reported_at: actor.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes down how a report was dealt with; false when it was before. */
export async function markHandled(tx: Tx, actor: Actor, id: string, handling: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('suspected_call')
    .set({ handling, handled_by: actor.staffId, handled_at: actor.now })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .where('handled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
