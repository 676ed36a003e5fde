import { addCustomer } from '../customers/add-customer.ts'
import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { askElsewhere } from './ask-elsewhere.ts'
import { dramaNumber } from './given.ts'

/** A dial outside the product with a customer of its own, allowed and not reported yet; answers its id. */
export async function givenElsewhere(boss: Actor): Promise<string> {
  const { contactId } = await as(boss, async tx => {
    const customer = { name: '赵敏', kind: 'person' as const, phones: [dramaNumber()], emails: [] }
    const customerId = await addCustomer(tx, boss, customer)
    const asked = { customerId, purpose: 'care' as const, reason: '关怀', campaignId: null, agreedAt: null }
    return askElsewhere(tx, boss, { ...asked, callerNumber: '4008001234', by: '合作商外呼系统' }, 'zh')
  })
  if (!contactId) throw new Error('the dial was not allowed')
  return contactId
}
