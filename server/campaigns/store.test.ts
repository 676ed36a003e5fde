import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { givenCustomers } from '../segments/given.ts'
import { campaignAudience, type Due } from './audience-store.ts'
import { givenDraft } from './given.ts'
import { type CountedPlan, campaignPlan, countablePlan } from './plan-store.ts'
import { windowOf } from './rules.ts'

async function planOf(org: GivenOrganisation, content: Parameters<typeof givenDraft>[1] = {}): Promise<CountedPlan> {
  const { campaign } = await givenDraft(org, content)
  return countablePlan((await as(org.owner, tx => campaignPlan(tx, org.owner, campaign.id)))!, org.owner.now)!
}

function audienceOf(org: GivenOrganisation, plan: CountedPlan, now: Temporal.Instant, daysAhead = 0): Promise<Due[]> {
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

describe('the right moment', () => {
  const on = (day: string) => Temporal.Instant.from(`${day}T10:00:00+08:00`)
  const dueDays = (dues: Due[]) =>
    dues.map(due => due.due_at.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()).sort()

  test('of a contract that ends is counted back from its end', async () => {
    const org = await givenOrganisation()
    const plan = await planOf(org, { trigger: { kind: 'contract-due', fromDay: -30, toDay: -7 } })
    await as(org.owner, async tx => {
      const [customer] = await givenCustomers(tx, org.owner, [
        {
          branchId: org.rootId,
          activities: ['contract', 'rental', 'order'].map(kind => ({ kind, happenedAt: on('2026-01-05') })),
        },
      ])
      const ends = ['2026-12-20', '2026-11-20', '2026-12-01']
      for (const [index, id] of customer!.activityIds.entries()) {
        await sql`update activity set ends_on = ${ends[index]}::date where org_id = ${org.orgId} and id = ${id}`.execute(
          tx,
        )
      }
    })
    // The rental's last useful day was the 13th of November; an order has no end that counts.
    expect(dueDays(await audienceOf(org, plan, org.owner.now, 14))).toEqual(['2026-11-20'])
  })

  test('of one who has not bought for long is gone as soon as he buys again', async () => {
    const org = await givenOrganisation()
    const plan = await planOf(org, { trigger: { kind: 'lapsed', fromDay: 180, toDay: 270 } })
    const customers = await as(org.owner, tx =>
      givenCustomers(tx, org.owner, [
        { branchId: org.rootId, activities: [order('2026-04-01T10:00:00+08:00'), order('2025-04-01T10:00:00+08:00')] },
        { branchId: org.rootId, activities: [order('2026-04-01T10:00:00+08:00'), order('2026-10-01T10:00:00+08:00')] },
        { branchId: org.rootId, activities: [order('2025-01-01T10:00:00+08:00')] },
        {
          branchId: org.rootId,
          activities: [order('2026-04-01T10:00:00+08:00'), { ...order('2026-10-01T10:00:00+08:00'), kind: 'parts' }],
        },
      ]),
    )
    const found = await audienceOf(org, plan, org.owner.now)
    expect(found.map(due => due.customer_id)).toEqual([customers[0]!.id])
  })

  test('of the next order is read from the customer’s own rhythm, of three orders at least', async () => {
    const org = await givenOrganisation()
    const plan = await planOf(org, { trigger: { kind: 'replenishment', fromDay: -7, toDay: 7 } })
    const every = (days: number, times: number, last: string) =>
      Array.from({ length: times }, (_, n) => ({
        kind: 'order',
        happenedAt: on(last).subtract({ hours: 24 * days * n }),
      }))
    const customers = await as(org.owner, tx =>
      givenCustomers(tx, org.owner, [
        { branchId: org.rootId, activities: every(30, 4, '2026-10-20') },
        { branchId: org.rootId, activities: every(30, 2, '2026-10-20') },
        { branchId: org.rootId, activities: every(90, 4, '2026-10-20') },
      ]),
    )
    const found = await audienceOf(org, plan, org.owner.now)
    expect(found.map(due => due.customer_id)).toEqual([customers[0]!.id])
    // Every thirty days, last on the 20th of October: expected on the 19th of November, a week before is the 12th.
    expect(dueDays(found)).toEqual(['2026-11-12'])
  })

  test('of a festival is every customer’s, by the lunar calendar, and nothing is asked about an activity', async () => {
    const org = await givenOrganisation()
    const plan = await planOf(org, {
      trigger: { kind: 'festival', fromDay: -3, toDay: -1, festivals: ['spring'] },
      validUntil: Temporal.PlainDate.from('2027-12-31'),
      conditions: [{ field: 'customer.kind', operator: 'in', value: ['person'] }],
    })
    const customers = await as(org.owner, tx =>
      givenCustomers(tx, org.owner, [{ branchId: org.northId }, { branchId: org.rootId, kind: 'organisation' }]),
    )
    expect(await audienceOf(org, plan, org.owner.now, 14)).toEqual([])
    // Spring Festival of 2027 is the 6th of February.
    const found = await audienceOf(org, plan, on('2027-02-01'), 14)
    expect(found).toMatchObject([{ customer_id: customers[0]!.id, activity_id: null }])
    expect(String(found[0]!.occasion_on)).toBe('2027-02-06')
    expect(dueDays(found)).toEqual(['2027-02-03'])
  })

  test('of a birthday is the day itself, the 28th of February for the 29th, of persons alone', async () => {
    const org = await givenOrganisation()
    const plan = await planOf(org, {
      trigger: { kind: 'birthday', fromDay: 0, toDay: 1 },
      validUntil: Temporal.PlainDate.from('2028-12-31'),
    })
    const born = ['1985-02-27', '02-28', '2004-02-29', '03-02', '02-28', '02-28', null]
    const customers = await as(org.owner, async tx => {
      const given = await givenCustomers(
        tx,
        org.owner,
        born.map((_, n) => ({
          branchId: org.northId,
          kind: n === 4 ? ('organisation' as const) : ('person' as const),
        })),
      )
      for (const [n, { id }] of given.entries()) {
        await sql`update customer set birthday = ${born[n]!} where org_id = ${org.orgId} and id = ${id}`.execute(tx)
      }
      await sql`select customer_absorbed(${org.orgId}, ${given[5]!.id}, ${given[1]!.id})`.execute(tx)
      return given
    })
    const found = async (now: string) =>
      (await audienceOf(org, plan, on(now), 0))
        .map(due => `${customers.findIndex(({ id }) => id === due.customer_id)} ${due.occasion_on}`)
        .sort()
    expect(await found('2027-02-28')).toEqual(['0 2027-02-27', '1 2027-02-28', '2 2027-02-28'])
    expect(await found('2028-02-29')).toEqual(['1 2028-02-28', '2 2028-02-29'])
    expect(await found('2027-03-10')).toEqual([])
  })
})

test('a plan is not for those who cannot see the campaign', async () => {
  const org = await givenOrganisation()
  const { campaign } = await givenDraft(org, { branchId: org.southId })
  const northern = await org.staff('planner', org.northId)
  expect(await as(northern, tx => campaignPlan(tx, northern, campaign.id))).toBeUndefined()
})
