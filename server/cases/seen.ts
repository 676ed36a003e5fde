import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { minutesLeft } from './rules.ts'
import { type CaseRow, caseOf, casesOfCustomer } from './store.ts'

export type SeenCase = CaseRow & { minutesLeft: number | null; overdue: boolean }

/** A case as it stands at the actor's instant: the clock runs while it is open, and rests while the customer is asked. */
export function asSeen(row: CaseRow, now: Temporal.Instant): SeenCase {
  const left = row.state === 'open' ? minutesLeft(row.dueAt, now) : null
  return { ...row, minutesLeft: left, overdue: row.state === 'open' && Temporal.Instant.compare(row.dueAt, now) <= 0 }
}

/** A case that is known to lie in the actor's scope. */
export async function seenCase(tx: Tx, actor: Actor, caseId: string): Promise<SeenCase> {
  return asSeen((await caseOf(tx, actor, caseId))!, actor.now)
}

/** One more of a customer's cases than `limit` as they stand now, newest first, after time and id. */
export async function seenCasesOf(
  tx: Tx,
  actor: Actor,
  customerId: string,
  page: { after?: readonly string[] | undefined; limit: number },
): Promise<SeenCase[]> {
  permit(actor, 'cases.read')
  return (await casesOfCustomer(tx, actor, customerId, page)).map(row => asSeen(row, actor.now))
}
