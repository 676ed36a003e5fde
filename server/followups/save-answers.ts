import { holdContact, liveContact } from '../contacts/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Answers } from '../scripts/rules.ts'
import { checkedAnswers } from './checked-answers.ts'
import { demandSpokenAbout, holdFollowup } from './in-hand.ts'
import { DIALLED_LEASE_MINUTES, LEASE_MINUTES } from './rules.ts'
import { renewLease, storeAnswers } from './store.ts'

/**
 * Saves the answers so far and renews the lease. Answers to questions that are no longer asked are dropped; `null` takes
 * an answer back. Refuses a follow-up neither in the actor's hands nor carried by the one that is, and answers that do not
 * fit.
 */
export async function saveAnswers(tx: Tx, actor: Actor, followupId: string, given: Answers) {
  permit(actor, 'followups.work')
  const followup = await holdFollowup(tx, actor, followupId)
  const inHand = await demandSpokenAbout(tx, actor, followup)
  const answers = await checkedAnswers(tx, actor, followup, given, false)
  await storeAnswers(tx, actor, followupId, answers)
  const contact = await liveContact(tx, actor.orgId, actor.staffId)
  const minutes = contact?.state === 'dialled' ? DIALLED_LEASE_MINUTES : LEASE_MINUTES
  const leaseUntil = actor.now.add({ minutes })
  await renewLease(tx, actor, inHand.id, leaseUntil)
  if (contact) await holdContact(tx, actor.orgId, contact.id, leaseUntil)
  return { answers, leaseUntil }
}
