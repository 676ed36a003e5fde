import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { deleteRepair, insertRepair, pointInScope } from './repair-store.ts'

/**
 * Takes a contact point off the list of those to be mended: a new one was added instead, or nothing better can be found.
 * One that was verified leaves the list by itself. Refuses one of a customer outside the actor's branches.
 */
export async function mendPoint(
  tx: Tx,
  actor: Actor,
  pointId: string,
  given: { how: 'replaced' | 'given-up'; note: string },
): Promise<void> {
  permit(actor, 'customers.write')
  if (!(await pointInScope(tx, actor, pointId))) throw notFound()
  await insertRepair(tx, actor, { pointId, ...given })
  await record(tx, actor, 'contact-point.mended', 'contact-point', pointId, { how: given.how })
  await announce(tx, actor.orgId, 'contacts')
}

/** Puts a contact point that has just proved wrong on the list again, whatever was done about it before. */
export async function reopenRepair(tx: Tx, actor: Actor, pointId: string): Promise<void> {
  permit(actor, 'followups.work')
  await deleteRepair(tx, actor.orgId, pointId)
}

/** As `reopenRepair`, asked for by whoever has dealt with it by mistake. */
export async function unmendPoint(tx: Tx, actor: Actor, pointId: string): Promise<void> {
  permit(actor, 'customers.write')
  if (!(await pointInScope(tx, actor, pointId))) throw notFound()
  await deleteRepair(tx, actor.orgId, pointId)
  await announce(tx, actor.orgId, 'contacts')
}
