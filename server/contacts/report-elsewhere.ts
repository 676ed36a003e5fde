import { markPointWrong } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { contactsReleased } from './contact-facts.ts'
import { correctUnreported, expireElsewhere, outsideContact, takeBackElsewhere } from './elsewhere-store.ts'
import { OUTCOME_MEANINGS } from './outcome-rules.ts'
import { contactsReasons, type OutcomeCode } from './reasons.ts'
import { settleContact } from './settle-contact.ts'
import { registerStop } from './stop-contacts.ts'
import { lockCustomer } from './store.ts'

export interface ElsewhereReport {
  outcome: OutcomeCode | 'not-dialled'
  conversed: boolean
  note: string
}

/** So long a dial whose outcome was not reported in time can still be reported. */
export const DAYS_TO_REPORT = 30

/**
 * Registers what became of a dial outside the product: a wrong number is marked, a wish not to be contacted is honoured in
 * every queue, and one that was not dialled after all is taken back. Refuses one outside the actor's branches, one reported
 * already, and one asked for more than thirty days ago.
 */
export async function reportElsewhere(
  tx: Tx,
  actor: Actor,
  contactId: string,
  { outcome, conversed, note }: ElsewhereReport,
): Promise<{ state: 'made' | 'cancelled' }> {
  permit(actor, 'followups.work')
  const found = await outsideContact(tx, actor, contactId)
  if (!found) throw notFound()
  const { customerId, contactPointId } = found
  await lockCustomer(tx, actor.orgId, customerId)
  const contact = (await outsideContact(tx, actor, contactId))!
  const unreported = contact.state === 'made' && contact.outcome === 'unreported'
  if (contact.state !== 'dialled' && !unreported) throw new Refusal('conflict', contactsReasons['reported-already'])
  const lastDay = contact.reservedAt.add({ hours: 24 * DAYS_TO_REPORT })
  if (Temporal.Instant.compare(actor.now, lastDay) > 0) {
    throw new Refusal('conflict', contactsReasons['reported-too-late'], { days: DAYS_TO_REPORT })
  }
  await announce(tx, actor.orgId, 'contacts')
  if (outcome === 'not-dialled') {
    await takeBackElsewhere(tx, actor, contactId)
    await contactsReleased.tell(tx, actor, { customerId })
    return { state: 'cancelled' }
  }
  if (unreported) {
    await correctUnreported(tx, actor, { contactId, outcome, conversed })
    if (!conversed) await contactsReleased.tell(tx, actor, { customerId })
  } else await settleContact(tx, actor, { contactId, outcome, conversed })
  const { marksNumberWrong, stopsContacts } = OUTCOME_MEANINGS[outcome]
  if (marksNumberWrong) await markPointWrong(tx, actor, contactPointId)
  if (stopsContacts) {
    await registerStop(tx, actor, { customerId, purpose: null, source: 'agent', note, expiresAt: null })
  }
  return { state: 'made' }
}

/**
 * Ends outside dials whose time to report is over: they count as attempts whose outcome nobody knows. Answers whether there
 * may be more.
 */
export async function expireUnreported(tx: Tx, actor: Actor): Promise<boolean> {
  const AT_ONCE = 500
  const expired = await expireElsewhere(tx, actor, AT_ONCE)
  if (expired > 0) await announce(tx, actor.orgId, 'contacts')
  return expired === AT_ONCE
}
