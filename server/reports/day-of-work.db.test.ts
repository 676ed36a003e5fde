import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { givenRunning } from '../campaigns/given.ts'
import { OUTCOME_CODES, OUTCOMES, type OutcomeCode } from '../followups/rules.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { exportAgents, exportOutcomes } from './export-day.ts'
import { ended, type GivenFollowup, givenFollowups, today } from './given.ts'

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
