import type { z } from 'zod'
import { callerNumber } from '../campaigns/index.ts'
import { campaignsReasons } from '../campaigns/reasons.ts'
import { customerBrief, customersByExternalId, readEmail, readPhone } from '../customers/index.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { announce } from '../platform/live.ts'
import type { Language } from '../platform/reason.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { findIdentifier } from '../privacy/index.ts'
import { type ContactChannel, isOwnSender, quietUntil } from './channel-rules.ts'
import { contactablePointsOf } from './contactable-points.ts'
import type { askElsewhere as contract } from './elsewhere-contract.ts'
import { elsewhereReasons } from './elsewhere-reasons.ts'
import { isCampaignFor, wasContactedSince } from './elsewhere-store.ts'
import { verdictInWords } from './in-words.ts'
import { callersWithNumbers } from './lookup-store.ts'
import { mailReasons } from './mail-reasons.ts'
import { mailSender } from './mail-sender-store.ts'
import { contactsReasons } from './reasons.ts'
import { type ReserveContact, reserveContact } from './reserve-contact.ts'
import type { Verdict } from './rules.ts'
import { insertVerdict, lockCustomer, markDialled } from './store.ts'
import { type Ground, groundFor } from './verdict-on.ts'

type Given = z.output<(typeof contract)['body']>
type Answer = z.output<(typeof contract)['response']>

/** So long an outside contact counts as under way; unreported by then, it is listed and counts as an attempt. */
export const MINUTES_TO_REPORT = 60
/** Stands for a number the product has never seen, which is no customer's. */
const NOBODYS = '00000000-0000-0000-0000-000000000000'

/**
 * Whether a dial or a mail outside the product may be made. Allowed, it is registered and counts from this moment on, by the
 * same rules and the same locks as a dial of an agent; the decision is written down in either case. Refuses a caller number
 * or a sender that customers cannot check, a customer outside the actor's branches, a campaign that does not run or is for
 * other purposes, a time asked for that is long past, and a number or address that is nobody's; one that is not registered
 * for the customer is denied and stays in the log.
 */
export async function askElsewhere(tx: Tx, actor: Actor, given: Given, language: Language): Promise<Answer> {
  permit(actor, 'followups.work')
  const house = await organisation(tx, actor.orgId)
  const channel = given.channel ?? 'phone'
  const shown =
    channel === 'email' ? await ownSender(tx, actor, given.callerNumber) : ownNumber(given.callerNumber, house)
  const ground = await groundFor(tx, actor.orgId)
  const { customerId, numberId } = await whomOf(tx, actor, given, house.country)
  const customer = await customerBrief(tx, actor, customerId)
  const { purpose, reason, campaignId, by } = given
  if (campaignId && !(await isCampaignFor(tx, actor, campaignId, purpose)))
    throw new Refusal('invalid', elsewhereReasons['campaign-not-for-this'])
  const agreedAt = await stillAgreed(tx, actor, customerId, given.agreedAt)
  const reportUntil = actor.now.add({ minutes: MINUTES_TO_REPORT })
  const contact = {
    ...{ customerId, branchId: customer.branchId, matterId: newId(), campaignId, purpose, reason, agreedAt, numberId },
    ...{ teamId: null, madeElsewhere: by, callerNumber: shown, heldUntil: reportUntil, channel },
  }
  const reservation = await reserved(tx, actor, ground, contact)
  const { verdict, evidenceId } = reservation
  const said = { evidenceId, verdict: verdictInWords(verdict, house.timeZone, language, actor.now), customerId }
  if (reservation.kind === 'refused') {
    return { allowed: false, ...said, contactId: null, masked: null, reportUntil: null }
  }
  const { contactId, point } = reservation
  await markDialled(tx, actor, {
    contactId,
    contactPointId: point.id,
    identifierId: point.identifierId,
    heldUntil: reportUntil,
    quietUntil: quietUntil(channel, ground.rules, actor.now),
    exemption: verdict.exemption,
    override: verdict.override,
  })
  await announce(tx, actor.orgId, 'contacts')
  return { allowed: true, ...said, contactId, masked: point.masked, reportUntil }
}

/** So long after the time the customer asked for, nobody is still keeping it. */
const AGREED_DAYS = 7

/**
 * The time the customer asked for, unless he has been contacted at it or since: what was promised is kept once. The customer
 * is held, so that of two who ask at once the second sees the first.
 */
async function stillAgreed(tx: Tx, actor: Actor, customerId: string, agreedAt: Temporal.Instant | null) {
  if (!agreedAt) return null
  const oldest = actor.now.subtract({ hours: 24 * AGREED_DAYS })
  if (Temporal.Instant.compare(agreedAt, oldest) < 0)
    throw new Refusal('invalid', elsewhereReasons['agreed-long-ago'], { days: AGREED_DAYS })
  await lockCustomer(tx, actor.orgId, customerId)
  return (await wasContactedSince(tx, actor.orgId, customerId, agreedAt)) ? null : agreedAt
}

/** By phone it shows a number that customers can check, in E.164 or as the organisation writes it. */
function ownNumber(given: string, house: { country: string; serviceNumber: string | null }): string {
  const shown = callerNumber(given, house)
  if ('problem' in shown) throw new Refusal('invalid', campaignsReasons[shown.problem], { number: given })
  return shown.number
}

/** By e-mail it comes from the organisation's own domain. */
async function ownSender(tx: Tx, actor: Actor, given: string): Promise<string> {
  const sender = readEmail(given)
  if (!sender) throw new Refusal('invalid', mailReasons['address-unreadable'])
  const { address } = await mailSender(tx, actor.orgId)
  if (!isOwnSender(sender, address)) throw new Refusal('invalid', mailReasons['sender-not-ours'], { sender })
  return sender
}

type Asked = ReserveContact & { channel: ContactChannel }

async function isContactable(
  tx: Tx,
  orgId: string,
  { customerId, channel }: Asked,
  numberId: string,
): Promise<boolean> {
  const pointsOf = await contactablePointsOf(tx, orgId, [customerId], channel)
  return pointsOf(customerId).some(point => point.identifierId === numberId)
}

async function reserved(tx: Tx, actor: Actor, ground: Ground, contact: Asked) {
  const { customerId, matterId, purpose, numberId, channel } = contact
  if (numberId && !(await isContactable(tx, actor.orgId, contact, numberId))) {
    const verdict = unregistered(ground.rules.version, channel)
    const log = { customerId, matterId, moment: 'elsewhere', purposes: [purpose], channel, verdict } as const
    return { kind: 'refused' as const, verdict, evidenceId: await insertVerdict(tx, actor, log) }
  }
  const reservation = await reserveContact(tx, actor, ground, contact)
  if (reservation.kind === 'busy') throw new Refusal('conflict', contactsReasons['customer-busy'])
  return reservation
}

const UNREGISTERED = {
  phone: { rule: 'dialable-number', code: 'number-not-registered', facts: {} },
  email: { rule: 'usable-address', code: 'address-not-registered', facts: {} },
} as const

function unregistered(policyVersion: number, channel: ContactChannel): Verdict {
  const reason = UNREGISTERED[channel]
  const none = { warnings: [], numberId: null, exemption: null, override: null, staffOnly: false }
  return { kind: 'deny', until: null, reasons: [reason], policyVersion, ...none }
}

async function whomOf(tx: Tx, actor: Actor, given: Given, country: string) {
  const named = given.customerId ?? (await byNumberOfCustomer(tx, actor, given.customerNumber))
  const byMail = given.channel === 'email'
  const at = byMail ? given.address : given.number
  if (at === undefined) {
    if (!named) throw new Refusal('invalid', contactsReasons['say-whom'])
    return { customerId: named, numberId: undefined }
  }
  const numberId = await (byMail ? addressOf(tx, actor, at) : numberOf(tx, actor, at, country))
  if (named) return { customerId: named, numberId: numberId ?? NOBODYS }
  const holders = numberId ? await callersWithNumbers(tx, actor, [numberId], 2) : []
  const [several, nobody] = byMail
    ? [mailReasons['address-of-several'], mailReasons['address-of-nobody']]
    : [contactsReasons['number-of-several'], contactsReasons['number-of-nobody']]
  if (holders.length > 1) throw new Refusal('invalid', several)
  if (!holders[0]) throw new Refusal('not-found', nobody)
  return { customerId: holders[0].id, numberId }
}

function numberOf(tx: Tx, actor: Actor, text: string, country: string): Promise<string | undefined> {
  const phone = readPhone(text, country)
  if (!phone) throw new Refusal('invalid', contactsReasons['number-not-readable'])
  return findIdentifier(tx, actor, 'phone', phone.e164)
}

function addressOf(tx: Tx, actor: Actor, text: string): Promise<string | undefined> {
  const email = readEmail(text)
  if (!email) throw new Refusal('invalid', mailReasons['address-unreadable'])
  return findIdentifier(tx, actor, 'email', email)
}

async function byNumberOfCustomer(tx: Tx, actor: Actor, number: string | undefined): Promise<string | undefined> {
  if (number === undefined) return undefined
  const found = (await customersByExternalId(tx, actor.orgId, [number])).get(number)
  if (!found) throw notFound()
  return found.id
}
