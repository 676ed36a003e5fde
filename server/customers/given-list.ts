import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { changeCustomers } from './change-customers.ts'
import { addView } from './views.ts'

/** A view and a change of many customers of the boss's own. */
export async function givenList(boss: Actor, customerId: string) {
  const batch = await as(boss, tx =>
    changeCustomers(tx, boss, { ids: [customerId], change: { stage: 'reach' } }, async () => {}),
  )
  const view = await as(boss, tx =>
    addView(tx, boss, { name: '重点', sharedWith: 'nobody', teamId: null, criteria: {}, sort: 'name', columns: [] }),
  )
  return { 'customer-batches': batch.id, 'customer-views': view.id }
}
