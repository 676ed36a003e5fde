import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { permit } from './permissions.ts'
import { organisation, rootBranch, updateOrganisation } from './store.ts'

/** Changes the name and the unified service number of the organisation; refuses an actor of a branch below the root. */
export async function changeOrganisation(tx: Tx, actor: Actor, given: { name: string; serviceNumber: string }) {
  permit(actor, 'people.manage')
  const root = await rootBranch(tx, actor.orgId)
  if (root.id !== actor.branchId) throw notFound()
  await updateOrganisation(tx, actor.orgId, { name: given.name, serviceNumber: given.serviceNumber || null })
  return organisation(tx, actor.orgId)
}
