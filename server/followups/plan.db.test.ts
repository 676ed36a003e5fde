import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { givenRunning } from '../campaigns/given.ts'
import { pauseCampaign } from '../campaigns/pause-campaign.ts'
import { resumeCampaign } from '../campaigns/resume-campaign.ts'
import { windowOf } from '../campaigns/rules.ts'
import { stopCampaign } from '../campaigns/stop-campaign.ts'
import { dramaNumber, givenCustomer } from '../contacts/given.ts'
import { stopContacts } from '../contacts/stop-contacts.ts'
import { addContactPoint } from '../customers/add-contact-point.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { giveBack } from './give-back.ts'
import { dial, givenListeners, givenOrder, settle, take, taken } from './given.ts'
import { followupPage } from './list-store.ts'
import { planFollowups } from './plan-followups.ts'
import type { FollowupRow } from './store.ts'

givenListeners()

let org: GivenOrganisation
let agent: Actor
beforeEach(async () => {
  org = await givenOrganisation()
  agent = await org.staff('agent')
})

const daysAgo = (days: number) => TUESDAY_10_AM.subtract({ hours: 24 * days })
const plan = (actor: Actor) => as(actor, tx => planFollowups(tx, actor))
const all = (actor = org.owner): Promise<FollowupRow[]> => as(actor, tx => followupPage(tx, actor, { limit: 100 }))
const none = {
  plannedBefore: 0,
  conditionsNotMet: 0,
  notDrawn: 0,
  customerWaiting: 0,
  noNumber: 0,
  noAddress: 0,
  doNotContact: 0,
}

describe('planning', () => {
  test('greets each person once on his birthday, and names the version that planned it', async () => {
    const { campaign } = await givenRunning(org, { trigger: { kind: 'birthday', fromDay: 0, toDay: 1 } })
    const [today, other] = [await givenCustomer(org), await givenCustomer(org)]
    const born = (id: string, day: string) =>
      as(org.owner, tx =>
        sql`update customer set birthday = ${day} where org_id = ${org.orgId} and id = ${id}`.execute(tx),
      )
    await born(today, '1985-11-17')
    await born(other, '11-19')
    expect(await plan(org.owner)).toMatchObject([{ planned: 1 }])
    expect(await plan(org.owner)).toMatchObject([{ planned: 0, fallenOut: { plannedBefore: 1 } }])
    expect(await all()).toMatchObject([{ customerId: today, campaignId: campaign.id, campaignVersion: 1 }])
  })

  test('gives each activity at its right moment one follow-up, and the reasons for those it gives none', async () => {
    const { campaign } = await givenRunning(org, {
      conditions: [{ field: 'activity.amount', operator: 'at-least', value: 300 }],
    })
    const [buyer, twice, silent, stopped, early] = [
      await givenCustomer(org),
      await givenCustomer(org),
      await givenCustomer(org, { phones: [] }),
      await givenCustomer(org),
      await givenCustomer(org),
    ]
    const wish = { customerId: stopped, purpose: 'care', source: 'hotline', note: '', expiresAt: null }
    await as(org.owner, tx => stopContacts(tx, org.owner, wish))
    await givenOrder(org, buyer, daysAgo(5))
    const older = await givenOrder(org, twice, daysAgo(9))
    await givenOrder(org, twice, daysAgo(4))
    await givenOrder(org, silent, daysAgo(5))
    await givenOrder(org, stopped, daysAgo(5))
    await givenOrder(org, early, daysAgo(1))
    await givenOrder(org, early, daysAgo(12))

    expect(await plan(org.owner)).toEqual([
      {
        campaignId: campaign.id,
        campaignName: campaign.name,
        activities: 5,
        planned: 2,
        fallenOut: { ...none, customerWaiting: 1, noNumber: 1, doNotContact: 1 },
      },
    ])
    const rows = await all()
    const of = (customerId: string) => rows.filter(row => row.customerId === customerId)
    expect(of(buyer)).toMatchObject([
      {
        state: 'waiting',
        dueAt: TUESDAY_10_AM,
        expiresAt: Temporal.Instant.from('2026-11-23T00:00:00+08:00'),
        purpose: 'care',
        reason: campaign.reasonForCustomer,
        priority: campaign.priority,
        maxAttempts: campaign.maxAttempts,
      },
    ])
    expect(of(twice)).toMatchObject([{ activityId: older, state: 'waiting' }])
    expect(of(silent)).toMatchObject([{ state: 'closed', closedReason: 'no-number' }])
    expect(of(stopped)).toMatchObject([{ state: 'closed', closedReason: 'do-not-contact' }])
    expect(of(early)).toEqual([])
    const log = await as(org.owner, tx => tx.selectFrom('verdict').select(['moment', 'kind', 'customer_id']).execute())
    expect(log).toHaveLength(2)
    expect(log.every(entry => entry.moment === 'plan' && entry.kind === 'deny')).toBe(true)
  })

  test('again plans nothing new, until the customer’s earlier one has ended', async () => {
    await givenRunning(org)
    const customerId = await givenCustomer(org)
    await givenOrder(org, customerId, daysAgo(9))
    await givenOrder(org, customerId, daysAgo(4))
    await plan(org.owner)
    expect((await plan(org.owner))[0]).toMatchObject({
      planned: 0,
      fallenOut: { plannedBefore: 1, customerWaiting: 1 },
    })
    const { id } = await taken(agent)
    await dial(agent, id)
    await settle(agent, id, { outcome: 'refused' })
    expect((await plan(org.owner))[0]).toMatchObject({ planned: 1, fallenOut: { plannedBefore: 1 } })
    expect(await all()).toHaveLength(2)
  })

  test('opens what was closed for want of a number, once there is one', async () => {
    await givenRunning(org)
    const customerId = await givenCustomer(org, { phones: [] })
    await givenOrder(org, customerId, daysAgo(5))
    await plan(org.owner)
    expect((await plan(org.owner))[0]).toMatchObject({ planned: 0, fallenOut: { noNumber: 1 } })
    const given = { customerId, kind: 'phone' as const, value: dramaNumber() }
    await as(org.owner, tx => addContactPoint(tx, org.owner, given))
    expect((await plan(org.owner))[0]).toMatchObject({ planned: 1, fallenOut: none })
    expect(await all()).toMatchObject([{ state: 'waiting', closedReason: null, settledAt: null }])
  })

  test('keeps to the campaign’s branch and to the planner’s', async () => {
    await givenRunning(org)
    const [north, south] = [
      await givenCustomer(org, { branchId: org.northId }),
      await givenCustomer(org, { branchId: org.southId }),
    ]
    for (const customerId of [north, south]) await givenOrder(org, customerId, daysAgo(5))
    const northern = await org.staff('planner', org.northId)
    expect((await plan(northern))[0]).toMatchObject({ activities: 1, planned: 1 })
    expect((await all()).map(row => row.customerId)).toEqual([north])
    await expect(plan(agent)).rejects.toThrow('forbidden')
  })

  test('finds the same window as the rule of the campaigns, on any day and at any hour', async () => {
    const cases = fc.sample(
      fc.record({
        hours: fc.integer({ min: 0, max: 24 * 25 }),
        fromDay: fc.integer({ min: 0, max: 8 }),
        length: fc.nat(10),
      }),
      { numRuns: 12, seed: 7 },
    )
    for (const { hours, fromDay, length } of cases) {
      const own = await givenOrganisation()
      const trigger = { kind: 'order' as const, fromDay, toDay: fromDay + length }
      const { campaign } = await givenRunning(own, { trigger })
      const happenedAt = TUESDAY_10_AM.subtract({ hours })
      await givenOrder(own, await givenCustomer(own), happenedAt)
      const window = windowOf(
        { ...trigger, validFrom: campaign.validFrom!, validUntil: campaign.validUntil! },
        happenedAt,
        'Asia/Shanghai',
      )
      await plan(own.owner)
      const rows = await all(own.owner)
      const endOfToday = Temporal.Instant.from('2026-11-18T00:00:00+08:00')
      const isNow =
        window &&
        window.dueAt.epochMilliseconds < endOfToday.epochMilliseconds &&
        window.expiresAt.epochMilliseconds > TUESDAY_10_AM.epochMilliseconds
      const due =
        window && window.dueAt.epochMilliseconds > TUESDAY_10_AM.epochMilliseconds ? window.dueAt : TUESDAY_10_AM
      expect(rows.map(row => [row.dueAt.toString(), row.expiresAt.toString()])).toEqual(
        isNow ? [[due.toString(), window.expiresAt.toString()]] : [],
      )
    }
  })
})

describe('a campaign that is', () => {
  async function givenPlanned() {
    const given = await givenRunning(org)
    const customers = [await givenCustomer(org), await givenCustomer(org)]
    for (const customerId of customers) await givenOrder(org, customerId, daysAgo(5))
    await plan(org.owner)
    return given
  }

  test('paused hands nothing out and is not dialled; resumed, it has lost nobody', async () => {
    const { campaign, planner } = await givenPlanned()
    const { id } = await taken(agent)
    await as(planner, tx => pauseCampaign(tx, planner, campaign.id))
    await expect(dial(agent, id)).rejects.toThrow('campaign-not-running')
    await as(agent, tx => giveBack(tx, agent, id, { reason: 'break', note: '' }))
    expect(await take(agent)).toMatchObject({ followup: null, queue: { waiting: 0 } })
    await as(planner, tx => resumeCampaign(tx, planner, campaign.id))
    const called: string[] = []
    for (let n = 0; n < 2; n++) {
      const followup = await taken(agent)
      called.push(followup.id)
      await dial(agent, followup.id)
      await settle(agent, followup.id, { outcome: 'refused' })
    }
    expect(new Set(called).size).toBe(2)
  })

  test('stopped closes what waits, and what an agent had in hand when he gives it back', async () => {
    const { campaign, planner } = await givenPlanned()
    const { id } = await taken(agent)
    await as(planner, tx => stopCampaign(tx, planner, campaign.id))
    expect((await all()).map(row => row.state).sort()).toEqual(['closed', 'handed-out'])
    await as(agent, tx => giveBack(tx, agent, id, { reason: 'other', note: '' }))
    expect((await all()).map(row => row.closedReason)).toEqual(['campaign-stopped', 'campaign-stopped'])
  })
})
