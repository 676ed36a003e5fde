import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { insertScript, type Script, scriptOf } from './store.ts'

/** Copies a script under another name; the copy is the actor's and can be changed. */
export async function copyScript(tx: Tx, actor: Actor, scriptId: string, given: { name: string }): Promise<Script> {
  permit(actor, 'campaigns.plan')
  const script = await scriptOf(tx, actor.orgId, scriptId)
  if (!script) throw notFound()
  const { opening, minutes, questions } = script
  const id = await insertScript(tx, actor, { name: given.name, opening, minutes, questions })
  await record(tx, actor, 'script-copied', 'script', id, { from: scriptId })
  await announce(tx, actor.orgId, 'campaigns')
  return (await scriptOf(tx, actor.orgId, id))!
}
