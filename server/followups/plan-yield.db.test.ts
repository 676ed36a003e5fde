import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { contentFor, givenDraft, givenRunning } from '../campaigns/given.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { type GivenCustomer, givenCustomers } from '../segments/given.ts'
import { estimateCampaign, estimateDraft } from './estimate-yield.ts'
import { dial, givenFollowup, givenListeners, settle, taken } from './given.ts'
import { planFollowups } from './plan-followups.ts'
import type { YieldReason } from './plan-yield-rules.ts'
import { experienceOf, limitCounting, SECONDS_TO_COUNT, tookTooLong } from './plan-yield-store.ts'

givenListeners()

const mobile = { lineType: 'mobile' as const, state: 'valid' as const }
const wrong = { ...mobile, state: 'wrong' as const }

const order = (org: GivenOrganisation, days: number, amount = 100) => ({
  kind: 'order',
  happenedAt: org.owner.now.subtract({ hours: Math.round(24 * days) }),
  amount,
})

const customers = (org: GivenOrganisation, given: readonly GivenCustomer[]) =>
  as(org.owner, tx => givenCustomers(tx, org.owner, given))

const estimate = (org: GivenOrganisation, id: string) => as(org.owner, tx => estimateCampaign(tx, org.owner, id))

const stop = (org: GivenOrganisation, customerId: string, expiresAt: Temporal.Instant | null = null) =>
  as(org.owner, tx =>
    sql`insert into do_not_contact (org_id, customer_id, source, created_at, expires_at)
      values (${org.orgId}, ${customerId}, 'hotline', ${org.owner.now}, ${expiresAt}::timestamptz)`.execute(tx),
  )

/** A contact about another matter, made today; it keeps others quiet until a day. */
const contact = (org: GivenOrganisation, customerId: string, quietDays: number) =>
  as(org.owner, tx =>
    sql`insert into contact (org_id, customer_id, branch_id, contact_point_id, identifier_id, matter_id, purpose, reason,
        staff_id, team_id, caller_number, state, reserved_at, held_until, quiet_until, dialled_at, settled_at, outcome,
        policy_version)
      select p.org_id, p.customer_id, ${org.rootId}, p.id, p.identifier_id, uuid_v7(), 'care', '关怀', ${org.owner.staffId},
        ${org.teamId}, '4008001234', 'made', ${org.owner.now}, ${org.owner.now},
        ${org.owner.now.add({ hours: 24 * quietDays })}, ${org.owner.now}, ${org.owner.now}, 'completed', 0
      from contact_point p where p.org_id = ${org.orgId} and p.customer_id = ${customerId} limit 1`.execute(tx),
  )

const reasonsOf = (answer: Awaited<ReturnType<typeof estimate>>) =>
  Object.fromEntries(answer.fallenOut.map(({ reason, customers: many }) => [reason, many])) as Partial<
    Record<YieldReason, number>
  >

describe('the yield of a campaign', () => {
  test('says of each customer once why he falls out, with some of them by name', async () => {
    const org = await givenOrganisation()
    const conditions = [{ field: 'activity.amount', operator: 'at-least', value: 50 }]
    const { campaign } = await givenRunning(org, { conditions })
    const other = await givenRunning(org, { priority: 9 })
    await org.staff('agent')
    const at = { branchId: org.rootId, phones: [mobile] }
    const [, , , stopped, held, soon, resting] = await customers(org, [
      { ...at, name: '可以打', activities: [order(org, 5), order(org, 4)] },
      { ...at, name: '没号码', phones: [], activities: [order(org, 5)] },
      { ...at, name: '错号', phones: [wrong, wrong], activities: [order(org, 5)] },
      { ...at, name: '勿扰', activities: [order(org, 5)] },
      { ...at, name: '刚打过', activities: [order(org, 9)] },
      { ...at, name: '过两天', activities: [order(org, 4)] },
      { ...at, name: '暂不打', activities: [order(org, 4)] },
      { ...at, name: '金额小', activities: [order(org, 5, 49)] },
      { ...at, name: '太早', activities: [order(org, 40)] },
    ])
    await stop(org, stopped!.id)
    await stop(org, resting!.id, org.owner.now.add({ hours: 48 }))
    await contact(org, held!.id, 7)
    await contact(org, soon!.id, 2)
    const answer = await estimate(org, campaign.id)
    expect(answer.customers).toEqual({ eligible: 9, inMoment: 8, fitting: 7, called: 3, written: 0 })
    expect(reasonsOf(answer)).toEqual({
      ...{ 'outside-moment': 1, conditions: 1, 'do-not-contact': 1, 'no-phone': 1, 'all-wrong': 1, held: 1 },
    })
    expect(answer.later).toEqual({ held: 2, otherCampaign: 0 })
    const because = answer.fallenOut.find(({ reason }) => reason === 'held')!
    expect(because).toMatchObject({ examples: [{ id: held!.id, name: '刚打过' }] })
    expect(because.until?.equals(org.owner.now.add({ hours: 24 * 7 }))).toBe(true)
    expect(answer.days.map(({ beginning }) => beginning).slice(0, 4)).toEqual([1, 0, 2, 0])

    await as(org.owner, tx => planFollowups(tx, org.owner))
    const later = await estimate(org, other.campaign.id)
    expect(reasonsOf(later)['planned-before']).toBeGreaterThan(0)
  })

  test('counts those in another campaign at least as urgent later, or not at all when their moment is over by then', async () => {
    const org = await givenOrganisation()
    await givenRunning(org, { priority: 7 })
    await org.staff('agent')
    await customers(org, [
      { branchId: org.rootId, phones: [mobile], activities: [order(org, 9)] },
      { branchId: org.rootId, phones: [mobile], activities: [order(org, 3)] },
    ])
    await as(org.owner, tx => planFollowups(tx, org.owner))
    const { campaign } = await givenDraft(org, { priority: 5 })
    const answer = await estimate(org, campaign.id)
    expect(reasonsOf(answer)).toEqual({ 'other-campaign': 1 })
    expect(answer).toMatchObject({ customers: { called: 1 }, later: { otherCampaign: 1 } })
    const { campaign: urgent } = await givenDraft(org, { priority: 9 })
    expect(reasonsOf(await estimate(org, urgent.id))).toEqual({})
  })

  test('tells whom a team of a lower branch would not see, and whom it has no hands for', async () => {
    const org = await givenOrganisation()
    const { id: teamId } = await as(org.owner, tx =>
      tx
        .insertInto('team')
        .values({ org_id: org.orgId, branch_id: org.northId, name: '北方组', created_at: org.owner.now })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    const { campaign } = await givenDraft(org, { teamId })
    await customers(
      org,
      [org.northId, org.southId, org.rootId].map(branchId => ({
        branchId,
        phones: [mobile],
        activities: [order(org, 5)],
      })),
    )
    const answer = await estimate(org, campaign.id)
    // Nobody works in the team yet.
    expect(reasonsOf(answer)).toEqual({ 'outside-team': 2, 'over-capacity': 1 })
    expect(answer.team).toEqual({ agents: 0, callsPerDay: 0, waiting: 0, yearsLoaded: true })
  })

  test('plans today exactly those whom planning plans, on any small business', async () => {
    const phones = fc.array(
      fc.record({
        lineType: fc.constant('mobile' as const),
        state: fc.constantFrom('valid' as const, 'wrong' as const),
      }),
      { maxLength: 2 },
    )
    const business = fc.array(
      fc.record({
        phones,
        days: fc.array(fc.integer({ min: 0, max: 14 * 24 }), { minLength: 1, maxLength: 3 }),
        amount: fc.constantFrom(10, 100),
        stopped: fc.constantFrom('no', 'no', 'for-good', 'for-a-time'),
      }),
      { minLength: 1, maxLength: 8 },
    )
    for (const given of fc.sample(business, { numRuns: 12, seed: 11 })) {
      const org = await givenOrganisation()
      const conditions = [{ field: 'activity.amount', operator: 'more-than', value: 50 }]
      const { campaign } = await givenRunning(org, { conditions, teamId: org.teamId })
      const made = await customers(
        org,
        given.map(it => ({
          branchId: org.northId,
          phones: it.phones,
          activities: it.days.map(hours => order(org, hours / 24, it.amount)),
        })),
      )
      for (const [index, it] of given.entries()) {
        if (it.stopped === 'for-good') await stop(org, made[index]!.id)
      }
      const before = await estimate(org, campaign.id)
      const [planned] = await as(org.owner, tx => planFollowups(tx, org.owner))
      expect(before.days[0]?.beginning).toBe(planned!.planned)
      // Once more: each of them waits now, and nobody is planned twice.
      const after = await estimate(org, campaign.id)
      expect(after.days[0]?.beginning).toBe(0)
    }
  })
})

describe('the yield of a draft', () => {
  test('is counted as it is written, without what is not finished, and saves nothing', async () => {
    const org = await givenOrganisation()
    await customers(org, [
      { branchId: org.rootId, phones: [mobile], activities: [order(org, 5)] },
      { branchId: org.southId, phones: [mobile], activities: [order(org, 5, 10)] },
    ])
    const planner = await org.staff('planner')
    const written = { ...(await contentFor(org, planner)), expectedEffect: '', teamId: null, scriptId: null }
    const ask = (more: object) =>
      as(planner, tx =>
        estimateDraft(tx, planner, { ...written, ...more } as unknown as Parameters<typeof estimateDraft>[2]),
      )
    const nothing = await ask({ trigger: { kind: null, fromDay: null, toDay: null, festivals: [] } })
    expect(nothing).toMatchObject({ counted: false, fallenOut: [], days: [] })
    const trigger = { kind: 'order', fromDay: 3, toDay: 10, festivals: [] }
    const group = {
      combinator: 'or',
      rules: [
        { field: 'activity.amount', operator: 'more-than', value: 50 },
        { field: 'customer.country', operator: 'in' },
      ],
    }
    const answer = await ask({ trigger, conditions: group, validFrom: null, validUntil: null })
    expect(answer).toMatchObject({ counted: true, unfinished: 1, team: null, customers: { inMoment: 2, called: 1 } })
    expect(answer.days.every(({ capacity }) => capacity === null)).toBe(true)
    const south = await ask({ trigger, branchId: org.southId })
    expect(south.customers.inMoment).toBe(1)
    const northern = await org.staff('planner', org.northId)
    const outside = as(northern, tx =>
      estimateDraft(tx, northern, { ...written, trigger, branchId: org.southId } as unknown as Parameters<
        typeof estimateDraft
      >[2]),
    )
    await expect(outside).rejects.toThrow('not-found')
  })
})

test('experience counts who wants no more calls, and who complains within seven days of one', async () => {
  const org = await givenOrganisation()
  const agent = await org.staff('agent')
  const { now } = org.owner
  const complaint = (days: number) => ({ kind: 'complaint', happenedAt: now.add({ hours: 24 * days }) })
  const called = await customers(org, [
    { branchId: org.rootId, phones: [mobile] },
    { branchId: org.rootId, phones: [mobile], activities: [complaint(3)] },
    { branchId: org.rootId, phones: [mobile], activities: [complaint(9)] },
    { branchId: org.rootId, phones: [mobile], activities: [complaint(-3)] },
  ])
  for (const [n, { id }] of called.entries()) {
    const followupId = await givenFollowup(org, id)
    await taken(agent)
    await dial(agent, followupId)
    await settle(agent, followupId, { outcome: n === 0 ? 'asked-not-to-call' : 'refused' })
  }
  const later = org.at(org.owner, now.add({ hours: 24 * 20 }))
  expect(await as(later, tx => experienceOf(tx, later))).toMatchObject({ followups: 4, reached: 4, complained: 2 })
})

test('a count has a bound in the database, and being stopped by it is told apart from every other error', async () => {
  const { owner } = await givenOrganisation()
  await as(owner, async tx => {
    await limitCounting(tx)
    const { rows } = await sql<{ bound: string }>`select current_setting('statement_timeout') as bound`.execute(tx)
    expect(rows[0]?.bound).toBe(`${SECONDS_TO_COUNT}s`)
  })
  const stopped = as(owner, async tx => {
    await sql`select set_config('statement_timeout', '20', true)`.execute(tx)
    await sql`select pg_sleep(10)`.execute(tx)
  })
  expect(tookTooLong(await stopped.catch(error => error))).toBe(true)
  const wrong = as(owner, tx => sql`select 1 / 0`.execute(tx))
  expect(tookTooLong(await wrong.catch(error => error))).toBe(false)
})
