import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { demandAbove, demandAnotherOwner, demandOpenBranch } from './grant.ts'
import { revokeLinks } from './link-store.ts'
import { deedDone, staffDeactivated } from './people-facts.ts'
import { permit } from './permissions.ts'
import { peopleReasons } from './reasons.ts'
import { type StaffRow, setDeactivated, staffById } from './staff-store.ts'
import { deleteSessions } from './store.ts'

/**
 * Deactivates a member of staff: his sessions and open link end at once, what he has in hand goes back. Refuses the actor
 * himself, somebody who may do more than the actor, and the last owner.
 */
export async function deactivateStaff(tx: Tx, actor: Actor, staffId: string): Promise<StaffRow> {
  permit(actor, 'people.manage')
  if (staffId === actor.staffId) throw new Refusal('conflict', peopleReasons['not-oneself'])
  const target = await staffById(tx, actor, staffId)
  if (!target) throw notFound()
  demandAbove(actor, target)
  await demandAnotherOwner(tx, actor.orgId, staffId)
  await setDeactivated(tx, actor.orgId, staffId, actor.now)
  await revokeLinks(tx, actor.orgId, staffId, actor.now)
  await deleteSessions(tx, actor.orgId, staffId)
  const facts = { name: target.name }
  await deedDone.tell(tx, actor, { action: 'staff.deactivated', subject: 'staff', subjectId: staffId, facts })
  await staffDeactivated.tell(tx, actor, { staffId })
  return (await staffById(tx, actor, staffId))!
}

/** Lets somebody sign in again with the roles and the password he had. Refuses while his branch is closed. */
export async function reactivateStaff(tx: Tx, actor: Actor, staffId: string): Promise<StaffRow> {
  permit(actor, 'people.manage')
  const target = await staffById(tx, actor, staffId)
  if (!target) throw notFound()
  demandAbove(actor, target)
  await demandOpenBranch(tx, actor, target.branchId)
  await setDeactivated(tx, actor.orgId, staffId, null)
  const facts = { name: target.name }
  await deedDone.tell(tx, actor, { action: 'staff.reactivated', subject: 'staff', subjectId: staffId, facts })
  return (await staffById(tx, actor, staffId))!
}
