import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { insertAuditEntry } from './store.ts'

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
  await insertAuditEntry(tx, {
    orgId: actor.orgId,
    at: actor.now,
    staffId: actor.staffId,
    action,
    subject,
    subjectId,
    facts: actor.key ? { ...facts, key: `${actor.key.name} ${actor.key.prefix}` } : facts,
    requestId: actor.requestId,
  })
}
