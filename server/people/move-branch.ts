import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { inTree } from './add-branch.ts'
import { type WorkHeld, workHeldBy } from './branch-holdings.ts'
import * as store from './branch-store.ts'
import { demandOpenBranch } from './grant.ts'
import { deedDone } from './people-facts.ts'
import { permit } from './permissions.ts'
import { peopleReasons } from './reasons.ts'

/** What a move would change: how much moves, and the people of which branches gain or lose sight of it. */
export interface MoveEffect extends WorkHeld {
  branches: number
  staff: number
  gaining: { id: string; name: string }[]
  losing: { id: string; name: string }[]
}

/** What a move would change, before it is made. Refuses what `moveBranch` refuses. */
export async function previewMove(tx: Tx, actor: Actor, id: string, parentId: string): Promise<MoveEffect> {
  permit(actor, 'people.manage')
  const { inside } = await demandMovable(tx, actor, id, parentId)
  const [before, after] = [await store.pathOf(tx, actor.orgId, id), await store.pathOf(tx, actor.orgId, parentId)]
  const above = before.slice(1)
  const work = await workHeldBy(tx, actor, inside)
  const { staff } = await store.peopleHeldBy(tx, actor.orgId, inside)
  return {
    ...work,
    branches: inside.length,
    staff,
    gaining: after.filter(branch => !above.some(({ id }) => id === branch.id)),
    losing: above.filter(branch => !after.some(({ id }) => id === branch.id)),
  }
}

/**
 * Moves a branch with all below it under another, before one of its new siblings or after all of them. Refuses the
 * actor's own branch, a branch under itself, and a closed parent; of moves made at once each sees the one before.
 */
export async function moveBranch(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { parentId: string; beforeId: string | null },
): Promise<store.BranchRow> {
  permit(actor, 'people.manage')
  await store.lockTree(tx, actor.orgId)
  const { branch } = await demandMovable(tx, actor, id, given.parentId)
  if (branch.parentId !== given.parentId) {
    await inTree(branch.name, store.hangBranch(tx, actor.orgId, id, given.parentId))
    const facts = { name: branch.name, from: branch.parentId, to: given.parentId }
    await deedDone.tell(tx, actor, { action: 'branch.moved', subject: 'branch', subjectId: id, facts })
  }
  await store.placeBranch(tx, actor.orgId, id, given.parentId, given.beforeId)
  return (await store.branchById(tx, actor.orgId, id))!
}

async function demandMovable(tx: Tx, actor: Actor, id: string, parentId: string) {
  if (!actor.branchIds.includes(id) || !actor.branchIds.includes(parentId)) throw notFound()
  const branch = await store.branchById(tx, actor.orgId, id)
  if (!branch) throw notFound()
  if (branch.parentId === null || id === actor.branchId) {
    throw new Refusal('conflict', peopleReasons['own-branch-stays'])
  }
  const inside = await store.subtreeOf(tx, actor.orgId, id)
  if (inside.includes(parentId)) throw new Refusal('conflict', peopleReasons['branch-in-itself'], { name: branch.name })
  if (branch.parentId !== parentId) await demandOpenBranch(tx, actor, parentId)
  return { branch, inside }
}
