import { expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { beginDraft } from '../policy/begin-draft.ts'
import { policyDraft } from '../policy/index.ts'
import { PolicyContent } from '../policy/rule-contract.ts'
import { saveDraft } from '../policy/save-draft.ts'
import { dialContact } from './dial-contact.ts'
import { givenCustomer } from './given.ts'
import { replayDraft } from './replay-policy.ts'
import { reserveContact } from './reserve-contact.ts'
import { settleContact } from './settle-contact.ts'
import { groundFor } from './verdict-on.ts'

async function called(org: GivenOrganisation, agent: Actor, customerId: string, matterId: string) {
  await as(agent, async tx => {
    const ground = await groundFor(tx, org.orgId)
    const matter = { matterId, campaignId: null, purpose: 'care' as const, reason: '回访', agreedAt: null }
    const by = { branchId: org.rootId, teamId: org.teamId, callerNumber: '4008001234' }
    const heldUntil = agent.now.add({ minutes: 15 })
    const reservation = await reserveContact(tx, agent, ground, { customerId, heldUntil, ...matter, ...by })
    if (reservation.kind !== 'reserved') throw new Error(JSON.stringify(reservation))
    await dialContact(tx, agent, ground, { customerId, agreedAt: null, heldUntil })
    const { contactId } = reservation
    await settleContact(tx, agent, { contactId, outcome: 'no-answer', conversed: false })
  })
}

test('a draft is tried on the contacts of the last month, beside the policy in force', async () => {
  const org = await givenOrganisation()
  const [agent, planner] = [await org.staff('agent'), await org.staff('planner')]
  const [often, once] = [await givenCustomer(org, { name: '李芳' }), await givenCustomer(org)]
  const matter = newId()
  for (const days of [5, 4, 3, 2, 1]) {
    await called(org, org.at(agent, agent.now.subtract({ hours: 24 * days })), often, matter)
  }
  await called(org, agent, once, newId())
  await expect(as(planner, tx => replayDraft(tx, planner, 'zh'))).rejects.toThrow('not-found')

  const twiceAWeek = {
    ...{ id: 'twice-a-week', name: '一周最多两次', kind: 'cap', count: 'attempts', per: 'person', limit: 2 },
    window: { kind: 'rolling', seconds: 7 * 86_400 },
  }
  await as(planner, async tx => {
    await beginDraft(tx, planner)
    const draft = (await policyDraft(tx, org.orgId))!
    const { rules } = PolicyContent.parse({ rules: [twiceAWeek], exemptions: [] })
    const content = { ...draft.content, rules: [...draft.content.rules, ...rules] }
    await saveDraft(tx, planner, { ...draft, content })
  })
  const afterwards = org.at(planner, agent.now.add({ minutes: 5 }))
  const found = await as(afterwards, tx => replayDraft(tx, afterwards, 'zh'))
  expect(found).toMatchObject({
    ...{ contacts: 6, stopped: 3, stoppedAnyway: 0 },
    byRule: [{ rule: 'twice-a-week', name: '一周最多两次', contacts: 3 }],
  })
  expect(found.examples.map(({ customerName, at }) => [customerName, at.until(agent.now).total('hours')])).toEqual([
    ['李芳', 24],
    ['李芳', 48],
    ['李芳', 72],
  ])
  expect(found.examples[0]!.until).toEqual(agent.now.add({ hours: 24 * 4 }))
  expect(found.examples[0]!.reasons).toEqual([expect.stringContaining('2 次')])
})
