import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { OutcomeCode } from '../followups/rules.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { TodayReport } from './contract.ts'
import { ended, givenFollowups, today } from './given.ts'
import { RATES } from './rules.ts'

const hourOf = (report: Awaited<ReturnType<typeof today>>, hour: string) => report.hours.find(row => row.hour === hour)!

async function withTimeZone(org: GivenOrganisation, timeZone: string): Promise<void> {
  await as(org.owner, tx =>
    tx.updateTable('organisation').set({ time_zone: timeZone }).where('id', '=', org.orgId).execute(),
  )
}

describe('an organisation without work', () => {
  test('has zeros for counts and null for rates, never NaN', async () => {
    const org = await givenOrganisation()
    const report = await today(org.owner)
    expect(report.hours).toHaveLength(24)
    expect(report.totals).toEqual({ due: 0, carriedOver: 0, done: 0, reached: 0, completed: 0 })
    expect(report.now).toEqual({ waiting: 0, held: 0, handedOut: 0, appointments: 0, later: 0, byMail: 0 })
    expect(report.cases).toEqual({ open: 0, confirming: 0, overdue: 0, escalated: 0 })
    expect(report.rates.map(row => row.value)).toEqual(RATES.map(() => null))
    expect(report.e).toBeNull()
    expect(JSON.stringify(z.encode(TodayReport, report))).not.toContain('NaN')
  })
})

describe('the hours', () => {
  test('are those of the organisation’s time zone, from its own midnight', async () => {
    const org = await givenOrganisation()
    const agent = await org.staff('agent')
    await givenFollowups(org, [
      ended(agent, 'completed', '2026-11-16T23:59:59+08:00'),
      ended(agent, 'completed', '2026-11-17T00:00:00+08:00'),
      ended(agent, 'no-answer', '2026-11-17T09:59:59+08:00'),
      ended(agent, 'refused', '2026-11-17T10:00:00+08:00'),
      ended(agent, 'completed', '2026-11-18T00:00:00+08:00'),
    ])
    const report = await today(org.owner)
    expect(report.day.toString()).toBe('2026-11-17')
    expect(hourOf(report, '00')).toMatchObject({ done: 1, reached: 1, completed: 1 })
    expect(hourOf(report, '09')).toMatchObject({ done: 1, reached: 0, completed: 0 })
    expect(hourOf(report, '10')).toMatchObject({ done: 1, reached: 1, completed: 0 })
    expect(report.totals).toMatchObject({ done: 3, reached: 2, completed: 1 })
  })

  test('of a day on which the clock is put back are told apart', async () => {
    const org = await givenOrganisation()
    await withTimeZone(org, 'Europe/Berlin')
    const agent = await org.staff('agent')
    await givenFollowups(org, [
      ended(agent, 'completed', '2026-10-25T02:30:00+02:00'),
      ended(agent, 'refused', '2026-10-25T02:30:00+01:00'),
      ended(agent, 'completed', '2026-10-25T23:30:00+01:00'),
    ])
    const report = await today(org.owner, { day: Temporal.PlainDate.from('2026-10-25') })
    expect(report.hours.filter(row => row.hour === '02').map(row => [row.done, row.completed])).toEqual([
      [1, 1],
      [1, 0],
    ])
    expect(hourOf(report, '23').completed).toBe(1)
    expect(report.totals.done).toBe(3)
  })

  test('of the plan hold what falls due, and what was left from before stands apart', async () => {
    const org = await givenOrganisation()
    const branchId = org.rootId
    await givenFollowups(org, [
      { branchId, dueAt: '2026-11-16T15:00:00+08:00' },
      { branchId, dueAt: '2026-11-16T15:00:00+08:00', state: 'done', settledAt: '2026-11-16T16:00:00+08:00' },
      { branchId, dueAt: '2026-11-16T15:00:00+08:00', state: 'done', settledAt: '2026-11-17T09:00:00+08:00' },
      { branchId, dueAt: '2026-11-17T09:30:00+08:00', state: 'done', settledAt: '2026-11-17T12:00:00+08:00' },
      { branchId, dueAt: '2026-11-17T09:45:00+08:00' },
      { branchId, dueAt: '2026-11-18T00:00:00+08:00' },
    ])
    const report = await today(org.owner)
    expect(report.totals).toMatchObject({ due: 2, carriedOver: 2 })
    expect(hourOf(report, '09').due).toBe(2)
  })
})

describe('the AAPOR rates', () => {
  test('follow from the final dispositions of the day, end to end as in the worked example', async () => {
    const org = await givenOrganisation()
    const agent = await org.staff('agent')
    const byClass: OutcomeCode[] = [
      ...Array<OutcomeCode>(4).fill('completed'),
      ...Array<OutcomeCode>(2).fill('partial'),
      'refused',
      'voice-mail',
      'language',
      'no-answer',
      'no-answer',
      'not-eligible',
    ]
    await givenFollowups(org, [
      ...byClass.map(outcome => ended(agent, outcome)),
      // Still open: not a final disposition, whatever was tried.
      {
        branchId: agent.branchId,
        dueAt: '2026-11-17T14:00:00+08:00',
        attempts: [{ by: agent, at: '2026-11-17T11:00:00+08:00', outcome: 'appointment' }],
      },
    ])
    const report = await today(org.owner)
    expect(report.dispositions).toEqual({ I: 4, P: 2, R: 1, NC: 1, O: 1, UH: 2, UO: 0, NE: 1 })
    expect(report.e).toBeCloseTo(0.9, 12)
    const rate = (name: string) => report.rates.find(row => row.rate === name)?.value?.toFixed(3)
    expect(['rr1', 'rr2', 'rr3', 'rr4', 'rr5', 'rr6'].map(rate)).toEqual([
      '0.364',
      '0.545',
      '0.370',
      '0.556',
      '0.444',
      '0.667',
    ])
    expect(['coop1', 'coop2', 'coop3', 'coop4'].map(rate)).toEqual(['0.500', '0.750', '0.571', '0.857'])
    expect(['ref1', 'ref2', 'ref3', 'con1', 'con2', 'con3'].map(rate)).toEqual([
      '0.091',
      '0.093',
      '0.111',
      '0.727',
      '0.741',
      '0.889',
    ])
    expect(report.totals.done).toBe(13)
  })
})

describe('the queue', () => {
  test('counts each open follow-up once', async () => {
    const org = await givenOrganisation()
    const branchId = org.northId
    await givenFollowups(org, [
      { branchId, dueAt: '2026-11-17T09:00:00+08:00' },
      { branchId, dueAt: '2026-11-17T09:00:00+08:00', held: true },
      { branchId, dueAt: '2026-11-20T09:00:00+08:00', held: true },
      { branchId, dueAt: '2026-11-20T09:00:00+08:00' },
      { branchId, dueAt: '2026-11-18T09:00:00+08:00', appointmentAt: '2026-11-18T09:00:00+08:00' },
      { branchId, dueAt: '2026-11-17T09:00:00+08:00', state: 'done', settledAt: '2026-11-17T09:30:00+08:00' },
    ])
    expect((await today(org.owner)).now).toEqual({
      waiting: 2,
      held: 1,
      handedOut: 0,
      appointments: 1,
      later: 1,
      byMail: 0,
    })
  })
})
