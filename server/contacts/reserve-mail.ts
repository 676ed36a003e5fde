import type { DialablePoint } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { quietUntil } from './channel-rules.ts'
import { writablePoints } from './contactable-points.ts'
import { lockNumbers, orUndone } from './number-lock-store.ts'
import {
  type AskedFor,
  countsByNumber,
  logged,
  type Reservation,
  type ReserveContact,
  type Reserved,
  requested,
} from './reserve-contact.ts'
import { insertContacts, insertVerdict, tryLockCustomer } from './store.ts'
import { type Ground, type OneVerdict, verdictOn } from './verdict-on.ts'

/**
 * Reserves a mail to a customer in the ledger, as `reserveContact` does a call: refused where the policy defers or denies
 * it by e-mail, and counted in every cap from then on. It goes to the best address that may be written to, or to the one
 * given. It begins no quiet period, for nobody was spoken to.
 */
export async function reserveMail(tx: Tx, actor: Actor, ground: Ground, given: ReserveContact): Promise<Reservation> {
  permit(actor, 'followups.work')
  const { customerId, callerNumber } = given
  const asked = { actor, contact: given }
  const { request } = requested(asked, 'email')
  const ask = () => verdictOn(tx, actor, ground, customerId, request)
  const refuse = async ({ verdict }: OneVerdict): Promise<Reservation> => ({
    kind: 'refused',
    verdict,
    evidenceId: await insertVerdict(tx, actor, logged(asked, 'email', verdict)),
  })
  const [isHeld, found, points] = await Promise.all([
    tryLockCustomer(tx, actor.orgId, customerId),
    ask(),
    writablePoints(tx, actor.orgId, customerId),
  ])
  if (!isHeld) return { kind: 'busy' }
  if (found.verdict.kind !== 'allow') return refuse(found)
  const reserved = countsByNumber(ground)
    ? await orUndone(tx, async () => {
        const identifierIds = points.map(point => point.identifierId)
        await lockNumbers(tx, actor.orgId, { identifierIds, callerNumber })
        const last = await ask()
        return last.verdict.kind === 'allow' ? insertAt(tx, ground, asked, points, last) : undefined
      })
    : await insertAt(tx, ground, asked, points, found)
  if (reserved) return reserved
  // Another writer was faster than our check; asked again, the rules see what the constraint saw.
  const second = await ask()
  return second.verdict.kind === 'allow' ? { kind: 'busy' } : refuse(second)
}

async function insertAt(
  tx: Tx,
  { rules }: Ground,
  asked: AskedFor,
  points: readonly DialablePoint[],
  { verdict, opens }: OneVerdict,
): Promise<Reserved | undefined> {
  const { actor, contact } = asked
  const point = points.find(({ identifierId }) => identifierId === verdict.numberId) ?? points[0]!
  const row = {
    ...contact,
    channel: 'email' as const,
    // What the product sends itself is nobody's at the desk; the mail says who wrote it.
    staffId: contact.madeElsewhere === undefined ? null : actor.staffId,
    contactPointId: point.id,
    identifierId: point.identifierId,
    quietUntil: quietUntil('email', rules, actor.now),
    policyVersion: rules.version,
    exemption: verdict.exemption,
    override: verdict.override,
  }
  const made = await insertContacts(tx, actor, [{ row, allowed: logged(asked, 'email', verdict) }])
  const one = made.get(contact.customerId)
  return one && { kind: 'reserved', ...one, contactId: one.contact.id, point, points, verdict, opens }
}
