import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { maskOf, protect } from '../privacy/index.ts'
import { saidBy } from './change-store.ts'
import { factsReasons } from './facts-reasons.ts'
import type { PersonRow } from './person-store.ts'
import { assignPoints } from './point-store.ts'
import { readPoints } from './read-points.ts'
import { insertPoints, pointsOf } from './store.ts'

/** Refuses a person who is in charge no more. */
export function refuseEnded(person: PersonRow | undefined): asserts person is PersonRow {
  if (!person) throw notFound()
  if (person.endedAt) throw new Refusal('conflict', factsReasons['person-ended'], { name: person.name })
}

/**
 * Registers phones and e-mails of a person at a customer; one that the customer has already becomes the person's. Refuses
 * one that cannot be read and one of another person there. The caller holds the customers.
 */
export async function givePointsTo(
  tx: Tx,
  actor: Actor,
  given: {
    customer: { id: string; country: string | null }
    personId: string
    phones: readonly string[]
    emails: readonly string[]
  },
): Promise<void> {
  const { customer, personId } = given
  const read = await readPoints(tx, actor.orgId, { ...given, country: customer.country })
  if (read.length === 0) return
  const before = await pointsOf(tx, actor.orgId, customer.id)
  const topRank = Math.max(0, ...before.map(one => one.rank))
  const ids = new Map<string, string>()
  for (const kind of ['phone', 'email'] as const) {
    const values = read.filter(point => point.kind === kind).map(point => point.value)
    for (const [value, id] of await protect(tx, actor, kind, values)) ids.set(`${kind} ${value}`, id)
  }
  const rows = read.map(({ kind, value, lineType, extension }, at) => {
    const identifierId = ids.get(`${kind} ${value}`)!
    return { id: newId(), customerId: customer.id, identifierId, kind, lineType, extension, rank: topRank + at + 1 }
  })
  await insertPoints(tx, saidBy(actor), rows)
  if (
    (await assignPoints(
      tx,
      actor.orgId,
      rows.map(row => ({ ...row, personId })),
    )) === rows.length
  )
    return
  const taken = before.find(
    point => point.personId && point.personId !== personId && rows.some(row => row.identifierId === point.identifierId),
  )
  const masked = taken ? maskOf(taken) : ''
  throw new Refusal('conflict', factsReasons['point-of-another-person'], { masked })
}
