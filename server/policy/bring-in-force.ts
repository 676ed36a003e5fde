import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { policyChanged } from './facts.ts'
import { noted } from './locked-draft.ts'
import { today } from './seen-draft.ts'
import { approvedNext, lockPolicy, putInForce } from './version-store.ts'

/**
 * Lets the newest approved version hold whose day has come where the organisation is; what it overtook never holds.
 * What was held back under the one before is looked at again; quiet periods that have begun keep the end they had.
 * @returns the version that holds from now on; `null` when nothing changed
 */
export async function bringInForce(tx: Tx, actor: Actor): Promise<number | null> {
  const day = { due: true, today: await today(tx, actor) }
  if (!(await approvedNext(tx, actor.orgId, day))) return null
  await lockPolicy(tx, actor.orgId)
  const version = await approvedNext(tx, actor.orgId, day)
  if (!version) return null
  await putInForce(tx, actor, version)
  await noted(tx, actor, 'in-force', { version })
  await policyChanged.tell(tx, actor, { version })
  await announce(tx, actor.orgId, 'contacts')
  return version
}
