import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

/** What entries of the log are asked for; times are from the first to before the last. */
export interface AuditAsked {
  subject?: string | undefined
  subjectId?: string | undefined
  staffId?: string | undefined
  action?: string | undefined
  customerId?: string | undefined
  from?: Temporal.Instant | undefined
  to?: Temporal.Instant | undefined
}

/** One more audit entry than `limit`, newest first, after the row that a cursor names by time and id. */
export async function auditEntries(
  tx: Tx,
  actor: Actor,
  given: AuditAsked & { after?: readonly string[] | undefined; limit: number },
) {
  let query = tx
    .selectFrom('audit_entry as a')
    .leftJoin('staff as s', join => join.onRef('s.org_id', '=', 'a.org_id').onRef('s.id', '=', 'a.staff_id'))
    .where('a.org_id', '=', actor.orgId)
    .select(['a.id', 'a.at', 'a.staff_id as staffId', 's.name as staffName', 'a.action', 'a.subject'])
    .select(['a.subject_id as subjectId', 'a.customer as customerId', 'a.number'])
    .select([sql<Record<string, unknown>>`a.facts`.as('facts'), 'a.request_id as requestId'])
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(given.limit + 1)
  // Below the root one sees what the people of one's own branches did.
  if (actor.ancestorIds.length > 0) query = query.where('s.branch_id', 'in', [...actor.branchIds])
  if (given.subject) query = query.where('a.subject', '=', given.subject)
  if (given.subjectId) query = query.where('a.subject_id', '=', given.subjectId)
  if (given.staffId) query = query.where('a.staff_id', '=', given.staffId)
  if (given.action) query = query.where('a.action', '=', given.action)
  if (given.customerId) query = query.where('a.customer', '=', given.customerId)
  if (given.from) query = query.where('a.at', '>=', given.from)
  if (given.to) query = query.where('a.at', '<', given.to)
  if (given.after)
    query = query.where(sql<boolean>`(a.at, a.id) < (${given.after[0]}::timestamptz, ${given.after[1]}::uuid)`)
  return query.execute()
}

/** The kinds of deeds and subjects the log of an organisation holds, for filters. */
export async function kindsInLog(tx: Tx, orgId: string): Promise<{ actions: string[]; subjects: string[] }> {
  // Jumps from value to value in the indexes instead of reading the log.
  const { rows } = await sql<{ actions: string[]; subjects: string[] }>`
    with recursive
      action as (
        (select a.action as it from audit_entry a where a.org_id = ${orgId} order by a.action limit 1)
        union all
        select (select a.action from audit_entry a where a.org_id = ${orgId} and a.action > it order by a.action limit 1)
        from action where it is not null
      ),
      subject as (
        (select a.subject as it from audit_entry a where a.org_id = ${orgId} order by a.subject limit 1)
        union all
        select (select a.subject from audit_entry a where a.org_id = ${orgId} and a.subject > it order by a.subject limit 1)
        from subject where it is not null
      )
    select array(select it from action where it is not null limit 500) as actions,
      array(select it from subject where it is not null limit 100) as subjects`.execute(tx)
  return rows[0]!
}
