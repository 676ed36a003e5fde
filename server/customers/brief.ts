import { may } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { HIDDEN_BIRTHDAY } from './birthday-rules.ts'
import { maskedPoint } from './contact-points.ts'
import { foundBy } from './merge-store.ts'
import { bestPointsOf, type CustomerRow, customerById, customersByIds, type PointRow, pointsOf } from './store.ts'

/** Shown of each of several customers. */
const MOST_POINTS = 50

export interface CustomerBrief extends CustomerRow {
  points: ReturnType<typeof maskedPoint>[]
}

/**
 * Who a customer is, with masked contact points best first, his birthday only for who may change it; one who was merged into another is that other. Refuses one
 * outside the actor's branches.
 */
export async function customerBrief(tx: Tx, actor: Actor, customerId: string): Promise<CustomerBrief> {
  const customer = (await customerById(tx, actor, customerId)) ?? (await survivorOf(tx, actor, customerId))
  if (!customer) throw notFound()
  return asShown(actor, customer, await pointsOf(tx, actor.orgId, customer.id))
}

/** As `customerBrief`, of several; whoever is not in the actor's branches is left out. */
export async function customerBriefs(
  tx: Tx,
  actor: Actor,
  customerIds: readonly string[],
): Promise<Map<string, CustomerBrief>> {
  const ids = [...new Set(customerIds)]
  const customers = await customersByIds(tx, actor, ids)
  const points = await bestPointsOf(tx, actor.orgId, ids, MOST_POINTS)
  return new Map(customers.map(customer => [customer.id, asShown(actor, customer, points.get(customer.id) ?? [])]))
}

function asShown(actor: Actor, customer: CustomerRow, points: readonly PointRow[]): CustomerBrief {
  const { birthday } = customer
  const shown = birthday !== null && !may(actor, 'customers.write') ? HIDDEN_BIRTHDAY : birthday
  return { ...customer, birthday: shown, points: points.map(maskedPoint) }
}

async function survivorOf(tx: Tx, actor: Actor, goneId: string): Promise<CustomerRow | undefined> {
  const id = await foundBy(tx, actor.orgId, goneId)
  return id ? customerById(tx, actor, id) : undefined
}
