import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { addCustomer } from './add-customer.ts'
import { changeCustomers } from './change-customers.ts'
import { mergeCustomers } from './merge-customers.ts'
import { addView } from './views.ts'

/** A view, a change of many customers and a merge of the boss's own. */
export async function givenList(boss: Actor, customerId: string) {
  const batch = await as(boss, tx =>
    changeCustomers(tx, boss, { ids: [customerId], change: { stage: 'reach' } }, async () => {}),
  )
  const view = await as(boss, tx =>
    addView(tx, boss, { name: '重点', sharedWith: 'nobody', teamId: null, criteria: {}, sort: 'name', columns: [] }),
  )
  const goneId = await as(boss, tx =>
    addCustomer(tx, boss, { name: '李明', kind: 'person', phones: [], emails: [], branchId: boss.branchId }),
  )
  const merge = await as(boss, tx => mergeCustomers(tx, boss, { survivorId: customerId, goneId, taken: [], note: '' }))
  return { 'customer-batches': batch.id, 'customer-views': view.id, 'customer-merges': merge.id }
}
