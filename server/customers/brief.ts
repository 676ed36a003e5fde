import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { maskedPoint } from './contact-points.ts'
import { type CustomerRow, customerById, pointsOf } from './store.ts'

export interface CustomerBrief extends CustomerRow {
  points: ReturnType<typeof maskedPoint>[]
}

/** Who a customer is, with masked contact points best first; refuses one outside the actor's branches. */
export async function customerBrief(tx: Tx, actor: Actor, customerId: string): Promise<CustomerBrief> {
  const customer = await customerById(tx, actor, customerId)
  if (!customer) throw notFound()
  return { ...customer, points: (await pointsOf(tx, actor.orgId, customerId)).map(maskedPoint) }
}
