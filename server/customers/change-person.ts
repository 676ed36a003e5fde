import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { checkPerson } from './add-person.ts'
import { insertChanges, saidBy } from './change-store.ts'
import { touchCustomers } from './fields-store.ts'
import { holdPerson, type PersonFields, type PersonRow, updatePersons } from './person-store.ts'

const FIELDS = ['name', 'duties', 'language', 'note', 'validFrom', 'validUntil'] as const

/**
 * Corrects what is known of a person in charge; what it said before stays in the customer's history. Fields left out stay
 * as they are. Refuses what `addPerson` refuses.
 * @returns the customer he is in charge at
 */
export async function changePerson(
  tx: Tx,
  actor: Actor,
  personId: string,
  change: { [F in keyof PersonFields]?: PersonFields[F] | undefined },
): Promise<string> {
  permit(actor, 'customers.write')
  const person = await holdPerson(tx, actor, personId)
  if (!person) throw notFound()
  const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const next: PersonRow = { ...person, ...said }
  next.note ||= null
  next.duties = [...new Set(next.duties)]
  await checkPerson(tx, actor.orgId, next)
  await updatePersons(tx, actor.orgId, actor.now, [next])
  await insertChanges(tx, saidBy(actor), changesBetween(person, next))
  await touchCustomers(tx, saidBy(actor), [person.customerId])
  await record(tx, actor, 'person.changed', 'customer', person.customerId, { personId, fields: Object.keys(said) })
  await announce(tx, actor.orgId, 'customers')
  return person.customerId
}

/** What differs between a person as he was known and as he is, for the history. */
export function changesBetween(before: PersonRow, after: PersonFields & { endedAt: Temporal.Instant | null }) {
  const text = (value: PersonFields[keyof PersonFields]) => (value === null ? null : String(value))
  const change = { customerId: before.customerId, subject: 'person' as const, subjectId: before.id }
  const fields = FIELDS.map(field => ({ ...change, field, old: text(before[field]), new: text(after[field]) }))
  const inCharge = (endedAt: Temporal.Instant | null) => (endedAt ? 'no' : 'yes')
  return [
    ...fields,
    { ...change, field: 'inCharge', old: inCharge(before.endedAt), new: inCharge(after.endedAt) },
  ].filter(one => one.old !== one.new)
}
