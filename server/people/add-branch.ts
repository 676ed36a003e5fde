import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { type BranchRow, insertBranch, lockTree } from './branch-store.ts'
import { demandOpenBranch } from './grant.ts'
import { deedDone } from './people-facts.ts'
import { permit } from './permissions.ts'
import { peopleReasons } from './reasons.ts'

/** Adds a branch below one of the actor's; refuses a name its siblings have. The actor sees it from his next request on. */
export async function addBranch(
  tx: Tx,
  actor: Actor,
  given: { parentId: string; name: string; kind: 'own' | 'partner' },
): Promise<BranchRow> {
  permit(actor, 'people.manage')
  if (!actor.branchIds.includes(given.parentId)) throw notFound()
  await lockTree(tx, actor.orgId)
  await demandOpenBranch(tx, actor, given.parentId)
  const added = await inTree(given.name, insertBranch(tx, { ...given, orgId: actor.orgId, at: actor.now }))
  const facts = { name: given.name, kind: given.kind }
  await deedDone.tell(tx, actor, { action: 'branch.added', subject: 'branch', subjectId: added.id, facts })
  return added
}

/** Says the refusals of the tree's constraints in words. */
export async function inTree<T>(name: string, work: Promise<T>): Promise<T> {
  return work.catch(error => {
    if (isViolationOf('branch_name_is_unique_among_siblings', error)) {
      throw new Refusal('conflict', peopleReasons['name-taken'], { name })
    }
    if (isViolationOf('branch_depth_counts_from_the_root', error)) {
      throw new Refusal('conflict', peopleReasons['tree-too-deep'])
    }
    throw error
  })
}
