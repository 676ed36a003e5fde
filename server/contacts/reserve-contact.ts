import type { Purpose } from '../campaigns/rules.ts'
import type { DialablePoint } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { contactablePoints } from './contactable-points.ts'
import { lockNumbers, orUndone } from './number-lock-store.ts'
import { ofPersonFirst, personAsked } from './person-asked.ts'
import type { ContactRequest, Verdict } from './rules.ts'
import {
  insertContact,
  insertVerdict,
  type LiveContact,
  type LoggedVerdict,
  type NewContact,
  triedInVain,
  tryLockCustomer,
} from './store.ts'
import { type Ground, type OneVerdict, verdictOn } from './verdict-on.ts'

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

/**
 * Reserves a contact with a customer in the ledger, unless the policy defers or denies it; the verdict is written down
 * in either case. Reserved, it counts in every cap. The number is the best dialable one that the policy allows, the others
 * in turn where nobody answered. Two who ask
 * at once cannot both get it: the customer is held while the verdict is found, the numbers as well where the policy counts
 * by them, and constraints refuse what slips through.
 */
export async function reserveContact(
  tx: Tx,
  actor: Actor,
  ground: Ground,
  given: ReserveContact,
): Promise<Reservation> {
  permit(actor, 'followups.work')
  const { customerId } = given
  const request = requestOf(actor, given)
  const ask = () => verdictOn(tx, actor, ground, customerId, request)
  const refuse = async (verdict: Verdict): Promise<Reservation> => ({
    kind: 'refused',
    verdict,
    evidenceId: await insertVerdict(tx, actor, logged(given, verdict)),
  })

  // What is asked behind the lock is read once the customer is held.
  const [isHeld, found, points] = await Promise.all([
    tryLockCustomer(tx, actor.orgId, customerId),
    ask(),
    contactablePoints(tx, actor.orgId, customerId),
  ])
  if (!isHeld) return { kind: 'busy' }
  if (found.verdict.kind !== 'allow') return refuse(found.verdict)
  const reserved = countsByNumber(ground)
    ? await orUndone(tx, async () => {
        const identifierIds = points.map(point => point.identifierId)
        await lockNumbers(tx, actor.orgId, { identifierIds, callerNumber: given.callerNumber })
        const last = await ask()
        return last.verdict.kind === 'allow' ? insertAt(tx, actor, ground, given, points, last) : undefined
      })
    : await insertAt(tx, actor, ground, given, points, found)
  if (reserved) return reserved
  // Another writer was faster than our check; asked again, the rules see what the constraint saw.
  const second = await ask()
  return second.verdict.kind === 'allow' ? { kind: 'busy' } : refuse(second.verdict)
}

function logged({ customerId, matterId, purpose, madeElsewhere }: ReserveContact, verdict: Verdict): LoggedVerdict {
  const moment = madeElsewhere === undefined ? 'hand-out' : 'elsewhere'
  return { customerId, matterId, moment, purposes: [purpose], verdict }
}

/** Whether what is counted goes beyond the customer, so that holding him is not enough. */
export function countsByNumber({ rules }: Ground): boolean {
  return rules.ofNumbers || rules.ofCallers !== null
}

function requestOf(actor: Actor, given: ReserveContact): ContactRequest {
  const { purpose, matterId, campaignId, callerNumber, agreedAt, numberId } = given
  const staff = { id: actor.staffId, roles: actor.roles }
  return { purpose, matterId, campaignId, callerNumber, agreedAt, numberId, staff }
}

/**
 * The customer's numbers come in turn: the one least tried in vain for this matter, of equals one of whoever is in charge of
 * it, of these the better one.
 */
async function leastTried(
  tx: Tx,
  actor: Actor,
  { customerId, matterId, purpose }: ReserveContact,
  points: readonly DialablePoint[],
  timeZone: string,
): Promise<string> {
  const [tried, person] = await Promise.all([
    triedInVain(tx, actor.orgId, { customerId, matterId }),
    points.some(({ personId }) => personId) ? personAsked(tx, actor, { customerId, purpose, timeZone }) : undefined,
  ])
  const triesAt = ({ identifierId }: DialablePoint) => tried.get(identifierId) ?? 0
  const inOrder = ofPersonFirst(points, person?.id)
  return inOrder.reduce((best, point) => (triesAt(point) < triesAt(best) ? point : best)).identifierId
}

async function insertAt(
  tx: Tx,
  actor: Actor,
  ground: Ground,
  given: ReserveContact,
  points: readonly DialablePoint[],
  { verdict, timeZone, opens }: OneVerdict,
): Promise<Reserved | undefined> {
  const { rules } = ground
  const inTurn = points.length > 1 && given.numberId === undefined && !countsByNumber(ground)
  const numberId = inTurn ? await leastTried(tx, actor, given, points, timeZone) : verdict.numberId
  const point = points.find(({ identifierId }) => identifierId === numberId) ?? points[0]!
  const row = {
    ...given,
    contactPointId: point.id,
    identifierId: point.identifierId,
    quietUntil: actor.now.add({ milliseconds: rules.quiet }),
    policyVersion: rules.version,
    exemption: verdict.exemption,
    override: verdict.override,
  }
  const made = await insertContact(tx, actor, row, logged(given, verdict))
  return made && { kind: 'reserved', ...made, contactId: made.contact.id, point, points, verdict, opens }
}
