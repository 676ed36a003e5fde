import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { ESCALATE_AFTER_HOURS } from './rules.ts'
import { inScopeOf } from './store.ts'

/** Writes an `overdue` event, once per deadline, into every open case past it; answers how many there were. */
export async function markOverdue(tx: Tx, actor: Actor): Promise<number> {
  const { numAffectedRows } = await sql`
    with late as (
      update case_file k set overdue_at = ${actor.now}
      where ${inScopeOf(actor)} and k.state = 'open' and k.due_at <= ${actor.now} and k.overdue_at is null
      returning k.org_id, k.id)
    insert into case_event (org_id, case_id, at, kind) select org_id, id, ${actor.now}, 'overdue' from late`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

const AT_ONCE = 200

/** A late case that has not gone up as far as it must. */
export interface LateCase {
  id: string
  branchId: string
  ownerId: string
  dueAt: Temporal.Instant
  escalationLevel: number
}

/** The open cases that must go up a step by now, held until the transaction ends, the latest first; 200 at most. */
export async function holdLate(tx: Tx, actor: Actor): Promise<LateCase[]> {
  const after = (level: 1 | 2) => actor.now.subtract({ hours: ESCALATE_AFTER_HOURS[level] })
  const { rows } = await sql<LateCase>`
    select k.id, k.branch_id as "branchId", k.owner_id as "ownerId", k.due_at as "dueAt",
      k.escalation_level as "escalationLevel"
    from case_file k
    where ${inScopeOf(actor)} and k.state = 'open'
      and ((k.escalation_level < 1 and k.due_at <= ${after(1)}) or (k.escalation_level < 2 and k.due_at <= ${after(2)}))
    order by k.due_at limit ${AT_ONCE} for no key update skip locked`.execute(tx)
  return rows
}
