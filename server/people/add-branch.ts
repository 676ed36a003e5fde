import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { permit } from './permissions.ts'
import { peopleReasons } from './reasons.ts'
import { insertBranch } from './store.ts'

/** Adds a branch below one of the actor's; refuses a name its siblings have. The actor sees it from his next request on. */
export async function addBranch(
  tx: Tx,
  actor: Actor,
  given: { parentId: string; name: string; kind: 'own' | 'partner' },
) {
  permit(actor, 'people.manage')
  if (!actor.branchIds.includes(given.parentId)) throw notFound()
  return insertBranch(tx, { ...given, orgId: actor.orgId, at: actor.now }).catch(error => {
    if (isViolationOf('branch_name_is_unique_among_siblings', error)) {
      throw new Refusal('conflict', peopleReasons['name-taken'], { name: given.name })
    }
    throw error
  })
}
