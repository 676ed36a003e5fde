import { z } from 'zod'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import * as batches from './batch-store.ts'
import { settleTags } from './former-tags-store.ts'
import { CustomerCriteria, type CustomersChange } from './list-contract.ts'
import { listReasons } from './list-reasons.ts'
import { isIdentifier } from './list-rules.ts'
import { idsAfter } from './list-store.ts'
import { criteriaMeant } from './search-customers.ts'
import { endRename, undoRename } from './tag-names.ts'
import { unknownTag } from './tags-store.ts'

/** Customers changed in one transaction. */
const STEP = 2000
/** So many at most can be given back what they had while somebody waits. */
const MOST_UNDONE = 20_000

/**
 * Sets owner, stage and tags of chosen customers, or of all that fit criteria. The first 2,000 are changed at once; when
 * there are more, `hand` passes the rest on to the background. Refuses a tag outside the vocabulary and an owner who left.
 */
export async function changeCustomers(
  tx: Tx,
  actor: Actor,
  given: {
    ids?: string[]
    criteria?: CustomerCriteria
    change: CustomersChange
    /** When the change is what a new name of a tag comes to. */
    renamed?: { from: string; to: string }
  },
  hand: (batchId: string) => Promise<void>,
) {
  permit(actor, 'customers.write')
  await checkChange(tx, actor, given.change)
  const id = newId()
  const { criteria = {} } = given
  // What points at one person is worked at once and not kept.
  const kept = given.ids || isIdentifier(criteria.words) ? null : z.encode(CustomerCriteria, criteria)
  await batches.insertBatch(tx, actor, { id, change: given.change, criteria: kept, renamed: given.renamed })
  const batch = (await batches.batchById(tx, actor.orgId, id))!
  const more = await stepOf(tx, actor, batch, given.ids ?? criteria)
  await record(tx, actor, 'customers.changed', 'customer-batch', id, { ...given.change })
  if (more) await hand(id)
  return answerOf((await batches.batchById(tx, actor.orgId, id))!)
}

async function checkChange(tx: Tx, actor: Actor, change: CustomersChange): Promise<void> {
  const { ownerId, stage, addTags = [], removeTags = [] } = change
  if (ownerId === undefined && stage === undefined && addTags.length + removeTags.length === 0) {
    throw new Refusal('invalid', listReasons['nothing-to-change'])
  }
  if (ownerId && !(await batches.isActiveStaff(tx, actor.orgId, ownerId))) {
    throw new Refusal('invalid', listReasons['owner-unknown'])
  }
  const tag = await unknownTag(tx, actor.orgId, addTags)
  if (tag) throw new Refusal('invalid', listReasons['tag-unknown'], { tag })
}

/** Changes the next customers of a batch; answers whether there are more. */
async function stepOf(
  tx: Tx,
  actor: Actor,
  batch: batches.BatchRow,
  which: readonly string[] | CustomerCriteria,
): Promise<boolean> {
  const chosen = Array.isArray(which)
    ? which
    : await idsAfter(tx, actor.orgId, await criteriaMeant(tx, actor, which as CustomerCriteria), batch.lastId, STEP)
  const done = Array.isArray(which) || chosen.length < STEP || batch.criteria === null
  try {
    const changed = await batches.applyChange(tx, actor, batch, chosen)
    const lastId = chosen.at(-1) ?? null
    await batches.noteProgress(tx, actor, { id: batch.id, lookedAt: chosen.length, changed, lastId, done })
  } catch (error) {
    if (!isViolationOf('customer_has_at_most_twenty_tags', error)) throw error
    throw new Refusal('invalid', listReasons['too-many-tags'])
  }
  if (done && batch.renamedFrom && batch.renamedTo) await endRename(tx, actor, batch.renamedFrom, batch.renamedTo)
  await announce(tx, actor.orgId, 'customers')
  return !done
}

/** Changes the next customers of a batch in the background; answers whether there are more. */
export async function continueBatch(tx: Tx, actor: Actor, batchId: string): Promise<boolean> {
  const batch = await batches.batchById(tx, actor.orgId, batchId, true)
  if (batch?.state !== 'running' || !batch.criteria) return false
  return stepOf(tx, actor, batch, z.decode(CustomerCriteria, batch.criteria as z.input<typeof CustomerCriteria>))
}

/** How far one of the actor's own changes is; refuses another's. */
export async function viewBatch(tx: Tx, actor: Actor, batchId: string) {
  permit(actor, 'customers.write')
  const batch = await batches.batchById(tx, actor.orgId, batchId)
  if (batch?.staffId !== actor.staffId || !batch) throw notFound()
  return answerOf(batch)
}

/**
 * Gives the customers of one of the actor's own changes back what they had, where nobody changed it since. Refuses one
 * that is going on, was undone, or is too large.
 */
export async function undoBatch(tx: Tx, actor: Actor, batchId: string) {
  permit(actor, 'customers.write')
  const batch = await batches.batchById(tx, actor.orgId, batchId, true)
  if (batch?.staffId !== actor.staffId || !batch) throw notFound()
  if (!isUndoable(batch)) throw new Refusal('conflict', listReasons['batch-undone'])
  if (batch.renamedFrom && batch.renamedTo) await undoRename(tx, actor, batch.renamedFrom, batch.renamedTo)
  await batches.restoreBatch(tx, actor, batch)
  await settleTags(tx, actor.orgId, await batches.customersOfBatch(tx, actor.orgId, batch.id))
  await batches.endBatch(tx, actor, batch.id, 'undone')
  await record(tx, actor, 'customers.change-undone', 'customer-batch', batch.id)
  await announce(tx, actor.orgId, 'customers')
  return answerOf((await batches.batchById(tx, actor.orgId, batchId))!)
}

const isUndoable = (batch: batches.BatchRow) =>
  batch.state === 'finished' && batch.changed > 0 && batch.changed <= MOST_UNDONE

function answerOf(batch: batches.BatchRow) {
  const { id, state, change, lookedAt, changed, createdAt } = batch
  return { id, state, change, lookedAt, changed, createdAt, undoable: isUndoable(batch) }
}
