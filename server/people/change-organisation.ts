import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { readLanguage } from './ability-rules.ts'
import { abilitiesChanged } from './people-facts.ts'
import { permit } from './permissions.ts'
import { organisation, rootBranch, updateOrganisation } from './store.ts'

/** Changes the name, the unified service number and the language of the organisation; refuses an actor of a branch below the root. */
export async function changeOrganisation(
  tx: Tx,
  actor: Actor,
  given: { name: string; serviceNumber: string; language?: string | undefined },
) {
  permit(actor, 'people.manage')
  const root = await rootBranch(tx, actor.orgId)
  if (root.id !== actor.branchId) throw notFound()
  const before = await organisation(tx, actor.orgId)
  const language = given.language ? (readLanguage(given.language) ?? given.language) : before.language
  await updateOrganisation(tx, actor.orgId, { name: given.name, serviceNumber: given.serviceNumber || null, language })
  if (language !== before.language) await abilitiesChanged.tell(tx, actor, {})
  return organisation(tx, actor.orgId)
}
