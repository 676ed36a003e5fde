import type { z } from 'zod'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { type EscalationRow, escalationPage } from './escalation-store.ts'
import { followupInWords } from './in-words.ts'
import { followupsByIds } from './list-store.ts'
import type { Escalation } from './steering-contract.ts'

type Answer = z.output<typeof Escalation>

/** What agents of the actor's branches sent up: the open ones by deadline, or those answered, newest first. */
export async function listEscalations(
  tx: Tx,
  actor: Actor,
  { cursor, limit, answered }: { cursor?: string | undefined; limit: number; answered: boolean },
  language: Language,
) {
  permit(actor, 'followups.plan')
  const rows = await escalationPage(tx, actor, { answered, after: unpackCursor(cursor, ['instant', 'id']), limit })
  const { items, next } = pageFrom(rows, limit, row => [row.answeredAt ?? row.dueAt, row.id])
  return { items: await inWords(tx, actor, items, language), next }
}

/** One of them as it is answered. */
export async function oneEscalation(tx: Tx, actor: Actor, row: EscalationRow, language: Language): Promise<Answer> {
  permit(actor, 'followups.plan')
  return (await inWords(tx, actor, [row], language))[0]!
}

async function inWords(tx: Tx, actor: Actor, rows: readonly EscalationRow[], language: Language): Promise<Answer[]> {
  const followups = await followupsByIds(
    tx,
    actor,
    rows.map(row => row.followupId),
  )
  const byId = new Map(followups.map(row => [row.id, followupInWords(row, language, actor.now)]))
  return rows.flatMap(({ followupId, raisedBy: _, takenBy, ...row }) => {
    const followup = byId.get(followupId)
    if (!followup) return []
    const overdue = row.answeredAt === null && Temporal.Instant.compare(row.dueAt, actor.now) <= 0
    return [{ ...row, followup, overdue, takenByMe: takenBy !== null && takenBy === actor.staffId }]
  })
}
