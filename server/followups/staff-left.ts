import type { StaffDeactivated } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { releaseLease } from './release-lease.ts'
import { endLeaseOf } from './staff-left-store.ts'

/**
 * Takes back what somebody had in hand who may not sign in any more, as if his lease had run out: not dialled, it waits
 * again; dialled, its attempt counts as `unreported`. Where somebody holds the customer at this moment, the job that
 * looks every minute does it. What is reserved for him stays his until it is reassigned or others of his team take it over
 * when it is due.
 */
export async function onStaffDeactivated(tx: Tx, actor: Actor, fact: StaffDeactivated): Promise<void> {
  // Whoever administers people need not be allowed to plan follow-ups.
  const { permissions: _, key: __, ...rest } = actor
  const system: Actor = { ...rest, staffId: null }
  if (await endLeaseOf(tx, actor, fact.staffId)) await releaseLease(tx, system)
}
