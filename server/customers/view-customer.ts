import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { record } from '../privacy/index.ts'
import { type CustomerBrief, customerBrief } from './brief.ts'

/** Opens a customer's page; the look is written to the audit log. Refuses a customer outside the actor's branches. */
export async function viewCustomer(tx: Tx, actor: Actor, customerId: string): Promise<CustomerBrief> {
  permit(actor, 'customers.read')
  const brief = await customerBrief(tx, actor, customerId)
  await record(tx, actor, 'customer.viewed', 'customer', customerId)
  return brief
}
