import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { insertChanges, saidBy } from './change-store.ts'
import { settleTags } from './former-tags-store.ts'
import { customersMerged, customersParted } from './merge-facts.ts'
import { mergeReasons } from './merge-reasons.ts'
import { type MergeField, mergedColumns, unmergedColumns } from './merge-rules.ts'
import * as store from './merge-store.ts'
import { termsOf } from './read-names.ts'
import { customerById, lockCustomers } from './store.ts'

/**
 * Makes one customer of two. Everything that any module keeps of the one who goes moves to the one who stays, in one
 * transaction; of each field the survivor's value holds unless it is taken over. The old number and id keep finding him.
 * Refuses customers outside the actor's branches, and whatever a module cannot move, such as two calls under way.
 */
export async function mergeCustomers(
  tx: Tx,
  actor: Actor,
  given: { survivorId: string; goneId: string; taken: readonly MergeField[]; note: string },
) {
  permit(actor, 'customers.merge')
  if (given.survivorId === given.goneId) throw new Refusal('invalid', mergeReasons['merge-with-himself'])
  await lockCustomers(tx, actor.orgId)
  for (const id of [given.survivorId, given.goneId]) if (!(await customerById(tx, actor, id))) throw notFound()
  const images = await store.lockedCustomers(tx, actor, [given.survivorId, given.goneId])
  const survivor = images.find(one => one.id === given.survivorId)!
  const gone = images.find(one => one.id === given.goneId)!
  const mergeId = await absorbInto(
    tx,
    actor,
    { survivor, gone, after: merged(survivor, gone, given.taken) },
    given.note,
  )
  await noteMerge(tx, actor, survivor.id, String(gone.name), 'merged')
  await record(tx, actor, 'customer.merged', 'customer', survivor.id, { goneId: gone.id, mergeId })
  return mergeAnswer(tx, actor, mergeId)
}

/** Makes one customer again of two that were one; he who was split keeps every field as it is. Answers the merge. */
export async function joinCustomers(
  tx: Tx,
  actor: Actor,
  images: readonly store.CustomerImage[],
  given: { survivorId: string; note: string },
): Promise<string> {
  const survivor = images.find(one => one.id === given.survivorId)!
  const gone = images.find(one => one.id !== given.survivorId)!
  return absorbInto(tx, actor, { survivor, gone, after: survivor }, given.note)
}

async function absorbInto(
  tx: Tx,
  actor: Actor,
  { survivor, gone, after }: Record<'survivor' | 'gone' | 'after', store.CustomerImage>,
  note: string,
): Promise<string> {
  const merge = { mergeId: newId(), survivorId: survivor.id, goneId: gone.id }
  const number = [gone.external_id, survivor.external_id].find(one => one !== null && one !== after.external_id)
  await store.acrossBranches(tx, actor, async () => {
    await store.insertMerge(tx, actor, {
      id: merge.mergeId,
      number: (number as string | undefined) ?? null,
      before: survivor,
      after,
      gone,
      note,
    })
    await store.moveOwnRows(tx, actor, merge)
    await customersMerged.tell(tx, actor, merge)
    await store.absorb(tx, actor, gone.id, survivor.id)
    await store.redirect(tx, actor, gone.id, survivor.id, merge.mergeId)
    await store.writeImage(tx, actor, after)
  })
  return merge.mergeId
}

function merged(survivor: store.CustomerImage, gone: store.CustomerImage, taken: readonly MergeField[]) {
  const after = mergedColumns(survivor, gone, taken)
  const tags = [...new Set([...survivor.tags, ...gone.tags])].sort().slice(0, 20)
  return { ...after, tags, search_terms: termsOf(String(after.name), tags) }
}

/**
 * Takes a merge back: each of the two has again what was his before, what came since stays with the one who stayed, and
 * a field that somebody changed since keeps its new value. Refuses one that was taken back or built on.
 */
export async function undoMerge(tx: Tx, actor: Actor, mergeId: string) {
  permit(actor, 'customers.merge')
  await lockCustomers(tx, actor.orgId)
  const [merge] = await store.mergesOf(tx, actor, { id: mergeId, limit: 1 })
  if (!merge) throw notFound()
  if (merge.undoneAt) throw new Refusal('conflict', mergeReasons['merge-undone'])
  if (!actor.branchIds.includes(String(merge.goneBefore.branch_id))) throw notFound()
  const [survivor] = await store.lockedCustomers(tx, actor, [merge.survivorId])
  if (!survivor) throw new Refusal('conflict', mergeReasons['merge-built-on'])
  const fact = { mergeId, survivorId: merge.survivorId, goneId: merge.goneId }
  const before = unmergedColumns(survivor, merge.survivorBefore, merge.survivorAfter)
  const number = merge.goneBefore.external_id as string | null
  await store.acrossBranches(tx, actor, async () => {
    try {
      await store.writeImage(tx, actor, { ...before, search_terms: termsOf(String(before.name), before.tags) })
      await store.release(tx, actor, merge.goneId, number)
    } catch (error) {
      if (!isViolationOf('customer_external_id_is_unique', error)) throw error
      throw new Refusal('conflict', mergeReasons['merge-number-taken'], { externalId: number })
    }
    await settleTags(tx, actor.orgId, [merge.survivorId, merge.goneId])
    await store.moveOwnRowsBack(tx, actor, fact)
    await customersParted.tell(tx, actor, fact)
    await store.redirectBack(tx, actor, merge.goneId, mergeId)
    await store.endMerge(tx, actor, mergeId)
  })
  await noteMerge(tx, actor, merge.survivorId, String(merge.goneBefore.name), 'parted')
  await record(tx, actor, 'customer.merge-undone', 'customer', merge.survivorId, { goneId: merge.goneId, mergeId })
  return mergeAnswer(tx, actor, mergeId)
}

async function noteMerge(tx: Tx, actor: Actor, customerId: string, name: string, field: string): Promise<void> {
  const change = { customerId, subject: 'merge' as const, field, old: null, new: name }
  await insertChanges(tx, saidBy(actor, 'merge'), [change])
  for (const topic of ['customers', 'activity', 'contacts', 'followups', 'cases'])
    await announce(tx, actor.orgId, topic)
}

async function mergeAnswer(tx: Tx, actor: Actor, id: string) {
  const [merge] = await store.mergesOf(tx, actor, { id, limit: 1 })
  if (!merge) throw notFound()
  return asAnswered(merge)
}

/** A merge as people may see it. */
export function asAnswered({ survivorBefore, survivorAfter, goneBefore, ...merge }: store.MergeRow) {
  return { ...merge, survivorName: String(survivorAfter.name), goneName: String(goneBefore.name) }
}
