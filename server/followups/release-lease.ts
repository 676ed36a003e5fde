import { broughtUpInContact, cancelContact, liveContact, settleContact, tryLockCustomer } from '../contacts/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { endAttempt } from './end-attempt.ts'
import { holdRunOut } from './lease-store.ts'
import { leave } from './leave-store.ts'
import { followupById } from './store.ts'

/**
 * Takes one follow-up back whose lease ran out, because its agent went away: reserved and not dialled, it waits again as
 * if it had not been taken; dialled, its attempt counts with the outcome `unreported`. Nobody told that what its call carried
 * was brought up, so that counts nothing and is not of the call any more. Answers whether there was one.
 * Those that somebody holds at this moment are left for the next round.
 */
export async function releaseLease(tx: Tx, actor: Actor): Promise<boolean> {
  permit(actor, 'followups.plan')
  const run = await holdRunOut(tx, actor)
  if (!run) return false
  const followup = (await followupById(tx, actor, run.id))!
  if (!(await tryLockCustomer(tx, actor.orgId, followup.customerId))) return false
  const contact = await liveContact(tx, actor.orgId, run.handedTo)
  if (contact?.state === 'dialled') {
    const { dialledAt } = await settleContact(tx, actor, {
      contactId: contact.id,
      outcome: 'unreported',
      conversed: false,
    })
    await broughtUpInContact(tx, actor, contact.id, [])
    const attempt = { contactId: contact.id, staffId: run.handedTo, startedAt: dialledAt, note: '' }
    await endAttempt(tx, actor, followup, { ...attempt, outcome: 'unreported' })
  } else {
    await leave(tx, actor, followup.id, { state: 'waiting', dueAt: actor.now })
    if (contact) await cancelContact(tx, actor, contact.id)
  }
  await announce(tx, actor.orgId, 'followups')
  return true
}
