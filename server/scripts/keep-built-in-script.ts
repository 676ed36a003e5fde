import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { record } from '../privacy/index.ts'
import { demandContent } from './demand-content.ts'
import { holdBuiltInScript, insertScript, markFrozen, oldestFrozenScript, type ScriptContent } from './store.ts'

/**
 * The id of a script that is the product's own text: frozen, the same for the whole organisation, written in the name
 * of whoever needs it first. No permission to plan is asked for, because nobody has a say in its words.
 */
export async function keepBuiltInScript(tx: Tx, actor: Actor, given: ScriptContent): Promise<string> {
  await holdBuiltInScript(tx, actor.orgId)
  const content = demandContent(given)
  const known = await oldestFrozenScript(tx, actor.orgId, content)
  if (known) return known
  const id = await insertScript(tx, actor, content)
  await markFrozen(tx, actor.orgId, id, actor.now)
  await record(tx, actor, 'script-written', 'script', id, { name: given.name })
  return id
}
