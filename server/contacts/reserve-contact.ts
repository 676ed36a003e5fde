import type { DialablePoint } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { contactablePoints } from './contactable-points.ts'
import type { Verdict } from './rules.ts'
import { insertContact, insertVerdict, type NewContact, tryLockCustomer } from './store.ts'
import { type Ground, verdictOn } from './verdict-on.ts'

export interface ReserveContact
  extends Omit<NewContact, 'contactPointId' | 'identifierId' | 'quietUntil' | 'policyVersion'> {
  /** The time the customer asked for, if he did. */
  agreedAt: Temporal.Instant | null
}

export type Reservation =
  | { kind: 'reserved'; contactId: string; point: DialablePoint; verdict: Verdict }
  | { kind: 'refused'; verdict: Verdict }
  /** Somebody else is deciding about this customer at this very moment; ask again later. */
  | { kind: 'busy' }

/**
 * Reserves a contact with a customer in the ledger, unless the policy defers or denies it; the verdict is written down
 * in either case. Reserved, it counts in every cap. The number is the best dialable one. Two who ask at once cannot
 * both get it: the customer is held while the verdict is found, and constraints refuse what slips through.
 */
export async function reserveContact(
  tx: Tx,
  actor: Actor,
  ground: Ground,
  given: ReserveContact,
): Promise<Reservation> {
  permit(actor, 'followups.work')
  const { customerId, matterId, purpose, agreedAt } = given
  if (!(await tryLockCustomer(tx, actor.orgId, customerId))) return { kind: 'busy' }
  const ask = async () => (await verdictOn(tx, actor, ground, customerId, { purpose, matterId, agreedAt })).verdict
  const log = (verdict: Verdict) => insertVerdict(tx, actor, { customerId, matterId, moment: 'hand-out', verdict })

  const verdict = await ask()
  if (verdict.kind !== 'allow') {
    await log(verdict)
    return { kind: 'refused', verdict }
  }
  const [point] = await contactablePoints(tx, actor.orgId, customerId)
  const quietUntil = actor.now.add({ hours: 24 * ground.policy.gapDays })
  const row = { ...given, contactPointId: point!.id, identifierId: point!.identifierId, quietUntil }
  const contactId = await insertContact(tx, actor, { ...row, policyVersion: ground.policy.version })
  if (contactId) {
    await log(verdict)
    return { kind: 'reserved', contactId, point: point!, verdict }
  }
  // Another writer was faster than our check; asked again, the rules see what the constraint saw.
  const second = await ask()
  if (second.kind === 'allow') return { kind: 'busy' }
  await log(second)
  return { kind: 'refused', verdict: second }
}
