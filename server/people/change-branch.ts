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

/** Renames a branch; refuses a name its siblings have. */
export async function renameBranch(tx: Tx, actor: Actor, id: string, name: string): Promise<store.BranchRow> {
  permit(actor, 'people.manage')
  const before = await branchOf(tx, actor, id)
  await inTree(name, store.renameBranchRow(tx, actor.orgId, id, name))
  const facts = { name, nameBefore: before.name }
  await deedDone.tell(tx, actor, { action: 'branch.renamed', subject: 'branch', subjectId: id, facts })
  return branchOf(tx, actor, id)
}

/** What keeps a branch from being closed; all zero when nothing does. */
export type Holds = WorkHeld & { staff: number; teams: number; branches: number }

/** What a branch itself still holds, without those below it except that they are open. */
export async function holdsOf(tx: Tx, actor: Actor, id: string): Promise<Holds> {
  permit(actor, 'people.manage')
  await branchOf(tx, actor, id)
  return { ...(await workHeldBy(tx, actor, [id])), ...(await store.peopleHeldBy(tx, actor.orgId, [id])) }
}

/** Closes a branch: nobody can be put into it any more. Refuses while it holds anything, and the actor's own. */
export async function closeBranch(tx: Tx, actor: Actor, id: string): Promise<store.BranchRow> {
  permit(actor, 'people.manage')
  const branch = await branchOf(tx, actor, id)
  if (branch.parentId === null || id === actor.branchId)
    throw new Refusal('conflict', peopleReasons['own-branch-stays'])
  await store.lockTree(tx, actor.orgId)
  // Whoever puts somebody into the branch at this moment is waited for, and whoever comes later finds it closed.
  await store.setClosed(tx, actor.orgId, id, actor.now)
  const holds = await holdsOf(tx, actor, id)
  if (Object.values(holds).some(count => count > 0)) {
    throw new Refusal('conflict', peopleReasons['branch-not-empty'], { name: branch.name, ...holds })
  }
  const facts = { name: branch.name }
  await deedDone.tell(tx, actor, { action: 'branch.closed', subject: 'branch', subjectId: id, facts })
  return branchOf(tx, actor, id)
}

/** Opens a closed branch again; refuses while the one above it is closed. */
export async function reopenBranch(tx: Tx, actor: Actor, id: string): Promise<store.BranchRow> {
  permit(actor, 'people.manage')
  const branch = await branchOf(tx, actor, id)
  if (branch.parentId) {
    await store.lockTree(tx, actor.orgId)
    if (actor.branchIds.includes(branch.parentId)) await demandOpenBranch(tx, actor, branch.parentId)
  }
  await store.setClosed(tx, actor.orgId, id, null)
  const facts = { name: branch.name }
  await deedDone.tell(tx, actor, { action: 'branch.reopened', subject: 'branch', subjectId: id, facts })
  return branchOf(tx, actor, id)
}

async function branchOf(tx: Tx, actor: Actor, id: string): Promise<store.BranchRow> {
  const branch = actor.branchIds.includes(id) && (await store.branchById(tx, actor.orgId, id))
  if (!branch) throw notFound()
  return branch
}
