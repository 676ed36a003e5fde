import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { givenRunning } from '../campaigns/given.ts'
import { OUTCOME_CODES, OUTCOMES } from '../followups/rules.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { freezePlan } from './freeze-plan.ts'
import { type GivenFollowup, givenFollowups, today } from './given.ts'
import { planParts, planReport } from './plan-actual.ts'
import { wallboard } from './wallboard.ts'

const ZONE = 'Asia/Shanghai'
const SEVEN = '2026-11-17T07:00:00+08:00'
const day = Temporal.PlainDate.from('2026-11-17')
const plan = (actor: Actor, asked: Partial<Parameters<typeof planReport>[2]> = {}) =>
  as(actor, tx => planReport(tx, actor, { by: 'hour', from: day, to: day, ...asked }))

describe('the plan of a day', () => {
  let org: GivenOrganisation
  let campaignId: string
  const freeze = (at: string) => {
    const boss = org.at(org.owner, at)
    return as(boss, tx => freezePlan(tx, boss, ZONE))
  }

  beforeAll(async () => {
    org = await givenOrganisation()
    campaignId = (await givenRunning(org)).campaign.id
    const due = (hour: number, branchId: string, campaign: string | null = campaignId): GivenFollowup => ({
      branchId,
      campaignId: campaign,
      dueAt: `2026-11-17T${String(hour).padStart(2, '0')}:30:00+08:00`,
    })
    await givenFollowups(org, [
      due(9, org.northId),
      due(9, org.northId),
      due(9, org.southId, null),
      due(14, org.southId),
      { branchId: org.northId, dueAt: '2026-11-16T15:00:00+08:00' },
      { branchId: org.northId, dueAt: '2026-11-18T00:00:00+08:00' },
    ])
  })

  test('is not frozen in the night, once in the morning, and only once by many servers', async () => {
    expect(await freeze('2026-11-17T05:59:00+08:00')).toBe(false)
    expect((await plan(org.owner)).rows.every(row => row.plan === null)).toBe(true)
    const won = await Promise.all(Array.from({ length: 6 }, () => freeze(SEVEN)))
    expect(won.filter(Boolean)).toHaveLength(1)
    expect(await freeze('2026-11-17T08:00:00+08:00')).toBe(false)
  })

  test('stands although the work is done, and cannot be rewritten', async () => {
    await as(org.owner, tx =>
      sql`update followup set state = 'done', settled_at = '2026-11-17T09:40:00+08:00', last_outcome = 'completed',
        due_at = '2026-11-17T17:00:00+08:00' where org_id = ${org.orgId}`.execute(tx),
    )
    const { rows, totals, frozenAt } = await plan(org.owner)
    expect(rows.find(row => row.label === '09')).toMatchObject({ plan: 3, carried: 0, frozenDays: 1, days: 1 })
    expect(rows.find(row => row.label === '17')).toMatchObject({ plan: 0 })
    expect(rows[0]).toMatchObject({ plan: 0, carried: 1 })
    expect(totals).toMatchObject({ plan: 4, frozenDays: 1, days: 1 })
    expect(String(frozenAt)).toBe(String(Temporal.Instant.from(SEVEN)))
    const change = as(org.owner, tx => sql`update plan_of_day set due = 0`.execute(tx))
    await expect(change).rejects.toThrow('permission denied')
  })

  test('is told apart by branch and campaign, and an agent has none', async () => {
    expect((await plan(org.owner, { branchId: org.northId })).totals.plan).toBe(2)
    expect((await plan(org.owner, { campaignId })).totals.plan).toBe(3)
    expect((await plan(org.owner, { staffId: org.owner.staffId! })).totals).toMatchObject({ plan: null, frozenDays: 0 })
    const split = (by: 'branch' | 'campaign') =>
      as(org.owner, tx => planParts(tx, org.owner, { from: day, to: day, split: by }))
    expect((await split('branch')).rows.map(row => [row.name, row.plan])).toEqual([
      ['北方', 2],
      ['南方', 2],
    ])
    expect((await split('campaign')).rows.map(row => row.plan)).toEqual([3, 1])
  })

  test('is told by month and day, honest about days without one', async () => {
    const { rows } = await plan(org.owner, { by: 'day', from: day.subtract({ days: 1 }), to: day })
    expect(rows.map(row => [row.label, row.plan, row.frozenDays])).toEqual([
      ['2026-11-16', null, 0],
      ['2026-11-17', 4, 1],
    ])
    const month = await plan(org.owner, { by: 'month', from: day.with({ day: 1 }), to: day })
    expect(month.rows).toMatchObject([{ label: '2026-11', plan: 4, frozenDays: 1, days: 17 }])
  })

  test('is the line on the page of the day and on the wallboard', async () => {
    const report = await today(org.owner)
    expect(report.hours.find(row => row.hour === '09')).toMatchObject({ planned: 3, due: 0 })
    expect(report.frozenAt).not.toBeNull()
    const half = org.at(org.owner, '2026-11-17T09:30:00+08:00')
    const board = await as(half, tx => wallboard(tx, half, {}))
    expect(board).toMatchObject({ hour: { label: '09', plan: 3 }, today: { plan: 4 } })
  })

  test('of a team, branch, campaign or agent outside the scope is refused, and so is too long a period', async () => {
    const elsewhere = await givenOrganisation()
    const ask = (asked: object) => plan(elsewhere.owner, asked)
    for (const asked of [
      { teamId: org.teamId },
      { branchId: org.northId },
      { campaignId },
      { staffId: org.owner.staffId! },
    ]) {
      await expect(ask(asked)).rejects.toThrow('not-found')
    }
    await expect(plan(org.owner, { from: day.subtract({ days: 40 }) })).rejects.toThrow('period-too-long')
    const agent = await org.staff('agent')
    await expect(plan(agent)).rejects.toThrow('forbidden')
  })
})

test('a plan frozen late still counts what was called since the morning, and no mail, however it ended', async () => {
  const org = await givenOrganisation()
  const campaignId = (await givenRunning(org)).campaign.id
  const atNine = { branchId: org.rootId, campaignId, dueAt: '2026-11-17T09:30:00+08:00' }
  const settled = { ...atNine, settledAt: '2026-11-17T10:00:00+08:00' }
  await givenFollowups(org, [
    atNine,
    { ...settled, state: 'done', lastOutcome: 'completed' },
    { ...settled, state: 'closed', closedReason: 'no-number', channels: ['phone', 'email'] },
    { ...settled, state: 'closed', closedReason: 'mail-failed', channels: ['email'] },
    { ...atNine, state: 'to-mail', channels: ['email', 'phone'] },
  ])
  const boss = org.at(org.owner, '2026-11-17T11:00:00+08:00')
  await as(boss, tx => freezePlan(tx, boss, ZONE))
  expect((await plan(org.owner)).totals).toMatchObject({ plan: 3 })
  expect((await today(boss)).totals).toMatchObject({ due: 3, carriedOver: 0 })
})

test('actual counts are those of a naive count over the attempts, in every grain and split', async () => {
  const org = await givenOrganisation()
  const agents = [await org.staff('agent', org.northId), await org.staff('agent', org.southId)]
  const anyAttempt = fc.record({
    by: fc.nat(1),
    outcome: fc.constantFrom(...OUTCOME_CODES),
    minute: fc.nat(40 * 24 * 60),
  })
  const attempts = fc.sample(anyAttempt, { numRuns: 80, seed: 7 })
  const start = Temporal.Instant.from('2026-09-20T00:00:00+08:00')
  await givenFollowups(
    org,
    attempts.map(({ by, outcome, minute }) => {
      const at = String(start.add({ minutes: minute }))
      return { branchId: agents[by]!.branchId, dueAt: at, attempts: [{ by: agents[by]!, at, outcome }] }
    }),
  )
  const local = (minute: number) => start.add({ minutes: minute }).toZonedDateTimeISO(ZONE)
  const asked = { from: Temporal.PlainDate.from('2026-09-25'), to: Temporal.PlainDate.from('2026-10-20') }
  const inside = attempts.filter(({ minute }) => {
    const own = local(minute).toPlainDate()
    return Temporal.PlainDate.compare(own, asked.from) >= 0 && Temporal.PlainDate.compare(own, asked.to) <= 0
  })
  const naive = (rows: typeof attempts) => ({
    attempts: rows.length,
    conversations: rows.filter(row => OUTCOMES[row.outcome].conversed).length,
    completed: rows.filter(row => row.outcome === 'completed').length,
  })
  for (const by of ['hour', 'day', 'month'] as const) {
    const { rows, totals } = await plan(org.owner, { ...asked, by })
    expect(totals).toMatchObject(naive(inside))
    for (const row of rows) {
      const own = inside.filter(({ minute }) => {
        const at = local(minute)
        const name = {
          hour: String(at.hour).padStart(2, '0'),
          day: String(at.toPlainDate()),
          month: String(at.toPlainDate().toPlainYearMonth()),
        }
        return (
          name[by] === row.label &&
          Temporal.PlainDate.compare(at.toPlainDate(), row.from) >= 0 &&
          Temporal.PlainDate.compare(at.toPlainDate(), row.to) <= 0
        )
      })
      expect(row).toMatchObject(naive(own))
    }
  }
  const { rows } = await as(org.owner, tx => planParts(tx, org.owner, { ...asked, split: 'agent' }))
  for (const row of rows) {
    expect(row).toMatchObject({ ...naive(inside.filter(({ by }) => agents[by]!.staffId === row.id)), plan: null })
  }
  const supervisor = await org.staff('supervisor', org.northId)
  expect((await plan(supervisor, { ...asked, by: 'month' })).totals.attempts).toBe(
    inside.filter(row => row.by === 0).length,
  )
})
