import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { listReasons } from './list-reasons.ts'
import { lockCustomers } from './store.ts'
import { deleteTag, isTagInUse, type TagRow, tagUse, upsertTag } from './tags-store.ts'

/** So many customers of a tag are counted. */
const MOST_COUNTED = 10_000

/** The tags of the organisation, and how many customers of the actor's branches carry each. */
export async function listTagUse(tx: Tx, actor: Actor) {
  permit(actor, 'customers.write')
  const rows = await tagUse(tx, actor.orgId, MOST_COUNTED)
  return rows.map(({ customers, ...tag }) => {
    return { ...tag, customers: Math.min(customers, MOST_COUNTED), more: customers > MOST_COUNTED }
  })
}

/** Adds a tag to the vocabulary of the organisation, or gives one another colour. */
export async function setTag(tx: Tx, actor: Actor, tag: TagRow): Promise<TagRow> {
  permit(actor, 'customers.write')
  await upsertTag(tx, actor, tag)
  await record(tx, actor, 'customer-tag.set', 'customer-tag', null, tag)
  await announce(tx, actor.orgId, 'customers')
  return tag
}

/** Takes a tag out of the vocabulary; refuses one that a customer of any branch still carries. */
export async function removeTag(tx: Tx, actor: Actor, name: string): Promise<void> {
  permit(actor, 'customers.write')
  await lockCustomers(tx, actor.orgId)
  if (await isTagInUse(tx, actor.orgId, name)) throw new Refusal('conflict', listReasons['tag-in-use'], { tag: name })
  if (!(await deleteTag(tx, actor.orgId, name))) throw notFound()
  await record(tx, actor, 'customer-tag.removed', 'customer-tag', null, { name })
  await announce(tx, actor.orgId, 'customers')
}
