import { addCustomer } from '../customers/add-customer.ts'
import type { GivenOrganisation } from '../people/given.ts'
import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { givenVault } from '../privacy/given.ts'
import { changePolicy } from './change-policy.ts'
import type { Policy } from './rules.ts'
import { DEFAULT_POLICY } from './rules.ts'

givenVault()

let numbers = 0

/** A number of those the British regulator keeps for drama, another one each time. */
export function dramaNumber(): string {
  numbers = (numbers + 1) % 1000
  return `+447700900${String(numbers).padStart(3, '0')}`
}

/** A new customer with one number, or with those given, by default in the owner's branch; answers his id. */
export function givenCustomer(
  org: GivenOrganisation,
  given: { name?: string; phones?: string[]; branchId?: string } = {},
): Promise<string> {
  const { name = '王小明', phones = [dramaNumber()], branchId = org.rootId } = given
  return as(org.owner, tx => addCustomer(tx, org.owner, { name, kind: 'person', branchId, phones, emails: [] }))
}

/** A policy with some rules of its own, stated by an approver. */
export async function givenPolicy(org: GivenOrganisation, policy: Partial<Policy>): Promise<Actor> {
  const approver = await org.staff('approver')
  const { version: _, ...rest } = { ...DEFAULT_POLICY, ...policy }
  await as(approver, tx => changePolicy(tx, approver, rest))
  return approver
}
