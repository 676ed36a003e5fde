import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { type SeenCase, seenCase } from './seen.ts'
import { holdCase, takeStep } from './step.ts'

/** Writes a note into a case, whatever its state. */
export async function noteCase(tx: Tx, actor: Actor, caseId: string, note: string): Promise<SeenCase> {
  permit(actor, 'cases.handle')
  const file = await holdCase(tx, actor, caseId, 'note')
  await takeStep(tx, actor, file, 'note', { note })
  return seenCase(tx, actor, caseId)
}
