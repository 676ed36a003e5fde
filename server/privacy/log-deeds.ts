import type { Deed } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { record } from './audit.ts'

/** Writes down what was done in the modules below this one, which cannot call `record` themselves. */
export function logDeed(tx: Tx, actor: Actor, deed: Deed): Promise<void> {
  return record(tx, actor, deed.action, deed.subject, deed.subjectId, deed.facts)
}
