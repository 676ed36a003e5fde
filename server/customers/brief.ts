import { may } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { HIDDEN_BIRTHDAY } from './birthday-rules.ts'
import { maskedPoint } from './contact-points.ts'
import { foundBy } from './merge-store.ts'
import { type CustomerRow, customerById, pointsOf } from './store.ts'

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
  const { birthday } = customer
  const shown = birthday !== null && !may(actor, 'customers.write') ? HIDDEN_BIRTHDAY : birthday
  return { ...customer, birthday: shown, points: (await pointsOf(tx, actor.orgId, customer.id)).map(maskedPoint) }
}

async function survivorOf(tx: Tx, actor: Actor, goneId: string): Promise<CustomerRow | undefined> {
  const id = await foundBy(tx, actor.orgId, goneId)
  return id ? customerById(tx, actor, id) : undefined
}
