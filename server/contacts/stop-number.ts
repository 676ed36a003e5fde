import { readEmail, readPhone } from '../customers/index.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { protect, record } from '../privacy/index.ts'
import { contactsReleased } from './contact-facts.ts'
import { mailReasons } from './mail-reasons.ts'
import {
  insertNumberStop,
  isNumberStop,
  lockHolders,
  markNumberLifted,
  type NumberStopRow,
  numberStopOf,
} from './number-store.ts'
import { contactsReasons } from './reasons.ts'

/**
 * Registers that a number is never to be called, or an e-mail address never to be written to, whoever it belongs to and even
 * when nobody does. From now on it is none that can be used: the verdict of every customer who holds it leaves it out, and
 * denies where it was the last. Said again, the stop that stands is answered. Refuses what is no whole number or address.
 */
export async function stopNumber(
  tx: Tx,
  actor: Actor,
  given: { number: string; source: string; note: string },
): Promise<NumberStopRow> {
  permit(actor, 'contacts.stop')
  const identifierId = await identified(tx, actor, given.number)
  return stopIdentifier(tx, actor, { ...given, identifierId })
}

async function identified(tx: Tx, actor: Actor, text: string): Promise<string> {
  if (text.includes('@')) {
    const email = readEmail(text)
    if (!email) throw new Refusal('invalid', mailReasons['address-unreadable'])
    return (await protect(tx, actor, 'email', [email])).get(email)!
  }
  const { country } = await organisation(tx, actor.orgId)
  const phone = readPhone(text, country)
  if (!phone) throw new Refusal('invalid', contactsReasons['number-not-readable'])
  return (await protect(tx, actor, 'phone', [phone.e164])).get(phone.e164)!
}

/** As `stopNumber`, of a number or address that is known, by what was heard in a contact. */
export async function stopIdentifier(
  tx: Tx,
  actor: Actor,
  given: { identifierId: string; source: string; note: string },
): Promise<NumberStopRow> {
  const { identifierId } = given
  // Whoever is about to be called at it is held, so that no call slips in between verdict and stop.
  await lockHolders(tx, actor.orgId, identifierId)
  if (await insertNumberStop(tx, actor, { identifierId, source: given.source, note: given.note })) {
    await record(tx, actor, 'contacts.number-stopped', 'identifier', identifierId, { source: given.source })
    await announce(tx, actor.orgId, 'contacts')
  }
  return (await numberStopOf(tx, actor.orgId, identifierId))!
}

/** Lifts the stop of a number, with the reason why; what it held back is looked at again. Refuses one lifted already. */
export async function liftNumberStop(tx: Tx, actor: Actor, id: string, note: string): Promise<void> {
  permit(actor, 'contacts.policy')
  if (!(await isNumberStop(tx, actor.orgId, id))) throw notFound()
  const identifierId = await markNumberLifted(tx, actor, id, note)
  if (!identifierId) throw new Refusal('conflict', contactsReasons['stop-lifted'])
  await record(tx, actor, 'contacts.number-stop-lifted', 'identifier', identifierId, {})
  for (const customerId of await lockHolders(tx, actor.orgId, identifierId)) {
    await contactsReleased.tell(tx, actor, { customerId })
  }
  await announce(tx, actor.orgId, 'contacts')
}
