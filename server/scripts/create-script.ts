import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { record } from '../privacy/index.ts'
import { demandContent } from './demand-content.ts'
import { insertScript, type Script, type ScriptContent, scriptOf } from './store.ts'

/** Writes a script; refuses an opening nobody can fill and questions that cannot be asked. */
export async function createScript(tx: Tx, actor: Actor, given: ScriptContent): Promise<Script> {
  permit(actor, 'campaigns.plan')
  const id = await insertScript(tx, actor, demandContent(given))
  await record(tx, actor, 'script-written', 'script', id, { name: given.name })
  await announce(tx, actor.orgId, 'campaigns')
  return (await scriptOf(tx, actor.orgId, id))!
}
