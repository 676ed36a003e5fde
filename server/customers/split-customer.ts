import type { z } from 'zod'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { insertChanges, saidBy } from './change-store.ts'
import { joinCustomers } from './merge-customers.ts'
import { acrossBranches, lockedCustomers } from './merge-store.ts'
import { nameKey } from './name-terms.ts'
import { notePhones } from './phones-store.ts'
import { termsOf } from './read-names.ts'
import { customerReasons } from './reasons.ts'
import type { NewSplit } from './split-contract.ts'
import { type CustomerSplit, customerSplit, customersJoined } from './split-facts.ts'
import { splitReasons } from './split-reasons.ts'
import * as store from './split-store.ts'
import { customerById, knownCustomers, lockCustomers } from './store.ts'

type GivenSplit = z.output<typeof NewSplit>

/**
 * Makes two customers of one. The chosen contact points, persons, machines and activities go to a new customer of the same
 * branch, with what hangs on them: the points of a person, what happened with a machine, the follow-ups of what happened and
 * the cases these raised, and the contacts made at the numbers that go. Wishes not to be contacted, holds and withdrawals of
 * consent are for both; consents that were given and everything else stay. Refuses a customer outside the actor's branches, a
 * choice that is not his, and a customer who is being contacted or followed up at this moment.
 */
export async function splitCustomer(tx: Tx, actor: Actor, given: GivenSplit): Promise<store.SplitRow> {
  const split = await cut(tx, actor, given)
  const { name } = (await customerById(tx, actor, split.keptId))!
  await noteOn(tx, actor, [
    [split.keptId, 'split', given.name],
    [split.partId, 'split-from', name],
  ])
  await record(tx, actor, 'customer.split', 'customer', split.keptId, { partId: split.partId, splitId: split.splitId })
  return splitAnswer(tx, actor, split.splitId)
}

/** What a split would move; refuses as `splitCustomer` and leaves everything as it was. */
export async function previewSplit(tx: Tx, actor: Actor, given: GivenSplit): Promise<store.SplitMovesRow> {
  return store.tried(tx, async () => (await splitAnswer(tx, actor, (await cut(tx, actor, given)).splitId)).moved)
}

async function cut(tx: Tx, actor: Actor, given: GivenSplit): Promise<CustomerSplit> {
  permit(actor, 'customers.merge')
  await lockCustomers(tx, actor.orgId)
  if (!(await customerById(tx, actor, given.customerId))) throw notFound()
  await lockedCustomers(tx, actor, [given.customerId])
  await checkChoice(tx, actor, given)
  const { machineIds, activityIds } = given
  const split = { splitId: newId(), keptId: given.customerId, partId: newId(), machineIds, activityIds }
  const { splitId: id, keptId, partId } = split
  await insertPart(tx, actor, given, partId)
  await acrossBranches(tx, actor, async () => {
    await store.insertSplit(tx, actor, { id, keptId, partId, name: given.name, note: given.note })
    await store.moveChosen(tx, actor, split, given)
    await store.copyWithdrawals(tx, actor, split)
    await notePhones(tx, actor.orgId, [keptId, partId])
    await customerSplit.tell(tx, actor, split)
  })
  return split
}

async function checkChoice(tx: Tx, actor: Actor, given: GivenSplit): Promise<void> {
  const { pointIds, personIds, machineIds, activityIds, externalId } = given
  const chosen = [pointIds, personIds, machineIds, activityIds].flat()
  if (chosen.length === 0) throw new Refusal('invalid', splitReasons['split-of-nothing'])
  const { strays, personName } = await store.strayChoice(tx, actor, given)
  store.demandMoved(strays)
  if (personName) throw new Refusal('invalid', splitReasons['split-point-of-person'], { name: personName })
  if (externalId && (await knownCustomers(tx, actor.orgId, [externalId], [])).length > 0) {
    throw new Refusal('conflict', customerReasons['external-id-taken'], { externalId })
  }
}

async function insertPart(tx: Tx, actor: Actor, given: GivenSplit, id: string): Promise<void> {
  const { name, kind, customerId: keptId, externalId = null } = given
  try {
    await store.insertPart(tx, actor, {
      id,
      keptId,
      name,
      kind,
      externalId,
      nameKey: nameKey(name),
      terms: termsOf(name, []),
    })
  } catch (error) {
    if (!externalId || !isViolationOf('customer_external_id_is_unique', error)) throw error
    throw new Refusal('conflict', customerReasons['external-id-taken'], { externalId })
  }
}

/**
 * Takes a split back: the two are merged, and the one who was split is as he was before, with whatever came to either
 * since. That merge can itself be taken back. Refuses a split taken back already, and one of whose two customers was merged
 * since.
 */
export async function undoSplit(tx: Tx, actor: Actor, splitId: string): Promise<store.SplitRow> {
  permit(actor, 'customers.merge')
  await lockCustomers(tx, actor.orgId)
  const [split] = await store.splitsOf(tx, actor, { id: splitId, limit: 1 })
  if (!split) throw notFound()
  if (split.undoneAt) throw new Refusal('conflict', splitReasons['split-undone'])
  const { keptId, partId, note } = split
  const images = await lockedCustomers(tx, actor, [keptId, partId])
  if (images.length < 2) throw new Refusal('conflict', splitReasons['split-built-on'])
  if (!(await customerById(tx, actor, partId))) throw notFound()
  const fact = { splitId, keptId, partId, machineIds: [], activityIds: [] }
  await acrossBranches(tx, actor, async () => {
    await store.dropCopiedWithdrawals(tx, actor, fact)
    await customersJoined.tell(tx, actor, fact)
  })
  const mergeId = await joinCustomers(tx, actor, images, { survivorId: keptId, note })
  await store.endSplit(tx, actor, splitId, mergeId)
  await noteOn(tx, actor, [[keptId, 'joined', split.partName]])
  await record(tx, actor, 'customer.split-undone', 'customer', keptId, { partId, splitId, mergeId })
  return splitAnswer(tx, actor, splitId)
}

async function noteOn(tx: Tx, actor: Actor, notes: readonly [customerId: string, field: string, name: string][]) {
  const changes = notes.map(([customerId, field, name]) => {
    return { customerId, subject: 'merge' as const, field, old: null, new: name }
  })
  await insertChanges(tx, saidBy(actor, 'merge'), changes)
  for (const topic of ['customers', 'machines', 'activity', 'contacts', 'followups', 'cases'])
    await announce(tx, actor.orgId, topic)
}

async function splitAnswer(tx: Tx, actor: Actor, id: string): Promise<store.SplitRow> {
  const [split] = await store.splitsOf(tx, actor, { id, limit: 1 })
  if (!split) throw notFound()
  return split
}
