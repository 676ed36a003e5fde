import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { quietUntil } from './channel-rules.ts'
import { contactDialled } from './contact-facts.ts'
import { contactablePoints } from './contactable-points.ts'
import { lockNumbers } from './number-lock-store.ts'
import { contactsReasons } from './reasons.ts'
import { countsByNumber } from './reserve-contact.ts'
import type { ContactRequest, Verdict } from './rules.ts'
import { holdContact, insertVerdict, type LiveContact, liveContact, lockCustomer, markDialled } from './store.ts'
import { type Ground, verdictOn } from './verdict-on.ts'

export interface DialContact {
  customerId: string
  /** One of the customer's dialable numbers; by default the one that was reserved. */
  contactPointId?: string | undefined
  agreedAt: Temporal.Instant | null
  heldUntil: Temporal.Instant
}

export interface Dialling {
  dialled: boolean
  verdict: Verdict
  contact: LiveContact
  /** The number of the contact as it may be shown. */
  masked: string
}

/**
 * Marks the actor's reserved contact with a customer as dialled, if the verdict of this last instant still allows it; the
 * verdict is written down in either case. A contact dialled already stays as it is; asked once more, it is told again if
 * it still may be dialled. Refuses when the actor has no live contact with the customer, and a number that is not one of
 * the customer's dialable ones.
 */
export async function dialContact(tx: Tx, actor: Actor, ground: Ground, given: DialContact): Promise<Dialling> {
  permit(actor, 'followups.work')
  const { customerId } = given
  // What is asked behind the lock is read once the customer is held.
  const [, contact, points] = await Promise.all([
    lockCustomer(tx, actor.orgId, customerId),
    liveContact(tx, actor.orgId, actor.staffId),
    contactablePoints(tx, actor.orgId, customerId),
  ])
  if (contact?.customerId !== customerId) throw new Refusal('conflict', contactsReasons['contact-not-live'])

  const { matterId, purpose } = contact
  const ask = (numberId?: string) =>
    verdictOn(tx, actor, ground, customerId, requestOf(actor, given, contact, numberId))
  const maskedAt = (pointId: string) => points.find(({ id }) => id === pointId)?.masked ?? ''
  if (contact.state === 'dialled') {
    const { verdict } = await ask()
    await holdContact(tx, actor.orgId, contact.id, given.heldUntil)
    if (verdict.kind === 'allow') await tell(tx, actor, contact)
    return { dialled: true, verdict, contact, masked: maskedAt(contact.contactPointId) }
  }
  const wanted = given.contactPointId ?? contact.contactPointId
  const point = points.find(({ id }) => id === wanted) ?? (given.contactPointId ? undefined : points[0])
  if (countsByNumber(ground)) {
    const identifierIds = points.map(({ identifierId }) => identifierId)
    await lockNumbers(tx, actor.orgId, { identifierIds, callerNumbers: [contact.callerNumber] })
  }
  const { verdict } = await ask(point?.identifierId)
  const log = () => insertVerdict(tx, actor, { customerId, matterId, moment: 'dial', purposes: [purpose], verdict })
  if (verdict.kind !== 'allow') {
    await log()
    return { dialled: false, verdict, contact, masked: maskedAt(contact.contactPointId) }
  }
  if (!point) throw new Refusal('invalid', contactsReasons['number-not-dialable'])
  const [, dialled] = await Promise.all([
    log(),
    markDialled(tx, actor, {
      contactId: contact.id,
      contactPointId: point.id,
      identifierId: point.identifierId,
      heldUntil: given.heldUntil,
      quietUntil: quietUntil('phone', ground.rules, actor.now),
      exemption: verdict.exemption,
      override: verdict.override,
    }),
  ])
  await tell(tx, actor, dialled!)
  return { dialled: true, verdict, contact: dialled!, masked: point.masked }
}

function requestOf(
  actor: Actor,
  { agreedAt }: DialContact,
  contact: LiveContact,
  numberId: string | undefined,
): ContactRequest {
  const { id: ownContactId, purpose, matterId, campaignId, callerNumber } = contact
  const staff = { id: actor.staffId, roles: actor.roles }
  return { purpose, matterId, campaignId, callerNumber, ownContactId, agreedAt, staff, numberId }
}

function tell(tx: Tx, actor: Actor, contact: LiveContact): Promise<void> {
  const { id: contactId, customerId, identifierId, callerNumber } = contact
  return contactDialled.tell(tx, actor, { contactId, customerId, identifierId, callerNumber, staffId: actor.staffId! })
}
