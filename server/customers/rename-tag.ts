import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { changeCustomers } from './change-customers.ts'
import { noteFormer, seesAllBranches } from './former-tags-store.ts'
import { setTag } from './tags.ts'
import { tagReasons } from './tags-reasons.ts'
import { tagByName } from './tags-store.ts'

/**
 * Gives a tag another name: every customer of the actor's branches who carries it carries the new one instead, 2,000 at
 * once and the rest in the background, as a change that can be undone. The old tag goes when nobody of any branch carries
 * it; views, conditions and files that say it mean the new one from then on, and already while customers are changed where
 * the actor sees all branches. Refuses a name that another tag has, unless the two are meant to become one.
 */
export async function renameTag(
  tx: Tx,
  actor: Actor,
  given: { name: string; to: string; merge: boolean },
  hand: (batchId: string) => Promise<void>,
) {
  permit(actor, 'customers.write')
  const { name, to, merge } = given
  const tag = await tagByName(tx, actor.orgId, name)
  if (!tag) throw notFound()
  if (name === to) throw new Refusal('invalid', tagReasons['tag-same-name'])
  const other = await tagByName(tx, actor.orgId, to)
  if (other && !merge) throw new Refusal('conflict', tagReasons['tag-name-taken'], { tag: to })
  if (!other) await setTag(tx, actor, { name: to, colour: tag.colour })
  const change = { addTags: [to], removeTags: [name] }
  if (await seesAllBranches(tx, actor)) await noteFormer(tx, actor, name, to)
  const renamed = { from: name, to }
  const batch = await changeCustomers(tx, actor, { criteria: { tags: [name] }, change, renamed }, hand)
  return { batch, removed: !(await tagByName(tx, actor.orgId, name)) }
}
