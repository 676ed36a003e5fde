import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language, Reason } from '../platform/reason.ts'
import { verdictReasons } from './reasons.ts'
import { type LoggedRow, verdictsOf } from './verdict-log-store.ts'

/**
 * The verdicts on whether a customer might be contacted, newest first, with those on whoever was merged into him. Refuses a
 * customer outside the actor's branches.
 */
export async function verdictsOfCustomer(
  tx: Tx,
  actor: Actor,
  customerId: string,
  given: { cursor?: string | undefined; limit: number; language: Language },
) {
  permit(actor, 'contacts.ask')
  const { id } = await customerBrief(tx, actor, customerId)
  const after = unpackCursor(given.cursor, ['instant', 'id'])
  const rows = await loggedVerdicts(tx, actor, id, { after, limit: given.limit, language: given.language })
  return pageFrom(rows, given.limit, row => [row.at, row.id])
}

/**
 * One verdict more than `limit`, newest first, after time and id; for a caller who has checked that the actor may see the
 * customer and ask about contacts.
 */
export async function loggedVerdicts(
  tx: Tx,
  actor: Actor,
  customerId: string,
  given: { after?: readonly string[] | undefined; limit: number; language: Language },
) {
  const rows = await verdictsOf(tx, actor.orgId, customerId, given)
  return rows.map(row => ({ ...row, reasons: sentencesOf(row, given.language, actor.now) }))
}

/** A reason that an older program logged may be none any more, and one of a plan was logged without its facts. */
function sentencesOf({ reasons }: LoggedRow, language: Language, now: Temporal.Instant): string[] {
  const known = verdictReasons as Record<string, Reason<never> | undefined>
  return reasons.flatMap(({ code, facts }) => {
    const say = known[code]?.[language]
    const isTold = say && (say.length === 0 || Object.keys(facts ?? {}).length > 0)
    return isTold ? say({ ...facts, now: now.toString() } as never) : []
  })
}
