import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { contactsReleased } from './contact-facts.ts'
import { currentPolicy } from './current-policy.ts'
import { insertPolicy, type PolicyRow } from './policy-store.ts'
import { contactsReasons } from './reasons.ts'
import { type Policy, windowsProblem } from './rules.ts'

/**
 * States a new version of the contact policy. What was held back under the old one is looked at again; quiet periods
 * that have begun keep the end they had. Refuses windows that overlap or are out of order, and
 * an actor of a branch below the root: the policy holds for the whole organisation.
 */
export async function changePolicy(tx: Tx, actor: Actor, policy: Omit<Policy, 'version'>): Promise<PolicyRow> {
  permit(actor, 'contacts.policy')
  if (actor.ancestorIds.length > 0) throw new Refusal('forbidden', contactsReasons['policy-of-the-whole'])
  const day = windowsProblem(policy)
  if (day) throw new Refusal('invalid', contactsReasons['windows-out-of-order'], { day })
  await insertPolicy(tx, actor, policy)
  const current = await currentPolicy(tx, actor.orgId)
  await record(tx, actor, 'contact-policy.changed', 'contact-policy', null, { version: current.version })
  await contactsReleased.tell(tx, actor, { customerId: null })
  await announce(tx, actor.orgId, 'contacts')
  return current
}
