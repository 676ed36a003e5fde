import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { permit } from './permissions.ts'
import { peopleReasons } from './reasons.ts'
import { deactivate } from './store.ts'

/** Deactivates a member of staff and ends his sessions at once; refuses the actor himself. */
export async function deactivateStaff(tx: Tx, actor: Actor, staffId: string) {
  permit(actor, 'people.manage')
  if (staffId === actor.staffId) throw new Refusal('conflict', peopleReasons['not-oneself'])
  const staff = await deactivate(tx, actor, staffId)
  if (!staff) throw notFound()
  return staff
}
