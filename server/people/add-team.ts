import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { permit } from './permissions.ts'
import { peopleReasons } from './reasons.ts'
import { insertTeam, staffIn } from './store.ts'

/** Adds a team in one of the actor's branches, with members from them; refuses a name in use. */
export async function addTeam(tx: Tx, actor: Actor, given: { name: string; branchId: string; memberIds: string[] }) {
  permit(actor, 'people.manage')
  if (!actor.branchIds.includes(given.branchId)) throw notFound()
  const known = new Set((await staffIn(tx, actor)).map(staff => staff.id))
  if (given.memberIds.some(id => !known.has(id))) throw notFound()
  return insertTeam(tx, { ...given, orgId: actor.orgId, at: actor.now }).catch(error => {
    if (isViolationOf('team_name_is_unique', error)) {
      throw new Refusal('conflict', peopleReasons['name-taken'], { name: given.name })
    }
    throw error
  })
}
