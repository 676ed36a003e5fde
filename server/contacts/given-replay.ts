import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { DEFAULT_CONTENT } from '../policy/rules.ts'
import { endReplay, insertReplay } from './replay-store.ts'

/** A replay of a draft by somebody that was done and found nothing; answers its id. */
export function givenReplay(actor: Actor): Promise<string> {
  const stretch = { from: actor.now.subtract({ hours: 24 }), until: actor.now }
  const row = { content: DEFAULT_CONTENT, draftId: newId(), draftSaves: 1, policyVersion: 0, ...stretch }
  const found = { contacts: 0, stopped: 0, stoppedAnyway: 0, byRule: {}, outside: 0, reconstructed: 0 }
  return as(actor, async tx => {
    const id = (await insertReplay(tx, actor, row))!
    await endReplay(tx, actor, id, { phase: 'done', found })
    return id
  })
}
