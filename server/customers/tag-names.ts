import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { record } from '../privacy/index.ts'
import { forgetFormer, noteFormer } from './former-tags-store.ts'
import { deleteTag, isTagInUse, tagByName, upsertTag } from './tags-store.ts'

/**
 * The old name of a tag goes when nobody of any branch carries it any more; from then on whoever says it means the new
 * one. Answers whether it went.
 */
export async function endRename(tx: Tx, actor: Actor, from: string, to: string): Promise<boolean> {
  const [old, renamed] = [await tagByName(tx, actor.orgId, from), await tagByName(tx, actor.orgId, to)]
  if (!old || !renamed || (await isTagInUse(tx, actor.orgId, from))) return false
  await noteFormer(tx, actor, from, to)
  await deleteTag(tx, actor.orgId, from)
  await record(tx, actor, 'customer-tag.renamed', 'customer-tag', null, { from, to })
  return true
}

/** The old name is a tag of its own again, in the colour of the new one. */
export async function undoRename(tx: Tx, actor: Actor, from: string, to: string): Promise<void> {
  const renamed = await tagByName(tx, actor.orgId, to)
  if (!(await tagByName(tx, actor.orgId, from)))
    await upsertTag(tx, actor, { name: from, colour: renamed?.colour ?? 'grey' })
  await forgetFormer(tx, actor.orgId, [from])
}
