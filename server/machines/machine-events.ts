import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { machineEventsOf } from './reading-store.ts'

/**
 * One more event of a customer's machines than `limit`, newest first, after time and id; for a caller who has checked that
 * the actor may see the customer.
 */
export async function machineEvents(
  tx: Tx,
  actor: Actor,
  customerId: string,
  page: { after?: readonly string[] | undefined; limit: number },
) {
  permit(actor, 'customers.read')
  const rows = await machineEventsOf(tx, actor.orgId, customerId, page)
  return rows.map(({ value, unit, ...row }) => ({ ...row, reading: value === null ? null : { value, unit: unit! } }))
}
