import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { addContactPoint } from './add-contact-point.ts'
import { addCustomer } from './add-customer.ts'
import { changeCustomers } from './change-customers.ts'
import { mergeCustomers } from './merge-customers.ts'
import { splitCustomer } from './split-customer.ts'
import { addView } from './views.ts'

/** A view, a change of many customers, a merge and a split of the boss's own. */
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
  const pointId = await as(boss, async tx => {
    const point = { customerId, kind: 'email' as const, value: `${newId()}@split.example` }
    return (await addContactPoint(tx, boss, point)).id
  })
  const choice = { pointIds: [pointId], personIds: [], machineIds: [], activityIds: [] }
  const split = await as(boss, tx =>
    splitCustomer(tx, boss, { customerId, name: '李明之二', kind: 'person', note: '', ...choice }),
  )
  return {
    'customer-batches': batch.id,
    'customer-views': view.id,
    'customer-merges': merge.id,
    'customer-splits': split.id,
  }
}
