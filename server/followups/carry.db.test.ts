import { beforeEach, describe, expect, test } from 'vitest'
import { givenRunning } from '../campaigns/given.ts'
import { pauseCampaign } from '../campaigns/pause-campaign.ts'
import { recentContacts } from '../contacts/contacts-of-customer.ts'
import { givenCustomer } from '../contacts/given.ts'
import { stopContacts } from '../contacts/stop-contacts.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM, testDatabase } from '../people/given.ts'
import { addTeam, systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { givenScript } from '../scripts/given.ts'
import type { AddFollowup } from './add-followup.ts'
import { setAppointment } from './appointment-store.ts'
import { togetherWith } from './carry-store.ts'
import { readDesk } from './desk.ts'
import { setSupervised } from './escalation-store.ts'
import { dial, givenFollowup, givenListeners, givenOrder, settle, take, taken } from './given.ts'
import { givenCombining } from './given-carried.ts'
import { planFollowups } from './plan-followups.ts'
import { saveAnswers } from './save-answers.ts'
import { followupById } from './store.ts'

givenListeners()

let org: GivenOrganisation
let agent: Actor
beforeEach(async () => {
  org = await givenOrganisation()
  agent = await org.staff('agent')
})

const seen = async (id: string) => (await as(org.owner, tx => followupById(tx, org.owner, id)))!
const system = () => systemActor(testDatabase(), org.orgId)
/** What the ledger says the contacts of a customer were about besides, by purpose. */
const alsoAbout = async () =>
  as(await system(), tx =>
    tx
      .selectFrom('contact_carried')
      .where('org_id', '=', org.orgId)
      .select(['purpose', 'led_by', 'followup_id'])
      .orderBy('purpose')
      .execute(),
  )

/** A care call with high priority, and others of the same customer; answers their ids, its own first. */
async function givenTogether(...others: Partial<AddFollowup>[]) {
  const customerId = await givenCustomer(org, { name: '李芳' })
  const ids = [await givenFollowup(org, customerId, { priority: 9 })]
  for (const other of others) ids.push(await givenFollowup(org, customerId, { purpose: 'satisfaction', ...other }))
  return { customerId, ids: ids as [string, string, ...string[]] }
}

describe('handing out', () => {
  test('takes along nothing where no rule lets purposes live together', async () => {
    const { ids } = await givenTogether({})
    expect((await taken(agent)).id).toBe(ids[0])
    expect(await seen(ids[1])).toMatchObject({ state: 'waiting', carriedBy: null })
  })

  test('takes along what else waits for the customer, and tells in whose call it is', async () => {
    await givenCombining(org)
    const { ids, customerId } = await givenTogether({}, { purpose: 'confirm-solution' })
    const others = await givenFollowup(org, await givenCustomer(org))
    expect((await taken(agent)).id).toBe(ids[0])
    for (const id of ids.slice(1)) {
      expect(await seen(id)).toMatchObject({
        ...{ state: 'carried', customerId, handedTo: null, handedToName: 'agent' },
        carriedBy: { id: ids[0], purpose: 'care' },
      })
    }
    expect((await seen(others)).state).toBe('waiting')
    const together = async (id: string) =>
      (await as(agent, tx => togetherWith(tx, agent, id))).map(one => one.id).sort()
    expect(await together(ids[0])).toEqual(ids.slice(1).sort())
    expect(await together(ids[1])).toEqual([ids[0], ids[2]].sort())
    expect(await alsoAbout()).toMatchObject([
      { purpose: 'confirm-solution', led_by: ids[0], followup_id: ids[2] },
      { purpose: 'satisfaction', led_by: ids[0], followup_id: ids[1] },
    ])
  })

  test('takes along no more than the rule allows, what was promised before the rest', async () => {
    await givenCombining(org, { most: 2 })
    const { ids } = await givenTogether({ priority: 9 }, { purpose: 'confirm-solution', priority: 1 })
    await taken(agent)
    expect(await Promise.all(ids.map(async id => (await seen(id)).state))).toEqual(['handed-out', 'waiting', 'carried'])
  })

  test('keeps apart what may never go together, also among what is taken along', async () => {
    await givenCombining(org)
    const { ids } = await givenTogether(
      { purpose: 'problem-solving' },
      { purpose: 'cross-sell' },
      { purpose: 'research' },
    )
    await taken(agent)
    const states = await Promise.all(ids.map(async id => (await seen(id)).state))
    expect(states).toEqual(['handed-out', 'carried', 'waiting', 'carried'])
  })

  test('leaves what is not for this agent, not due, up with a supervisor, or refused by the customer', async () => {
    await givenCombining(org, { most: 5 })
    const { teamId } = await as(org.owner, async tx => ({
      teamId: (await addTeam(tx, org.owner, { name: '他组', branchId: org.rootId, memberIds: [] })).id,
    }))
    const colleague = await org.staff('agent')
    const in25Hours = TUESDAY_10_AM.add({ hours: 25 })
    const { ids, customerId } = await givenTogether(
      { teamId },
      { notBy: agent.staffId! },
      { dueAt: in25Hours },
      { purpose: 'renewal' },
      {},
      {},
      { purpose: 'verify-data' },
      { purpose: 'research', dueAt: TUESDAY_10_AM.add({ hours: 23 }) },
    )
    const [soon, his, supervised] = ids.slice(5) as [string, string, string]
    const [at, before] = [TUESDAY_10_AM.add({ minutes: 5 }), TUESDAY_10_AM.subtract({ minutes: 5 })]
    await as(org.owner, async tx => {
      await setAppointment(tx, org.owner, soon, { at, staffId: null })
      await setAppointment(tx, org.owner, his, { at: before, staffId: colleague.staffId })
      await setSupervised(tx, org.owner, supervised, { withSupervisor: true })
    })
    const hotline = await org.staff('hotline')
    const wish = {
      customerId,
      purpose: 'renewal',
      source: 'hotline',
      note: '',
      expiresAt: TUESDAY_10_AM.add({ hours: 9 }),
    }
    await as(hotline, tx => stopContacts(tx, hotline, wish))
    expect((await taken(agent)).id).toBe(ids[0])
    const carried = []
    for (const id of ids) if ((await seen(id)).state === 'carried') carried.push(id)
    expect(carried).toEqual([ids[8]])
  })

  test('leaves what a campaign planned that does not run', async () => {
    await givenCombining(org)
    const { campaign, planner } = await givenRunning(org)
    const customerId = await givenCustomer(org)
    await givenOrder(org, customerId, TUESDAY_10_AM.subtract({ hours: 24 * 4 }))
    await as(await system(), async tx => planFollowups(tx, { ...(await system()), now: TUESDAY_10_AM }))
    await as(planner, tx => pauseCampaign(tx, planner, campaign.id))
    const lead = await givenFollowup(org, customerId)
    expect((await taken(agent)).id).toBe(lead)
    expect(await alsoAbout()).toEqual([])
  })
})

describe('the desk', () => {
  test('has all that the call is about in the order of the policy, and an opening that names it', async () => {
    await givenCombining(org)
    const short = await givenScript(org.owner, { minutes: 2, name: '确认' })
    const { ids } = await givenTogether({
      ...{ purpose: 'confirm-solution', scriptId: short.id, priority: 1 },
      reason: '确认报修已经解决',
    })
    await taken(agent)
    const { sheet } = await as(agent, tx => readDesk(tx, agent, 'zh'))
    expect(sheet?.order).toEqual([ids[1], ids[0]])
    expect(sheet?.carried).toMatchObject([
      {
        followup: { id: ids[1], state: 'carried' },
        why: { reason: '确认报修已经解决', purposes: ['confirm-solution'] },
        script: { minutes: 2, questions: [{ id: 'content' }, { id: 'again' }, { id: 'why-not' }] },
        answers: {},
      },
    ])
    expect(sheet?.script.minutes).toBe(5)
    expect(sheet?.script.opening).toBe(
      '李芳您好，我是东方机械的agent，因为确认报修已经解决，以及了解您购买后的使用情况给您打电话，大约需要5分钟。',
    )
  })

  test('keeps the answers of each, and lets nobody else write them', async () => {
    await givenCombining(org)
    const { ids } = await givenTogether({})
    await taken(agent)
    const later = org.at(agent, agent.now.add({ minutes: 10 }))
    const { leaseUntil } = await as(later, tx => saveAnswers(tx, later, ids[1], { content: 4 }))
    expect(leaseUntil).toEqual(later.now.add({ minutes: 15 }))
    expect(await seen(ids[1])).toMatchObject({ answers: { content: 4 }, state: 'carried' })
    expect(await seen(ids[0])).toMatchObject({ answers: {}, leaseUntil })
    const other = await org.staff('agent')
    await expect(as(other, tx => saveAnswers(tx, other, ids[1], { content: 1 }))).rejects.toThrow('lease-lost')
    await expect(dial(agent, ids[1])).rejects.toThrow('carried-with-another')
  })
})

describe('the outcome of the call', () => {
  const nothing = { answers: {}, problem: null }

  test('ends each that was spoken about, lets wait again what was not, and stops what was refused', async () => {
    await givenCombining(org, { most: 4 })
    const { ids, customerId } = await givenTogether({}, { purpose: 'research' }, { purpose: 'verify-data' })
    const [lead, done, refused, notBroughtUp] = ids as [string, string, string, string]
    const laterResearch = await givenFollowup(org, customerId, {
      ...{ purpose: 'research', dueAt: TUESDAY_10_AM.add({ hours: 50 }) },
    })
    await taken(agent)
    await dial(agent, lead)
    await settle(agent, lead, {
      ...{ outcome: 'completed', answers: { content: 5 } },
      carried: [
        { followupId: done, how: 'done', answers: { content: 2 }, problem: { text: '漏油', severity: 'high' } },
        { followupId: refused, how: 'refused', ...nothing },
        { followupId: notBroughtUp, how: 'not-brought-up', ...nothing },
      ],
    })
    expect(await seen(lead)).toMatchObject({ state: 'done', lastOutcome: 'completed', answers: { content: 5 } })
    const others = async (id: string) => (await as(agent, tx => togetherWith(tx, agent, id))).map(one => one.id).sort()
    expect(await others(lead)).toEqual([done, refused].sort())
    expect(await others(done)).toEqual([lead, refused].sort())
    expect(await others(notBroughtUp)).toEqual([])
    expect(await seen(done)).toMatchObject({
      ...{ state: 'done', lastOutcome: 'completed', answers: { content: 2 }, attempts: 1, carriedBy: null },
    })
    expect(await seen(refused)).toMatchObject({ state: 'done', lastOutcome: 'refused', attempts: 1 })
    expect(await seen(laterResearch)).toMatchObject({ state: 'closed', closedReason: 'do-not-contact' })
    expect(await seen(notBroughtUp)).toMatchObject({ state: 'waiting', attempts: 0, carriedBy: null })
    expect((await alsoAbout()).map(({ purpose }) => purpose)).toEqual(['research', 'satisfaction'])
    // He was spoken to: what was not brought up waits until the policy allows it again.
    expect((await take(agent)).followup).toBeNull()
    expect(await seen(notBroughtUp)).toMatchObject({ dueAt: TUESDAY_10_AM.add({ hours: 24 * 7 }) })
  })

  test('without a conversation gives everything back at once, and counts one attempt of one', async () => {
    await givenCombining(org)
    const { ids } = await givenTogether({})
    await taken(agent)
    await dial(agent, ids[0])
    await settle(agent, ids[0], {
      outcome: 'no-answer',
      carried: [{ followupId: ids[1], how: 'done', answers: { content: 5 }, problem: null }],
    })
    expect(await seen(ids[0])).toMatchObject({ state: 'waiting', attempts: 1 })
    expect(await seen(ids[1])).toMatchObject({ state: 'waiting', attempts: 0, answers: {} })
    expect(await alsoAbout()).toEqual([])
  })

  test('counts as a conversation for each matter it was about, and as one call', async () => {
    const rule = { name: '调研一季一次', kind: 'cap', count: 'conversations', per: 'person', limit: 1 }
    const window = { kind: 'rolling', seconds: 86_400 * 90 }
    await givenCombining(org, {}, [{ ...rule, id: 'research', scope: { purposes: ['research'] }, window }])
    const expiresAt = TUESDAY_10_AM.add({ hours: 24 * 120 })
    const told = { limit: 5, teamIds: undefined, language: 'zh' } as const
    const { ids, customerId } = await givenTogether({ purpose: 'research' }, { expiresAt })
    await taken(agent)
    await dial(agent, ids[0])
    await settle(agent, ids[0], {
      ...{ outcome: 'completed', answers: { content: 5 } },
      carried: [{ followupId: ids[1], how: 'done', answers: { content: 5 }, problem: null }],
    })
    const [call] = await as(agent, tx => recentContacts(tx, agent, customerId, told))
    expect(call?.purposes).toEqual(['care', 'research'])
    const research = await givenFollowup(org, customerId, { purpose: 'research', expiresAt, priority: 9 })
    const later = org.at(agent, TUESDAY_10_AM.add({ hours: 24 * 8 }))
    const { followup } = await take(later)
    expect(await seen(research)).toMatchObject({ held: [{ rule: 'research', code: 'conversation-cap' }] })
    // What was not brought up counts for nothing and may go now.
    expect(followup).toMatchObject({ id: ids[2] })
  })

  test('is refused whole where an answer of what it carried is missing or does not fit', async () => {
    await givenCombining(org)
    const { ids } = await givenTogether({})
    await taken(agent)
    await dial(agent, ids[0])
    const report = (answers: Record<string, number>) =>
      settle(agent, ids[0], {
        ...{ outcome: 'completed', answers: { content: 5 } },
        carried: [{ followupId: ids[1], how: 'done', answers, problem: null }],
      })
    await expect(report({})).rejects.toThrow('answers-not-complete')
    await expect(report({ content: 9 })).rejects.toThrow('answers-do-not-fit')
    expect((await seen(ids[0])).state).toBe('handed-out')
    await Promise.all([report({ content: 3 }), report({ content: 3 })])
    expect(await seen(ids[1])).toMatchObject({ state: 'done', attempts: 1 })
  })

  test('tells when what was brought up is not part of the call any more', async () => {
    await givenCombining(org)
    const { ids, customerId } = await givenTogether({})
    await taken(agent)
    await dial(agent, ids[0])
    const hotline = await org.staff('hotline')
    const wish = { customerId, purpose: 'satisfaction', source: 'hotline', note: '', expiresAt: null }
    await as(hotline, tx => stopContacts(tx, hotline, wish))
    expect(await seen(ids[1])).toMatchObject({ state: 'closed', closedReason: 'do-not-contact', carriedBy: null })
    const carried = [{ followupId: ids[1], how: 'done' as const, answers: { content: 5 }, problem: null }]
    const report = { outcome: 'completed' as const, answers: { content: 5 } }
    await expect(settle(agent, ids[0], { ...report, carried })).rejects.toThrow('carried-no-more')
    await settle(agent, ids[0], report)
    expect((await seen(ids[0])).state).toBe('done')
  })
})
