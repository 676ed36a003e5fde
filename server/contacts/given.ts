import { addCustomer } from '../customers/add-customer.ts'
import type { GivenOrganisation } from '../people/given.ts'
import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { givenPolicy as givenContent } from '../policy/given.ts'
import { givenVault } from '../privacy/given.ts'
import { contactsReleased } from './contact-facts.ts'
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
  given: { name?: string; phones?: string[]; emails?: string[]; branchId?: string } = {},
): Promise<string> {
  const { name = '王小明', phones = [dramaNumber()], emails = [], branchId = org.rootId } = given
  return as(org.owner, tx => addCustomer(tx, org.owner, { name, kind: 'person', branchId, phones, emails }))
}

/**
 * A policy in force whose rules for everybody say what the default says, except for what is given; answers an approver.
 * Held back contacts are looked at again, as when a version is approved.
 */
export async function givenPolicy(org: GivenOrganisation, policy: Partial<Policy>): Promise<Actor> {
  const { rules } = contentOf({ ...DEFAULT_POLICY, ...policy })
  await givenContent(org, { rules })
  const approver = await org.staff('approver')
  await as(approver, tx => contactsReleased.tell(tx, approver, { customerId: null }))
  return approver
}

function contentOf(policy: Policy) {
  const seconds = policy.capDays * 86_400
  const cap = (count: 'conversations' | 'attempts', limit: number) =>
    ({ kind: 'cap', count, per: 'person', limit, window: { kind: 'rolling', seconds } }) as const
  const gap = (after: 'conversations' | 'attempts', next: 'other-matter' | 'any', span: number) =>
    span > 0 ? [{ kind: 'gap', after, per: 'person', next, seconds: span } as const] : []
  const { workdayWindows: workday, restDayWindows: restDay, holidayWindows: holiday } = policy
  const rules = [
    { kind: 'hours', workday, restDay, holiday } as const,
    cap('conversations', policy.capConversations),
    cap('attempts', policy.capAttempts),
    ...gap('conversations', 'other-matter', policy.gapDays * 86_400),
    ...gap('attempts', 'any', policy.attemptGapMinutes * 60),
  ]
  return { rules: rules.map((rule, n) => ({ id: `r${n}`, name: rule.kind, ...rule })) }
}
