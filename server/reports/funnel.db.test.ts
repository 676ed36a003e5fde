import { beforeAll, describe, expect, test } from 'vitest'
import { givenRunning } from '../campaigns/given.ts'
import { OUTCOME_CODES, OUTCOMES, type OutcomeCode } from '../followups/rules.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { funnelReport } from './funnel.ts'
import { type GivenFollowup, givenFollowups, today } from './given.ts'

const NOW = Temporal.Instant.from('2026-11-17T12:00:00+08:00')
const at = (text: string) => Temporal.Instant.from(text)
const before = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0

describe('the funnel of a period', () => {
  let org: GivenOrganisation
  let boss: Actor
  let campaignId: string
  const work: GivenFollowup[] = []
  const funnel = (from: string, to: string, asked: object = {}, actor = boss) =>
    as(actor, tx =>
      funnelReport(
        tx,
        actor,
        { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to), split: 'branch', ...asked },
        'zh',
      ),
    )

  beforeAll(async () => {
    org = await givenOrganisation()
    boss = org.at(org.owner, NOW)
    const agent = await org.staff('agent')
    campaignId = (await givenRunning(org)).campaign.id
    for (let n = 0; n < 72; n++) {
      const due = at('2026-11-10T09:00:00+08:00').add({ hours: n * 4 })
      const outcome = OUTCOME_CODES[n % OUTCOME_CODES.length]!
      const tried = { by: agent, at: String(due.add({ minutes: 30 })), outcome }
      const settledAt = String(due.add({ hours: 20 }))
      const base = {
        branchId: n % 2 ? org.northId : org.southId,
        campaignId: n % 3 ? campaignId : null,
        dueAt: String(due),
      }
      const isPast = before(due.add({ hours: 20 }), NOW)
      if (n % 4 === 0 && isPast) work.push({ ...base, state: 'done', settledAt, attempts: [tried] })
      else if (n % 4 === 1 && isPast) {
        const closedReason = n % 8 === 1 ? 'expired' : 'max-attempts'
        work.push({ ...base, state: 'closed', settledAt, closedReason, attempts: n % 8 === 1 ? [] : [tried] })
      } else if (n % 4 === 2) work.push({ ...base, held: n % 8 === 2 })
      else work.push({ ...base, attempts: before(at(tried.at), NOW) ? [tried] : [] })
    }
    work.push({ branchId: org.northId, campaignId: null, dueAt: '2026-11-17T18:00:00+08:00', held: true })
    await givenFollowups(org, work)
  })

  /** The same counted one by one. */
  function naive(from: Temporal.Instant, to: Temporal.Instant, rows: readonly GivenFollowup[]) {
    const attemptsOf = (row: GivenFollowup) => (row.attempts ?? []).filter(attempt => before(at(attempt.at), to))
    const own = rows.filter(row => {
      const isWorkedOn = attemptsOf(row).some(attempt => !before(at(attempt.at), from))
      return (before(at(row.dueAt), to) || isWorkedOn) && (!row.settledAt || !before(at(row.settledAt), from))
    })
    const ended = own.filter(row => row.settledAt && before(at(row.settledAt), to))
    return {
      due: own.length,
      attempted: own.filter(row => attemptsOf(row).length > 0).length,
      spoken: own.filter(row => attemptsOf(row).some(({ outcome }) => OUTCOMES[outcome].conversed)).length,
      completed: ended.filter(row => row.state === 'done' && row.attempts![0]!.outcome === 'completed').length,
      expired: ended.filter(row => row.closedReason === 'expired').length,
      open: own.length - ended.length,
    }
  }

  test.each([
    ['2026-11-10', '2026-11-10'],
    ['2026-11-12', '2026-11-15'],
    ['2026-11-01', '2026-11-17'],
    ['2026-11-17', '2026-11-17'],
    ['2026-11-30', '2026-12-05'],
  ])('from %s to %s agrees with a count one by one, in all, per branch and per campaign', async (from, to) => {
    const span = [at(`${from}T00:00:00+08:00`), at(`${to}T00:00:00+08:00`).add({ hours: 24 })] as const
    const check = (part: Awaited<ReturnType<typeof funnel>>['total'], rows: readonly GivenFollowup[]) => {
      const { expired, open, ...steps } = naive(...span, rows)
      expect(part).toMatchObject(steps)
      const sum = (matches: (row: (typeof part.fates)[number]) => boolean) =>
        part.fates.filter(matches).reduce((total, row) => total + row.followups, 0)
      expect(sum(() => true)).toBe(part.due)
      expect(sum(row => row.fate === 'expired')).toBe(expired)
      expect(sum(row => row.kind === 'open')).toBe(open)
    }
    const report = await funnel(from, to)
    check(report.total, work)
    for (const part of report.parts)
      check(
        part,
        work.filter(row => row.branchId === part.id),
      )
    const ofCampaign = await funnel(from, to, { campaignId })
    check(
      ofCampaign.total,
      work.filter(row => row.campaignId === campaignId),
    )
    const byCampaign = await funnel(from, to, { split: 'campaign' })
    expect(byCampaign.total).toEqual(report.total)
  })

  test('is the same on the page of the day', async () => {
    const day = Temporal.PlainDate.from('2026-11-15')
    expect((await today(boss, { day })).funnel).toEqual((await funnel('2026-11-15', '2026-11-15')).total)
    expect((await today(boss)).funnel.fates.some(row => row.text === '因联系规则暂缓：拨打次数上限')).toBe(true)
  })

  test('of a branch is that branch’s alone', async () => {
    const north = org.at(await org.staff('supervisor', org.northId), NOW)
    const own = await funnel('2026-11-01', '2026-11-17', {}, north)
    expect(own.parts.map(part => part.name)).toEqual(['北方'])
    expect(own.total.due).toBe((await funnel('2026-11-01', '2026-11-17', { branchId: org.northId })).total.due)
    await expect(funnel('2026-11-01', '2026-11-17', { branchId: org.southId }, north)).rejects.toThrow('not-found')
  })

  test('does not lose what was tried and put off beyond the period', async () => {
    const agent = await org.staff('agent', org.rootId)
    const outcome: OutcomeCode = 'no-answer'
    await givenFollowups(org, [
      {
        branchId: org.rootId,
        dueAt: '2026-11-25T09:00:00+08:00',
        attempts: [{ by: agent, at: '2026-11-12T10:00:00+08:00', outcome }],
      },
    ])
    const { parts } = await funnel('2026-11-12', '2026-11-12')
    expect(parts.find(part => part.id === org.rootId)).toMatchObject({
      due: 1,
      attempted: 1,
      spoken: 0,
      fates: [{ fate: 'open-then', followups: 1 }],
    })
  })
})
