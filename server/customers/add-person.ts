import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { saidBy } from './change-store.ts'
import { factsReasons } from './facts-reasons.ts'
import { isBuiltInDuty } from './facts-rules.ts'
import { touchCustomers } from './fields-store.ts'
import { givePointsTo } from './person-points.ts'
import { insertPersons, ownDuties, type PersonFields } from './person-store.ts'
import { customerById, lockCustomers } from './store.ts'

export interface NewPerson extends PersonFields {
  customerId: string
  phones: readonly string[]
  emails: readonly string[]
}

/**
 * Adds a person in charge at a customer, with his own contact points. Refuses a duty that is not known, days out of
 * order, a number that cannot be read or is another person's, and a customer outside the actor's branches.
 * @returns the id of the person
 */
export async function addPerson(tx: Tx, actor: Actor, given: NewPerson): Promise<string> {
  permit(actor, 'customers.write')
  const customer = await customerById(tx, actor, given.customerId)
  if (!customer) throw notFound()
  await lockCustomers(tx, actor.orgId)
  await checkPerson(tx, actor.orgId, given)
  const id = newId()
  const row = { ...given, id, duties: [...new Set(given.duties)], note: given.note || null, externalId: null }
  await insertPersons(tx, saidBy(actor), [row])
  await givePointsTo(tx, actor, { customer, personId: id, phones: given.phones, emails: given.emails })
  await touchCustomers(tx, saidBy(actor), [customer.id])
  await record(tx, actor, 'person.added', 'customer', customer.id, { personId: id })
  for (const topic of ['customers', 'contacts']) await announce(tx, actor.orgId, topic)
  return id
}

/** Refuses duties that are not known, and days out of order. */
export async function checkPerson(
  tx: Tx,
  orgId: string,
  { duties, validFrom, validUntil }: Pick<PersonFields, 'duties' | 'validFrom' | 'validUntil'>,
): Promise<void> {
  if (validFrom && validUntil && Temporal.PlainDate.compare(validUntil, validFrom) < 0) {
    throw new Refusal('invalid', factsReasons['person-dates-crossed'])
  }
  const own = duties.filter(duty => !isBuiltInDuty(duty))
  if (own.length === 0) return
  const known = await ownDuties(tx, orgId)
  const unknown = own.find(duty => !known.includes(duty))
  if (unknown !== undefined) throw new Refusal('invalid', factsReasons['duty-unknown'], { duty: unknown })
}
