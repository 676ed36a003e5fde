import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { changesBetween } from './change-person.ts'
import { insertChanges, saidBy } from './change-store.ts'
import { factsReasons } from './facts-reasons.ts'
import { touchCustomers } from './fields-store.ts'
import { holdPerson, type PersonRow, personsPastTheirDay, updatePersons } from './person-store.ts'
import { endPointsOf } from './point-store.ts'

/**
 * A person is in charge no more after a day. Today or before, it takes effect at once: he is not asked for and his own
 * contact points are not dialled any more; a later day ends by itself when it is over. Refuses a day before his first, and
 * a customer outside the actor's branches.
 * @returns the customer he was in charge at
 */
export async function endPerson(
  tx: Tx,
  actor: Actor,
  given: { personId: string; lastDay: Temporal.PlainDate; note: string },
): Promise<string> {
  permit(actor, 'customers.write')
  const person = await holdPerson(tx, actor, given.personId)
  if (!person) throw notFound()
  if (person.validFrom && Temporal.PlainDate.compare(given.lastDay, person.validFrom) < 0) {
    throw new Refusal('invalid', factsReasons['person-dates-crossed'])
  }
  const atOnce = Temporal.PlainDate.compare(given.lastDay, await todayOf(tx, actor)) <= 0
  const next = { ...person, validUntil: given.lastDay, endedAt: atOnce ? actor.now : null }
  await put(tx, actor, person, next, given.note)
  await record(tx, actor, 'person.ended', 'customer', person.customerId, { personId: person.id })
  return person.customerId
}

/**
 * A person is in charge after all, until further notice, and his contact points may be dialled again. Refuses a customer
 * outside the actor's branches.
 * @returns the customer he is in charge at
 */
export async function resumePerson(tx: Tx, actor: Actor, personId: string): Promise<string> {
  permit(actor, 'customers.write')
  const person = await holdPerson(tx, actor, personId)
  if (!person) throw notFound()
  await put(tx, actor, person, { ...person, validUntil: null, endedAt: null }, '')
  await record(tx, actor, 'person.resumed', 'customer', person.customerId, { personId })
  return person.customerId
}

/** Ends the persons of an organisation whose last day is over, a bounded number at a time; answers how many. */
export async function endPersonsPastTheirDay(tx: Tx, actor: Actor): Promise<number> {
  const over = await personsPastTheirDay(tx, actor.orgId, await todayOf(tx, actor))
  if (over.length === 0) return 0
  const next = over.map(person => ({ ...person, endedAt: actor.now }))
  await updatePersons(tx, actor.orgId, actor.now, next)
  await endPointsOf(
    tx,
    actor.orgId,
    over.map(person => person.id),
    actor.now,
  )
  const changes = over.flatMap((person, at) => changesBetween(person, next[at]!))
  await insertChanges(tx, saidBy(actor, 'system'), changes)
  await announce(tx, actor.orgId, 'customers')
  return over.length
}

async function put(tx: Tx, actor: Actor, before: PersonRow, next: PersonRow, note: string): Promise<void> {
  await updatePersons(tx, actor.orgId, actor.now, [next])
  await endPointsOf(tx, actor.orgId, [before.id], next.endedAt)
  const changes = changesBetween(before, next).map(change => ({ ...change, note }))
  await insertChanges(tx, saidBy(actor), changes)
  await touchCustomers(tx, saidBy(actor), [before.customerId])
  for (const topic of ['customers', 'contacts']) await announce(tx, actor.orgId, topic)
}

/** The day of the organisation's calendar. */
async function todayOf(tx: Tx, actor: Actor): Promise<Temporal.PlainDate> {
  const { timeZone } = await organisation(tx, actor.orgId)
  return actor.now.toZonedDateTimeISO(timeZone).toPlainDate()
}
