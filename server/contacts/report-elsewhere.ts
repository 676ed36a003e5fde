import { markPointWrong } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { contactsReleased } from './contact-facts.ts'
import {
  correctUnreported,
  expireElsewhere,
  type OutsideRow,
  outsideContact,
  takeBackElsewhere,
} from './elsewhere-store.ts'
import { mailReasons } from './mail-reasons.ts'
import { meaningOf } from './outcome-rules.ts'
import { contactsReasons, type LedgerOutcome } from './reasons.ts'
import { settleContact } from './settle-contact.ts'
import { registerStop } from './stop-contacts.ts'
import { stopIdentifier } from './stop-number.ts'
import { lockCustomer } from './store.ts'

export interface ElsewhereReport {
  outcome: LedgerOutcome | 'not-dialled'
  conversed: boolean
  note: string
}

/** So long a dial whose outcome was not reported in time can still be reported. */
export const DAYS_TO_REPORT = 30

/**
 * Registers what became of a dial or mail outside the product: a number or address that is not his is marked, a wish not to
 * be contacted or written to is honoured in every queue, and one that was not made after all is taken back. Refuses an
 * outcome of another channel, one outside the actor's branches, one reported
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
  const { customerId } = found
  await lockCustomer(tx, actor.orgId, customerId)
  const contact = (await outsideContact(tx, actor, contactId))!
  const unreported = contact.state === 'made' && contact.outcome === 'unreported'
  if (contact.state !== 'dialled' && !unreported) throw new Refusal('conflict', contactsReasons['reported-already'])
  const lastDay = contact.reservedAt.add({ hours: 24 * DAYS_TO_REPORT })
  if (Temporal.Instant.compare(actor.now, lastDay) > 0) {
    throw new Refusal('conflict', contactsReasons['reported-too-late'], { days: DAYS_TO_REPORT })
  }
  const meaning = outcome === 'not-dialled' ? undefined : meaningOf(outcome, contact.channel)
  if ((outcome !== 'not-dialled' && !meaning) || (conversed && contact.channel === 'email')) {
    throw new Refusal('invalid', mailReasons['outcome-of-another-channel'])
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
  await heed(tx, actor, contact, meaning!, note)
  return { state: 'made' }
}

async function heed(
  tx: Tx,
  actor: Actor,
  { customerId, contactPointId, identifierId }: OutsideRow,
  { marksNumberWrong, stopsContacts, stopsAddress }: NonNullable<ReturnType<typeof meaningOf>>,
  note: string,
): Promise<void> {
  if (stopsAddress) await stopIdentifier(tx, actor, { identifierId, source: 'agent', note })
  if (marksNumberWrong) await markPointWrong(tx, actor, contactPointId)
  if (stopsContacts) {
    await registerStop(tx, actor, { customerId, purpose: null, source: 'agent', note, expiresAt: null })
  }
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
