import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { draftOf, insertDraft } from './draft-store.ts'
import { policyVersion } from './in-force.ts'
import { demandWhole, noted } from './locked-draft.ts'
import { lockPolicy, newestApproved } from './version-store.ts'

/** Begins the next version from the one approved last; does nothing where one is being written. */
export async function beginDraft(tx: Tx, actor: Actor): Promise<void> {
  permit(actor, 'campaigns.plan')
  demandWhole(actor)
  await lockPolicy(tx, actor.orgId)
  if (await draftOf(tx, actor.orgId)) return
  const baseVersion = await newestApproved(tx, actor.orgId)
  const { rules, exemptions } = (await policyVersion(tx, actor.orgId, baseVersion))!
  await insertDraft(tx, actor, baseVersion, { rules, exemptions })
  await noted(tx, actor, 'draft-begun', { baseVersion })
}
