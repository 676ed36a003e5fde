import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { givenRunning } from '../campaigns/given.ts'
import { OUTCOME_CODES, OUTCOMES, type OutcomeCode } from '../followups/rules.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { TodayReport } from './contract.ts'
import { exportAgents, exportOutcomes } from './export-day.ts'
import { type GivenFollowup, givenFollowups } from './given.ts'
import { RATES } from './rules.ts'
import { funnelPage } from './store.ts'
import { type TodayAsked, todayReport } from './today.ts'

const today = (actor: Actor, asked: TodayAsked = {}) => as(actor, tx => todayReport(tx, actor, asked, 'zh'))
const hourOf = (report: Awaited<ReturnType<typeof today>>, hour: string) => report.hours.find(row => row.hour === hour)!

/** A follow-up that one attempt ended on 17 November 2026. */
function ended(by: Actor, outcome: OutcomeCode, at = '2026-11-17T11:00:00+08:00'): GivenFollowup {
  return {
    branchId: by.branchId,
    state: 'done',
    dueAt: '2026-11-17T09:30:00+08:00',
    settledAt: at,
    attempts: [{ by, at, outcome }],
  }
}

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
    expect(report.now).toEqual({ waiting: 0, held: 0, handedOut: 0, appointments: 0, later: 0 })
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

describe('a day of work', () => {
  let org: GivenOrganisation
  let north: Actor
  let south: Actor
  let campaignId: string

  beforeAll(async () => {
    org = await givenOrganisation()
    north = await org.staff('agent', org.northId)
    south = await org.staff('agent', org.southId)
    campaignId = (await givenRunning(org)).campaign.id
    const work: GivenFollowup[] = []
    for (let n = 0; n < 60; n++) {
      const by = n % 3 === 0 ? south : north
      const outcome = OUTCOME_CODES[(n * 7) % OUTCOME_CODES.length]!
      const at = `2026-11-17T${String(9 + (n % 9)).padStart(2, '0')}:${String(n).padStart(2, '0')}:00+08:00`
      work.push({
        ...ended(by, outcome, at),
        campaignId: n % 2 ? campaignId : null,
        attempts: [{ by, at, outcome, minutes: n % 5 }],
      })
    }
    await givenFollowups(org, work)
  })

  /** The rows as they are, counted one by one. */
  async function rows() {
    const { rows } = await as(org.owner, tx =>
      sql<{
        outcome: OutcomeCode
        staffId: string
        hour: string
        seconds: number
        branchId: string
        campaignId: string
      }>`
        select a.outcome, a.staff_id as "staffId", to_char(a.ended_at at time zone 'Asia/Shanghai', 'HH24') as hour,
          extract(epoch from a.ended_at - a.started_at)::float8 as seconds, f.branch_id as "branchId",
          f.campaign_id as "campaignId"
        from attempt a join followup f on f.org_id = a.org_id and f.id = a.followup_id
        where a.org_id = ${org.orgId}`.execute(tx),
    )
    return rows
  }

  test('adds up to a naive count over the rows, by hour, by agent and by outcome', async () => {
    const naive = await rows()
    expect(naive).toHaveLength(60)
    const report = await today(org.owner)
    const conversed = (outcome: OutcomeCode) => OUTCOMES[outcome].conversed
    for (const hour of report.hours) {
      const own = naive.filter(row => row.hour === hour.hour)
      expect([hour.done, hour.reached, hour.completed]).toEqual([
        own.length,
        own.filter(row => conversed(row.outcome)).length,
        own.filter(row => row.outcome === 'completed').length,
      ])
    }
    expect(new Set(report.agents.map(row => row.staffId))).toEqual(new Set([north.staffId, south.staffId]))
    for (const agent of report.agents) {
      const own = naive.filter(row => row.staffId === agent.staffId)
      const talks = own.filter(row => conversed(row.outcome))
      const completed = own.filter(row => row.outcome === 'completed').length
      expect(agent).toMatchObject({ attempts: own.length, conversations: talks.length, completed })
      expect(agent.successRate).toBeCloseTo(completed / talks.length, 12)
      expect(agent.talkMinutes).toBeCloseTo(talks.reduce((sum, row) => sum + row.seconds, 0) / 60, 1)
    }
    for (const row of report.outcomes) {
      const own = naive.filter(attempt => attempt.outcome === row.outcome).length
      expect([row.attempts, row.final]).toEqual([own, own])
    }
    expect(report.outcomes.reduce((sum, row) => sum + row.attempts, 0)).toBe(60)
  })

  test('of one campaign counts its follow-ups alone', async () => {
    const naive = (await rows()).filter(row => row.campaignId === campaignId)
    const report = await today(org.owner, { campaignId })
    expect(report.totals.done).toBe(naive.length)
    expect(report.totals.due).toBe(30)
  })

  test('of a branch counts that branch and what lies below it', async () => {
    const naive = await rows()
    const inNorth = naive.filter(row => row.branchId === org.northId).length
    expect((await today(org.owner, { branchId: org.northId })).totals.done).toBe(inNorth)
    expect((await today(org.owner, { branchId: org.rootId })).totals.done).toBe(60)
  })

  test('shows a branch its own work alone, and refuses the others', async () => {
    const supervisor = await org.staff('supervisor', org.northId)
    const report = await today(supervisor)
    expect(report.agents.map(row => row.staffId)).toEqual([north.staffId])
    expect(report.totals.done).toBe((await rows()).filter(row => row.branchId === org.northId).length)
    await expect(today(supervisor, { branchId: org.southId })).rejects.toThrow('not-found')
    const elsewhere = await givenOrganisation()
    await expect(today(elsewhere.owner, { campaignId })).rejects.toThrow('not-found')
  })

  test('is exported as tables, each export is written to the audit log, and a name cannot be a formula', async () => {
    await as(org.owner, tx =>
      tx.updateTable('staff').set({ name: '=HYPERLINK("x")' }).where('id', '=', south.staffId!).execute(),
    )
    const agents = await as(org.owner, tx => exportAgents(tx, org.owner, {}, 'en'))
    expect(agents.fileName).toBe('agents-2026-11-17.csv')
    expect(agents.text).toContain('"\'=HYPERLINK(""x"")"')
    expect(agents.text.trimEnd().split('\r\n')).toHaveLength(3)
    const outcomes = await as(org.owner, tx => exportOutcomes(tx, org.owner, { campaignId }, 'zh'))
    expect(outcomes.text).toContain('无人接听,no-answer,3,3')
    const audit = await as(org.owner, tx =>
      tx
        .selectFrom('audit_entry')
        .where('action', '=', 'report-exported')
        .select(['staff_id', 'facts'])
        .orderBy('id')
        .execute(),
    )
    expect(audit.map(entry => entry.facts)).toMatchObject([{ table: 'agents' }, { table: 'outcomes', campaignId }])
    expect(audit.every(entry => entry.staff_id === org.owner.staffId)).toBe(true)
  })

  test('is for those who may read reports', async () => {
    await expect(as(north, tx => exportAgents(tx, north, {}, 'zh'))).rejects.toThrow('forbidden')
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
    expect((await today(org.owner)).now).toEqual({ waiting: 2, held: 1, handedOut: 0, appointments: 1, later: 1 })
  })
})

describe('the funnel of campaigns', () => {
  test('has one row per campaign and says what became of its follow-ups', async () => {
    const org = await givenOrganisation()
    const worked = (await givenRunning(org, { name: '夏季关怀' })).campaign
    const idle = (await givenRunning(org, { name: '秋季关怀' })).campaign
    const of = (given: Partial<GivenFollowup>): GivenFollowup => ({
      branchId: org.northId,
      campaignId: worked.id,
      dueAt: '2026-11-17T09:00:00+08:00',
      ...given,
    })
    const settledAt = '2026-11-17T09:30:00+08:00'
    const closed = (closedReason: string) => of({ state: 'closed', settledAt, closedReason })
    await givenFollowups(org, [
      of({}),
      of({ held: true }),
      of({ state: 'done', settledAt }),
      closed('expired'),
      closed('max-attempts'),
      closed('expired'),
      { ...of({ state: 'done', settledAt }), branchId: org.southId },
    ])
    const rows = await as(org.owner, tx => funnelPage(tx, org.owner, { limit: 50 }))
    expect(rows.map(row => row.campaignId).toSorted()).toEqual([idle.id, worked.id].toSorted())
    expect(rows.find(row => row.campaignId === worked.id)).toMatchObject({
      eligible: 7,
      waiting: 1,
      held: 1,
      handedOut: 0,
      done: 2,
      closed: 3,
      closedBy: [
        { reason: 'expired', followups: 2 },
        { reason: 'max-attempts', followups: 1 },
      ],
    })
    expect(rows.find(row => row.campaignId === idle.id)).toMatchObject({ eligible: 0, closed: 0, closedBy: [] })
    const north = await org.staff('supervisor', org.northId)
    const own = await as(north, tx => funnelPage(tx, north, { limit: 50 }))
    expect(own.find(row => row.campaignId === worked.id)).toMatchObject({ eligible: 6, done: 1 })
  })
})
