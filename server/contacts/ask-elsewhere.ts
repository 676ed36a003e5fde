import type { z } from 'zod'
import { callerNumber } from '../campaigns/index.ts'
import { campaignsReasons } from '../campaigns/reasons.ts'
import { customerBrief, customersByExternalId, readPhone } from '../customers/index.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { announce } from '../platform/live.ts'
import type { Language } from '../platform/reason.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { findIdentifier } from '../privacy/index.ts'
import { contactablePoints } from './contactable-points.ts'
import type { askElsewhere as contract } from './elsewhere-contract.ts'
import { verdictInWords } from './in-words.ts'
import { callersWithNumbers } from './lookup-store.ts'
import { contactsReasons } from './reasons.ts'
import { type ReserveContact, reserveContact } from './reserve-contact.ts'
import type { Verdict } from './rules.ts'
import { insertVerdict, markDialled } from './store.ts'
import { type Ground, groundFor } from './verdict-on.ts'

type Given = z.output<(typeof contract)['body']>
type Answer = z.output<(typeof contract)['response']>

/** So long an outside dial counts as under way; unreported by then, it is listed and counts as an attempt. */
export const MINUTES_TO_REPORT = 60
/** Stands for a number the product has never seen, which is no customer's. */
const NOBODYS = '00000000-0000-0000-0000-000000000000'

/**
 * Whether a dial outside the product may be made. Allowed, it is registered and counts from this moment on, by the same
 * rules and the same locks as a dial of an agent; the decision is written down in either case. Refuses a caller number
 * that customers cannot check, a customer outside the actor's branches, and a number that is nobody's; a number that is not
 * registered for the customer is denied and stays in the log.
 */
export async function askElsewhere(tx: Tx, actor: Actor, given: Given, language: Language): Promise<Answer> {
  permit(actor, 'followups.work')
  const house = await organisation(tx, actor.orgId)
  const shown = callerNumber(given.callerNumber, house)
  if ('problem' in shown) throw new Refusal('invalid', campaignsReasons[shown.problem], { number: given.callerNumber })
  const ground = await groundFor(tx, actor.orgId)
  const { customerId, numberId } = await whomOf(tx, actor, given, house.country)
  const customer = await customerBrief(tx, actor, customerId)
  const { purpose, reason, campaignId, by, agreedAt } = given
  const reportUntil = actor.now.add({ minutes: MINUTES_TO_REPORT })
  const contact = {
    ...{ customerId, branchId: customer.branchId, matterId: newId(), campaignId, purpose, reason, agreedAt, numberId },
    ...{ teamId: null, madeElsewhere: by, callerNumber: shown.number, heldUntil: reportUntil },
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
    quietUntil: actor.now.add({ milliseconds: ground.rules.quiet }),
    exemption: verdict.exemption,
    override: verdict.override,
  })
  await announce(tx, actor.orgId, 'contacts')
  return { allowed: true, ...said, contactId, masked: point.masked, reportUntil }
}

async function reserved(tx: Tx, actor: Actor, ground: Ground, contact: ReserveContact) {
  const { customerId, matterId, purpose, numberId } = contact
  if (numberId && !(await isContactable(tx, actor.orgId, customerId, numberId))) {
    const verdict = unregistered(ground.rules.version)
    const log = { customerId, matterId, moment: 'elsewhere', purposes: [purpose], verdict } as const
    return { kind: 'refused' as const, verdict, evidenceId: await insertVerdict(tx, actor, log) }
  }
  const reservation = await reserveContact(tx, actor, ground, contact)
  if (reservation.kind === 'busy') throw new Refusal('conflict', contactsReasons['customer-busy'])
  return reservation
}

async function isContactable(tx: Tx, orgId: string, customerId: string, numberId: string): Promise<boolean> {
  return (await contactablePoints(tx, orgId, customerId)).some(point => point.identifierId === numberId)
}

function unregistered(policyVersion: number): Verdict {
  const reason = { rule: 'dialable-number', code: 'number-not-registered', facts: {} } as const
  const none = { warnings: [], numberId: null, exemption: null, override: null, staffOnly: false }
  return { kind: 'deny', until: null, reasons: [reason], policyVersion, ...none }
}

async function whomOf(tx: Tx, actor: Actor, given: Given, country: string) {
  const named = given.customerId ?? (await byNumberOfCustomer(tx, actor, given.customerNumber))
  if (given.number === undefined) {
    if (!named) throw new Refusal('invalid', contactsReasons['say-whom'])
    return { customerId: named, numberId: undefined }
  }
  const phone = readPhone(given.number, country)
  if (!phone) throw new Refusal('invalid', contactsReasons['number-not-readable'])
  const numberId = await findIdentifier(tx, actor, 'phone', phone.e164)
  if (named) return { customerId: named, numberId: numberId ?? NOBODYS }
  const holders = numberId ? await callersWithNumbers(tx, actor, [numberId], 2) : []
  if (holders.length > 1) throw new Refusal('invalid', contactsReasons['number-of-several'])
  if (!holders[0]) throw new Refusal('not-found', contactsReasons['number-of-nobody'])
  return { customerId: holders[0].id, numberId }
}

async function byNumberOfCustomer(tx: Tx, actor: Actor, number: string | undefined): Promise<string | undefined> {
  if (number === undefined) return undefined
  const found = (await customersByExternalId(tx, actor.orgId, [number])).get(number)
  if (!found) throw notFound()
  return found.id
}
