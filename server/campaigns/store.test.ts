import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { givenCustomers } from '../segments/given.ts'
import { campaignAudience, type Due } from './audience-store.ts'
import { estimateOf } from './estimate-store.ts'
import { givenDraft } from './given.ts'
import { windowOf } from './rules.ts'
import { type CampaignPlan, campaignPlan } from './store.ts'

async function planOf(org: GivenOrganisation, content: Parameters<typeof givenDraft>[1] = {}): Promise<CampaignPlan> {
  const { campaign } = await givenDraft(org, content)
  return (await as(org.owner, tx => campaignPlan(tx, org.owner, campaign.id)))!
}

function audienceOf(org: GivenOrganisation, plan: CampaignPlan, now: Temporal.Instant, daysAhead = 0): Promise<Due[]> {
  return as(org.owner, async tx => {
    const { rows } = await sql<Due>`select * from ${campaignAudience(plan, now, daysAhead)} due`.execute(tx)
    return rows
  })
}

const order = (happenedAt: string, amount = 100) => ({
  kind: 'order',
  happenedAt: Temporal.Instant.from(happenedAt),
  amount,
})

describe('the audience of a campaign', () => {
  test('has for every activity exactly the window the rule gives it', async () => {
    const org = await givenOrganisation()
    const plan = await planOf(org)
    const offsets = fc.sample(fc.integer({ min: -60 * 24 * 50, max: 60 * 24 * 20 }), { seed: 1, numRuns: 150 })
    const moments = offsets.map(minutes => org.owner.now.add({ minutes }))
    const ids = await as(org.owner, async tx => {
      const activities = moments.map(happenedAt => ({ kind: 'order', happenedAt }))
      return (await givenCustomers(tx, org.owner, [{ branchId: org.rootId, activities }]))[0]!.activityIds
    })
    let counted = 0
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 12 }),
        fc.nat({ max: 12 }),
        fc.integer({ min: -20, max: 20 }),
        fc.nat({ max: 30 }),
        fc.integer({ min: -60 * 24 * 20, max: 60 * 24 * 20 }),
        fc.nat({ max: 14 }),
        fc.constantFrom('Asia/Shanghai', 'Europe/London', 'America/New_York'),
        async (fromDay, more, start, length, minutes, daysAhead, timeZone) => {
          const now = org.owner.now.add({ minutes })
          const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
          const validFrom = today.add({ days: start })
          const trial = {
            ...plan,
            fromDay,
            toDay: fromDay + more,
            validFrom,
            validUntil: validFrom.add({ days: length }),
            timeZone,
          }
          const end = today
            .add({ days: daysAhead + 1 })
            .toZonedDateTime(timeZone)
            .toInstant()
          const expected = moments.flatMap((happenedAt, index) => {
            const window = windowOf(trial, happenedAt, timeZone)
            const seen =
              window &&
              Temporal.Instant.compare(window.expiresAt, now) > 0 &&
              Temporal.Instant.compare(window.dueAt, end) < 0
            return seen ? [`${ids[index]} ${window.dueAt} ${window.expiresAt}`] : []
          })
          const found = await audienceOf(org, trial, now, daysAhead)
          counted += found.length
          expect(found.map(due => `${due.activity_id} ${due.due_at} ${due.expires_at}`).sort()).toEqual(expected.sort())
        },
      ),
      { numRuns: 60 },
    )
    expect(counted).toBeGreaterThan(100)
  })

  test('is of the trigger, of the branch with those below it, and satisfies all conditions', async () => {
    const org = await givenOrganisation()
    const conditions = [{ field: 'activity.amount', operator: 'more-than', value: 99 }]
    const [root, north] = [await planOf(org, { conditions }), await planOf(org, { conditions, branchId: org.northId })]
    const customers = await as(org.owner, tx =>
      givenCustomers(tx, org.owner, [
        {
          branchId: org.northId,
          activities: [
            order('2026-11-12T10:00:00+08:00'),
            order('2026-11-12T10:00:00+08:00', 99),
            { ...order('2026-11-12T10:00:00+08:00'), kind: 'delivery' },
            order('2026-11-16T10:00:00+08:00'),
            order('2026-11-01T10:00:00+08:00'),
          ],
        },
        { branchId: org.southId, activities: [order('2026-11-12T10:00:00+08:00')] },
      ]),
    )
    const northern = {
      activity_id: customers[0]!.activityIds[0],
      customer_id: customers[0]!.id,
      branch_id: org.northId,
    }
    expect(await audienceOf(org, north, org.owner.now)).toMatchObject([northern])
    expect((await audienceOf(org, root, org.owner.now)).map(due => due.customer_id).sort()).toEqual(
      customers.map(customer => customer.id).sort(),
    )
    const ahead = await audienceOf(org, north, org.owner.now, 2)
    expect(ahead.map(due => due.activity_id).sort()).toEqual(
      [customers[0]!.activityIds[0], customers[0]!.activityIds[3]].sort(),
    )
  })
})

describe('the estimate', () => {
  const mobile = { lineType: 'mobile' as const, state: 'valid' as const }
  const wrong = { ...mobile, state: 'wrong' as const }

  test('counts activities by day and customers by what keeps them from being called', async () => {
    const org = await givenOrganisation()
    const conditions = [{ field: 'activity.amount', operator: 'at-least', value: 50 }]
    const plan = await planOf(org, { conditions })
    await as(org.owner, tx =>
      givenCustomers(tx, org.owner, [
        // Two orders, one customer: due since 15 November and from tomorrow on.
        {
          branchId: org.rootId,
          phones: [mobile, wrong],
          activities: [order('2026-11-12T10:00:00+08:00'), order('2026-11-15T09:00:00+08:00')],
        },
        // Due today for the first time.
        { branchId: org.northId, phones: [wrong, wrong], activities: [order('2026-11-14T23:59:00+08:00')] },
        // Open today for the last time.
        { branchId: org.southId, activities: [order('2026-11-07T00:00:00+08:00')] },
        { branchId: org.rootId, phones: [mobile], activities: [order('2026-11-12T10:00:00+08:00', 49.99)] },
        { branchId: org.rootId, phones: [mobile], activities: [order('2026-11-06T23:59:00+08:00')] },
      ]),
    )
    const { days, customers } = await as(org.owner, tx => estimateOf(tx, plan, org.owner.now))
    expect(customers).toEqual({
      inWindow: 4,
      satisfying: 3,
      dialable: 1,
      undialable: [
        { reason: 'no-phone', customers: 1 },
        { reason: 'all-wrong', customers: 1 },
      ],
      outsideTeam: 0,
    })
    expect(days).toHaveLength(15)
    expect(days.slice(0, 3)).toEqual([
      { day: Temporal.PlainDate.from('2026-11-17'), beginning: 1, open: 4 },
      { day: Temporal.PlainDate.from('2026-11-18'), beginning: 1, open: 4 },
      { day: Temporal.PlainDate.from('2026-11-19'), beginning: 0, open: 4 },
    ])
    expect(days.map(day => day.open)).toEqual([4, 4, 4, 4, 4, 4, 2, 2, 1, 0, 0, 0, 0, 0, 0])
  })

  test('tells customers whom a team of a lower branch would not see', async () => {
    const org = await givenOrganisation()
    const { id: northTeam } = await as(org.owner, tx =>
      tx
        .insertInto('team')
        .values({ org_id: org.orgId, branch_id: org.northId, name: '北方组', created_at: org.owner.now })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    const plan = await planOf(org, { teamId: northTeam })
    const activities = [order('2026-11-12T10:00:00+08:00')]
    await as(org.owner, tx =>
      givenCustomers(
        tx,
        org.owner,
        [org.northId, org.southId, org.rootId].map(branchId => ({ branchId, phones: [mobile], activities })),
      ),
    )
    const { customers } = await as(org.owner, tx => estimateOf(tx, plan, org.owner.now))
    expect(customers).toMatchObject({ satisfying: 3, dialable: 3, outsideTeam: 2 })
  })

  test('of a business without activity is all zeros', async () => {
    const org = await givenOrganisation()
    const plan = await planOf(org)
    const { days, customers } = await as(org.owner, tx => estimateOf(tx, plan, org.owner.now))
    expect(customers).toEqual({ inWindow: 0, satisfying: 0, dialable: 0, undialable: [], outsideTeam: 0 })
    expect(days.every(day => day.open === 0 && day.beginning === 0)).toBe(true)
  })

  test('is not for those who cannot see the campaign', async () => {
    const org = await givenOrganisation()
    const { campaign } = await givenDraft(org, { branchId: org.southId })
    const northern = await org.staff('planner', org.northId)
    expect(await as(northern, tx => campaignPlan(tx, northern, campaign.id))).toBeUndefined()
  })
})
