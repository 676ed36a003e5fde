import type { Purpose } from '../campaigns/rules.ts'
import type { DialablePoint } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { type ContactChannel, quietUntil } from './channel-rules.ts'
import { contactablePointsOf } from './contactable-points.ts'
import { lockNumbers, orUndone } from './number-lock-store.ts'
import { numbersInTurn } from './number-turn.ts'
import type { ContactRequest, Verdict } from './rules.ts'
import { speakerOf } from './speaker.ts'
import {
  type AllowedContact,
  insertContacts,
  insertVerdicts,
  type LiveContact,
  type LoggedVerdict,
  type NewContact,
  tryLockCustomers,
} from './store.ts'
import { type AskedContact, type Ground, type OneVerdict, verdictsOnThese } from './verdict-on.ts'

export interface ReserveContact
  extends Omit<
    NewContact,
    'purpose' | 'contactPointId' | 'identifierId' | 'quietUntil' | 'policyVersion' | 'exemption' | 'override'
  > {
  purpose: Purpose
  /** The time the customer asked for, if he did. */
  agreedAt: Temporal.Instant | null
  /** The number to be called; the best one that the policy allows when left out. */
  numberId?: string | undefined
}

export type Reservation =
  | Reserved
  | { kind: 'refused'; verdict: Verdict; evidenceId: string }
  /** Somebody else is deciding about this customer at this very moment; ask again later. */
  | { kind: 'busy' }

/** A contact that was reserved, with what was found out about the customer for it. */
export interface Reserved extends Pick<OneVerdict, 'verdict' | 'opens'> {
  kind: 'reserved'
  contactId: string
  contact: LiveContact
  /** The number it is about, and all at which the customer may be called. */
  point: DialablePoint
  points: readonly DialablePoint[]
  evidenceId: string
}

/** A contact that somebody asks for. */
interface AskedFor {
  actor: Actor
  contact: ReserveContact
}

/**
 * Reserves a contact with a customer in the ledger, unless the policy defers or denies it; the verdict is written down
 * in either case. Reserved, it counts in every cap. The number is the best dialable one that the policy allows, the others
 * in turn where nobody answered; a mail goes to the best address that may be written to. Two who ask at once cannot both
 * get it: the customer is held while the verdict is found, the numbers as well where the policy counts by them, and
 * constraints refuse what slips through.
 */
export async function reserveContact(
  tx: Tx,
  actor: Actor,
  ground: Ground,
  contact: ReserveContact,
): Promise<Reservation> {
  const [reservation] = await reserveContacts(tx, ground, [{ actor, contact }])
  return reservation!
}

/**
 * As `reserveContact`, for several people of one organisation and scope at the same instant, by one channel; answered in
 * their order. Of several who ask for the same customer all but the first are told that he is busy.
 */
export async function reserveContacts(tx: Tx, ground: Ground, asked: readonly AskedFor[]): Promise<Reservation[]> {
  for (const { actor } of asked) permit(actor, 'followups.work')
  const at = asked[0]!.actor
  const byCustomer = Map.groupBy(asked, one => one.contact.customerId)
  const firsts = [...byCustomer.values()].map(([first]) => first!)
  const requests = firsts.map(requested)
  const customerIds = [...byCustomer.keys()]
  // What is asked behind the lock is read once the customers are held.
  const [held, found, pointsOf] = await Promise.all([
    tryLockCustomers(tx, at.orgId, customerIds),
    verdictsOnThese(tx, at, ground, requests),
    contactablePointsOf(tx, at.orgId, customerIds, channelOf(asked[0]!)),
  ])
  const judged = found.filter(({ customerId }) => held.has(customerId))
  const allowed = judged.filter(({ verdict }) => verdict.kind === 'allow')
  const reserved = countsByNumber(ground)
    ? await oneByOne(tx, ground, allowed, pointsOf)
    : await insertAt(tx, ground, allowed, pointsOf)
  // Another writer was faster than our check; asked again, the rules see what the constraint saw.
  const late = allowed.filter(({ customerId }) => !reserved.has(customerId))
  const again = late.length > 0 ? await verdictsOnThese(tx, at, ground, late) : []
  const refused = await refuse(
    tx,
    [...judged, ...again].filter(({ verdict }) => verdict.kind !== 'allow'),
  )
  return asked.map(one => {
    const { customerId } = one.contact
    if (!firsts.includes(one)) return { kind: 'busy' }
    return reserved.get(customerId) ?? refused.get(customerId) ?? { kind: 'busy' }
  })
}

/** Whether what is counted goes beyond the customer, so that holding him is not enough. */
export function countsByNumber({ rules }: Ground): boolean {
  return rules.ofNumbers || rules.ofCallers !== null
}

type Asked = AskedFor & AskedContact
type Judged = Asked & OneVerdict
type PointsOf = (customerId: string) => readonly DialablePoint[]

const channelOf = ({ contact }: AskedFor): ContactChannel => contact.channel ?? 'phone'

function requested(asked: AskedFor): Asked {
  const { actor, contact } = asked
  const { customerId, purpose, matterId, campaignId, callerNumber, agreedAt, numberId } = contact
  const [staff, channel] = [speakerOf(actor), channelOf(asked)]
  const request: ContactRequest = { purpose, matterId, campaignId, callerNumber, agreedAt, numberId, staff, channel }
  return { actor, contact, customerId, request }
}

function logged({ contact }: AskedFor, verdict: Verdict): LoggedVerdict {
  const { customerId, matterId, purpose, madeElsewhere, channel } = contact
  const moment = madeElsewhere === undefined ? 'hand-out' : 'elsewhere'
  return { customerId, matterId, moment, purposes: [purpose], channel, verdict }
}

async function refuse(tx: Tx, refused: readonly Judged[]): Promise<Map<string, Reservation>> {
  if (refused.length === 0) return new Map()
  const verdicts = refused.map(one => ({ ...logged(one, one.verdict), staffId: one.actor.staffId }))
  const evidence = await insertVerdicts(tx, refused[0]!.actor, verdicts)
  return new Map(
    refused.map(({ customerId, verdict }) => {
      return [customerId, { kind: 'refused', verdict, evidenceId: evidence.get(customerId)! }]
    }),
  )
}

/** Each is asked about once more when the numbers of all are held, and sees those before it; should none get through, they are let go. */
async function oneByOne(
  tx: Tx,
  ground: Ground,
  allowed: readonly Judged[],
  pointsOf: PointsOf,
): Promise<Map<string, Reserved>> {
  if (allowed.length === 0) return new Map()
  const reserved = new Map<string, Reserved>()
  await orUndone(tx, async () => {
    const identifierIds = allowed.flatMap(one => pointsOf(one.customerId).map(point => point.identifierId))
    const callerNumbers = allowed.map(({ contact }) => contact.callerNumber)
    await lockNumbers(tx, allowed[0]!.actor.orgId, { identifierIds, callerNumbers })
    for (const one of allowed) {
      const [last] = await verdictsOnThese(tx, one.actor, ground, [one])
      if (last?.verdict.kind !== 'allow') continue
      for (const [id, made] of await insertAt(tx, ground, [last], pointsOf)) reserved.set(id, made)
    }
    return reserved.size > 0 ? reserved : undefined
  })
  return reserved
}

async function insertAt(
  tx: Tx,
  ground: Ground,
  allowed: readonly Judged[],
  pointsOf: PointsOf,
): Promise<Map<string, Reserved>> {
  if (allowed.length === 0) return new Map()
  const at = allowed[0]!.actor
  const isInTurn = (one: Judged) => channelOf(one) === 'phone' && one.contact.numberId === undefined
  const inTurn = countsByNumber(ground) ? [] : allowed.filter(isInTurn)
  const turnOf = await numbersInTurn(tx, at, inTurn, pointsOf)
  const points = new Map(
    allowed.map(({ customerId, verdict }) => {
      const all = pointsOf(customerId)
      const numberId = turnOf.get(customerId) ?? verdict.numberId
      return [customerId, all.find(({ identifierId }) => identifierId === numberId) ?? all[0]!] as const
    }),
  )
  const rows = allowed.map((one): AllowedContact => {
    const point = points.get(one.customerId)!
    return { row: newContact(ground, one, point), allowed: logged(one, one.verdict) }
  })
  const made = await insertContacts(tx, at, rows)
  return new Map(
    allowed.flatMap(({ customerId, verdict, opens }) => {
      const entry = made.get(customerId)
      if (!entry) return []
      const point = { point: points.get(customerId)!, points: pointsOf(customerId) }
      return [[customerId, { kind: 'reserved', ...entry, contactId: entry.contact.id, ...point, verdict, opens }]]
    }),
  )
}

function newContact({ rules }: Ground, judged: Judged, point: DialablePoint): AllowedContact['row'] {
  const { actor, contact, verdict } = judged
  const channel = channelOf(judged)
  // A mail that the product sends itself is nobody's at the desk; the mail says who wrote it.
  const isOfDesk = channel === 'phone' || contact.madeElsewhere !== undefined
  const { customerId, branchId, matterId, campaignId, purpose, reason, teamId, madeElsewhere, callerNumber } = contact
  return {
    ...{ customerId, branchId, matterId, campaignId, purpose, reason, teamId, madeElsewhere, callerNumber },
    ...{
      channel,
      staffId: isOfDesk ? actor.staffId : null,
      contactPointId: point.id,
      identifierId: point.identifierId,
    },
    heldUntil: contact.heldUntil,
    quietUntil: quietUntil(channel, rules, actor.now),
    policyVersion: rules.version,
    exemption: verdict.exemption,
    override: verdict.override,
  }
}
