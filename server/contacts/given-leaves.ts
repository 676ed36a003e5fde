import { addCustomer } from '../customers/add-customer.ts'
import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { DEFAULT_CONTENT } from '../policy/rules.ts'
import { holdCustomer } from './hold-customer.ts'
import { askOverride } from './override-contacts.ts'

/** A hold of a customer of his own, and an override that waits for its decision. */
export async function givenLeaves(boss: Actor) {
  const customerId = await as(boss, tx =>
    addCustomer(tx, boss, { name: '赵敏', kind: 'person', phones: [], emails: [] }),
  )
  const until = boss.now.add({ hours: 24 })
  const hold = await as(boss, tx => holdCustomer(tx, boss, { customerId, until, reason: '住院' }))
  const passes = [DEFAULT_CONTENT.rules[0]!.id]
  const asked = { customerId, purpose: null, passes, reason: '客户催促', expiresAt: until }
  const override = await as(boss, tx => askOverride(tx, boss, asked))
  return { 'contact-holds': hold.id, 'contact-overrides': override.id }
}
