import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { permit } from './permissions.ts'
import { type StaffRow, staffIn } from './staff-store.ts'

/** The staff of the actor's branches, those who left included. */
export async function listStaff(tx: Tx, actor: Actor): Promise<StaffRow[]> {
  permit(actor, 'people.read')
  return staffIn(tx, actor)
}
