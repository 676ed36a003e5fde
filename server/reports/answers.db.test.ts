import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { givenScript } from '../scripts/given.ts'
import type { Answer, Question } from '../scripts/rules.ts'
import { answersReport, answerTexts } from './answers.ts'
import { npsOf, shareOf } from './answers-rules.ts'
import { type GivenFollowup, givenFollowups } from './given.ts'

const QUESTIONS: Question[] = [
  { id: 'content', text: '满意吗？', kind: 'scale', required: true, min: 1, max: 5 },
  { id: 'recommend', text: '推荐吗？', kind: 'scale', required: false, min: 0, max: 10 },
  { id: 'solved', text: '解决了吗？', kind: 'yes-no', required: true },
  { id: 'needs', text: '需要什么？', kind: 'multi', required: false, options: ['滤芯', '机油', '斗齿'] },
  { id: 'hours', text: '小时数？', kind: 'number', required: false, min: 0, max: 60000 },
  { id: 'wish', text: '还有什么？', kind: 'text', required: false },
]
const PERIOD = { from: Temporal.PlainDate.from('2026-11-02'), to: Temporal.PlainDate.from('2026-11-22') }

interface Given {
  by: number
  hour: number
  answers: Record<string, Answer>
}

describe('the answers of a period', () => {
  let org: GivenOrganisation
  let agents: Actor[]
  let scriptId: string
  let given: Given[]
  const report = (actor: Actor = org.owner, asked: object = {}) =>
    as(actor, tx => answersReport(tx, actor, { ...PERIOD, split: 'agent', ...asked }))
  const start = Temporal.Instant.from('2026-10-30T00:00:00+08:00')
  const dayOf = (row: Given) => start.add({ hours: row.hour }).toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
  const isInside = (row: Given) =>
    Temporal.PlainDate.compare(dayOf(row), PERIOD.from) >= 0 && Temporal.PlainDate.compare(dayOf(row), PERIOD.to) <= 0

  beforeAll(async () => {
    org = await givenOrganisation()
    agents = [await org.staff('agent', org.northId), await org.staff('agent', org.southId)]
    scriptId = (await givenScript(org.owner, { questions: QUESTIONS })).id
    const anyGiven = fc.record({
      by: fc.nat(1),
      hour: fc.nat(26 * 24),
      answers: fc.record(
        {
          content: fc.integer({ min: 1, max: 5 }),
          recommend: fc.integer({ min: 0, max: 10 }),
          solved: fc.boolean(),
          needs: fc.uniqueArray(fc.constantFrom('滤芯', '机油', '斗齿'), { minLength: 1 }),
          hours: fc.integer({ min: 0, max: 9000 }),
          wish: fc.constantFrom('很好', '请打 13912344412'),
        },
        { requiredKeys: ['content'] },
      ),
    })
    given = fc.sample(anyGiven, { numRuns: 90, seed: 11 }) as Given[]
    await givenFollowups(
      org,
      given.map(({ by, hour, answers }): GivenFollowup => {
        const at = String(start.add({ hours: hour }))
        const own = { by: agents[by]!, at, outcome: 'completed' as const }
        return {
          branchId: agents[by]!.branchId,
          scriptId,
          state: 'done',
          dueAt: at,
          settledAt: at,
          answers,
          attempts: [own],
        }
      }),
    )
    // Answers of a conversation that goes on are no result yet.
    await givenFollowups(org, [
      { branchId: org.northId, scriptId, dueAt: String(org.owner.now), answers: { content: 1 } },
    ])
  })

  test('are counted as one would count them by hand, per value, with every interval', async () => {
    const { questions, scripts } = await report()
    const inside = given.filter(isInside)
    expect(scripts).toMatchObject([{ id: scriptId, followups: inside.length }])
    for (const question of questions) {
      const answers = inside.flatMap(row => (question.id in row.answers ? [row.answers[question.id]!] : []))
      expect(question.n).toBe(answers.length)
      for (const row of question.values) {
        const count = answers.flat().filter(answer => String(answer) === row.value).length
        const { value, low, high } = shareOf(count, answers.length)
        expect(row).toEqual({ value: row.value, count, share: value, low, high })
      }
    }
    const byId = Object.fromEntries(questions.map(question => [question.id, question]))
    const numbers = (id: string) => inside.flatMap(row => (id in row.answers ? [Number(row.answers[id])] : []))
    const hours = numbers('hours')
    expect(byId.hours!.mean!.value).toBeCloseTo(hours.reduce((sum, one) => sum + one, 0) / hours.length, 8)
    expect(byId.hours!.range).toEqual({ min: Math.min(...hours), max: Math.max(...hours) })
    const scores = Map.groupBy(numbers('recommend'), one => one)
    expect(byId.recommend!.headline).toMatchObject({
      kind: 'nps',
      ...npsOf(new Map([...scores].map(([score, all]) => [score, all.length]))),
    })
    const content = numbers('content')
    expect(byId.content!.headline).toMatchObject({
      kind: 'csat',
      ...shareOf(content.filter(one => one >= 4).length, content.length),
    })
    expect(byId.wish).toMatchObject({ headline: { kind: 'none' }, values: [], trend: [], parts: [] })
  })

  test('add up by week and per agent, and few answers are marked as few', async () => {
    const { questions } = await report()
    const inside = given.filter(isInside)
    for (const question of questions.filter(({ kind }) => kind !== 'text')) {
      const sum = (rows: readonly { n: number }[]) => rows.reduce((total, row) => total + row.n, 0)
      expect(sum(question.trend)).toBe(question.n)
      expect(sum(question.parts)).toBe(question.n)
      for (const part of question.parts) {
        const own = inside.filter(row => agents[row.by]!.staffId === part.id && question.id in row.answers)
        expect([part.n, part.isSmall]).toEqual([own.length, own.length < 30])
      }
      for (const row of question.trend) {
        expect(row.week.dayOfWeek).toBe(1)
        const own = inside.filter(one => row.week.until(dayOf(one)).days >= 0 && row.week.until(dayOf(one)).days < 7)
        expect(row.n).toBe(own.filter(one => question.id in one.answers).length)
      }
    }
  })

  test('of a branch are its own, and every split agrees with the whole', async () => {
    const supervisor = await org.staff('supervisor', org.northId)
    const own = given.filter(row => isInside(row) && row.by === 0)
    expect((await report(supervisor)).questions[0]!.n).toBe(own.length)
    for (const split of ['branch', 'team', 'campaign', 'version'] as const) {
      const { questions } = await report(org.owner, { split })
      expect(questions[0]!.parts.reduce((total, row) => total + row.n, 0)).toBe(questions[0]!.n)
    }
    const elsewhere = (await givenOrganisation()).owner
    await expect(report(elsewhere, { scriptId })).rejects.toThrow('not-found')
    expect((await report(elsewhere)).questions).toEqual([])
  })

  test('in words come page by page without the numbers of people', async () => {
    const page = (cursor?: string) =>
      as(org.owner, tx => answerTexts(tx, org.owner, { ...PERIOD, scriptId, question: 'wish', limit: 10, cursor }))
    const texts: string[] = []
    for (let next: string | null | undefined; next !== null; ) {
      const answer = await page(next ?? undefined)
      texts.push(...answer.items.map(row => row.text))
      next = answer.next
    }
    const said = given.filter(row => isInside(row) && 'wish' in row.answers)
    expect(texts).toHaveLength(said.length)
    expect(new Set(texts)).toEqual(new Set(['很好', '请打 •••']))
    const other = await as(org.owner, tx =>
      answerTexts(tx, org.owner, { ...PERIOD, scriptId, question: 'hours', limit: 9 }),
    )
    expect(other.items).toEqual([])
  })
})
