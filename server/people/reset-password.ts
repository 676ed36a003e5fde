import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { demandAbove } from './grant.ts'
import type { Invited } from './invite-staff.ts'
import { makeLink } from './link.ts'
import { deedDone } from './people-facts.ts'
import { permit } from './permissions.ts'
import { peopleReasons } from './reasons.ts'
import { staffById } from './staff-store.ts'

/**
 * Makes a link by which somebody chooses a new password; the old one holds until he does. Refuses somebody who may do more
 * than the actor, because whoever has the link could become him, and somebody who was never in.
 */
export async function resetPassword(tx: Tx, actor: Actor, staffId: string): Promise<Invited> {
  permit(actor, 'people.manage')
  const target = await staffById(tx, actor, staffId)
  if (!target) throw notFound()
  demandAbove(actor, target)
  if (target.deactivatedAt) throw new Refusal('conflict', peopleReasons['is-deactivated'], { name: target.name })
  if (!target.joinedAt) throw new Refusal('conflict', peopleReasons['not-joined'], { name: target.name })
  const link = await makeLink(tx, actor, staffId, 'password-reset')
  const facts = { name: target.name }
  await deedDone.tell(tx, actor, { action: 'staff.password-reset', subject: 'staff', subjectId: staffId, facts })
  return { staff: (await staffById(tx, actor, staffId))!, link }
}
