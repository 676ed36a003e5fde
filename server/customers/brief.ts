import { may } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { HIDDEN_BIRTHDAY } from './birthday-rules.ts'
import { maskedPoint } from './contact-points.ts'
import { foundBy } from './merge-store.ts'
import { bestPointsOf, type CustomerRow, customerById, customersByIds, pointsOf } from './store.ts'

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
  const customer = await customerAlone(tx, actor, customerId)
  return { ...customer, points: (await pointsOf(tx, actor.orgId, customer.id)).map(maskedPoint) }
}

/** As `customerBrief`, without the contact points. */
export async function customerAlone(tx: Tx, actor: Actor, customerId: string): Promise<CustomerRow> {
  const customer = (await customerById(tx, actor, customerId)) ?? (await survivorOf(tx, actor, customerId))
  if (!customer) throw notFound()
  return asShown(actor, customer)
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
  return new Map(
    customers.map(customer => {
      const own = points.get(customer.id) ?? []
      return [customer.id, { ...asShown(actor, customer), points: own.map(maskedPoint) }]
    }),
  )
}

function asShown(actor: Actor, customer: CustomerRow): CustomerRow {
  const { birthday } = customer
  return birthday !== null && !may(actor, 'customers.write') ? { ...customer, birthday: HIDDEN_BIRTHDAY } : customer
}

async function survivorOf(tx: Tx, actor: Actor, goneId: string): Promise<CustomerRow | undefined> {
  const id = await foundBy(tx, actor.orgId, goneId)
  return id ? customerById(tx, actor, id) : undefined
}
