import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { demandContent } from './demand-content.ts'
import { scriptsReasons } from './reasons.ts'
import { lockScript, rewriteScript, type Script, type ScriptContent, scriptOf } from './store.ts'

/** Changes a script that nobody changed since `version`; refuses one that a campaign was submitted with. */
export async function updateScript(
  tx: Tx,
  actor: Actor,
  scriptId: string,
  given: ScriptContent & { version: number },
): Promise<Script> {
  permit(actor, 'campaigns.plan')
  const script = await lockScript(tx, actor.orgId, scriptId)
  if (!script) throw notFound()
  if (script.frozenAt) throw new Refusal('conflict', scriptsReasons['script-frozen'])
  if (script.version !== given.version) throw new Refusal('conflict', scriptsReasons['script-changed'])
  await rewriteScript(tx, actor, script, demandContent(given))
  await record(tx, actor, 'script-changed', 'script', scriptId, { version: script.version + 1 })
  await announce(tx, actor.orgId, 'campaigns')
  return (await scriptOf(tx, actor.orgId, scriptId))!
}
