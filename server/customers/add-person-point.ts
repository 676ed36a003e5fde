import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { saidBy } from './change-store.ts'
import { touchCustomers } from './fields-store.ts'
import { givePointsTo, refuseEnded } from './person-points.ts'
import { holdPerson } from './person-store.ts'
import { customerById, lockCustomers } from './store.ts'

/**
 * Adds a phone number or an e-mail to a person in charge; one that the customer has already becomes his. Refuses one that
 * cannot be read, one of another person there, a person in charge no more, and a customer outside the actor's branches.
 * @returns the customer he is in charge at
 */
export async function addPersonPoint(
  tx: Tx,
  actor: Actor,
  given: { personId: string; kind: 'phone' | 'email'; value: string },
): Promise<string> {
  permit(actor, 'customers.write')
  await lockCustomers(tx, actor.orgId)
  const person = await holdPerson(tx, actor, given.personId)
  refuseEnded(person)
  const customer = await customerById(tx, actor, person.customerId)
  if (!customer) throw notFound()
  const [phones, emails] = given.kind === 'phone' ? [[given.value], []] : [[], [given.value]]
  await givePointsTo(tx, actor, { customer, personId: person.id, phones, emails })
  await touchCustomers(tx, saidBy(actor), [customer.id])
  await record(tx, actor, 'contact-point.added', 'customer', customer.id, { kind: given.kind, personId: person.id })
  for (const topic of ['customers', 'contacts']) await announce(tx, actor.orgId, topic)
  return customer.id
}
