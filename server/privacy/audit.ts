import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { insertAuditEntries } from './store.ts'

/**
 * Writes down that the actor did something to a subject or looked at it, in the actor's own transaction. Entries can
 * be added and read, never changed. The facts stand in clear: they must not hold an identifier.
 */
export async function record(
  tx: Tx,
  actor: Actor,
  action: string,
  subject: string,
  subjectId: string | null,
  facts: Record<string, unknown> = {},
): Promise<void> {
  await recordEach(tx, actor, action, subject, [subjectId], facts)
}

/** As `record`, of the same deed done to each of several subjects. */
export async function recordEach(
  tx: Tx,
  actor: Actor,
  action: string,
  subject: string,
  subjectIds: readonly (string | null)[],
  facts: Record<string, unknown> = {},
): Promise<void> {
  if (subjectIds.length === 0) return
  await insertAuditEntries(tx, subjectIds, {
    orgId: actor.orgId,
    at: actor.now,
    staffId: actor.staffId,
    action,
    subject,
    facts: actor.key ? { ...facts, key: `${actor.key.name} ${actor.key.prefix}` } : facts,
    requestId: actor.requestId,
  })
}
