import { addCustomer } from '../customers/add-customer.ts'
import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { addMachine, type NewMachine } from './add-machine.ts'

/** A customer under a branch, for tests of his machines. */
export function givenOwner(actor: Actor, name: string, branchId: string, externalId?: string): Promise<string> {
  const given = { name, kind: 'organisation' as const, branchId, phones: [], emails: [] }
  return as(actor, tx => addCustomer(tx, actor, { ...given, ...(externalId && { externalId }) }))
}

/** An excavator of a customer. */
export function givenMachine(actor: Actor, customerId: string, given: Partial<NewMachine> = {}) {
  return as(actor, tx => addMachine(tx, actor, { customerId, serialNumber: 'SY215C-0012', ...given }))
}
