import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import type { Question } from '../scripts/rules.ts'
import {
  estimateOf,
  type Measure,
  meanOf,
  measureOf,
  SMALL_BELOW,
  shareOf,
  sumsOf,
  type Tally,
  valuesOf,
  withoutNumbers,
} from './answers-rules.ts'
import { type AnswerSplit, questionsOf, scriptsAnswered, type TallyRow, talliesOf, textPage } from './answers-store.ts'
import { type SliceAsked, sliceOf } from './area.ts'
import { type Days, LONGEST_DAYS } from './period-rules.ts'

/** What customers answered in a period, question by question of one script; only ended follow-ups count. */
export async function answersReport(
  tx: Tx,
  actor: Actor,
  asked: SliceAsked & { scriptId?: string | undefined; split: AnswerSplit },
) {
  permit(actor, 'reports.read')
  const { area, days, span, timeZone } = await sliceOf(tx, actor, asked, LONGEST_DAYS.day)
  const scripts = await scriptsAnswered(tx, area, span)
  const scriptId = asked.scriptId ?? scripts[0]?.id ?? null
  const head = { ...days, timeZone, scripts, scriptId, split: asked.split, smallBelow: SMALL_BELOW }
  if (scriptId === null) return { ...head, questions: [] }
  const questions = await questionsOf(tx, actor.orgId, scriptId)
  if (!questions) throw notFound()
  const keys = keysOf(questions)
  const weeks = mondaysOf(days)
  const starts = weeks.map(week => week.toZonedDateTime(timeZone).toInstant())
  const all = await talliesOf(tx, area, span, scriptId, keys, {})
  const byWeek = await talliesOf(tx, area, span, scriptId, keys, { weeks: starts })
  const byPart = await talliesOf(tx, area, span, scriptId, keys, { split: asked.split })
  return {
    ...head,
    questions: questions.map(question => {
      const own = (rows: readonly TallyRow[]) => rows.filter(row => row.question === question.id)
      const { measure, ...report } = totalsOf(question, own(all))
      return { ...report, trend: trendOf(measure, own(byWeek), weeks), parts: partsOf(measure, own(byPart)) }
    }),
  }
}

function keysOf(questions: readonly Question[]) {
  const idsOf = (...kinds: Question['kind'][]) =>
    questions.filter(({ kind }) => kinds.includes(kind)).map(question => question.id)
  return { counted: idsOf('choice', 'multi', 'yes-no', 'scale'), numbers: idsOf('number', 'scale') }
}

/** The Mondays on which the weeks of some days begin. */
export function mondaysOf({ from, to }: Days): Temporal.PlainDate[] {
  const first = from.subtract({ days: from.dayOfWeek - 1 })
  const weeks = Math.floor(first.until(to, { largestUnit: 'days' }).days / 7) + 1
  return Array.from({ length: weeks }, (_, n) => first.add({ weeks: n }))
}

function tallyOf(rows: readonly TallyRow[]): Tally {
  const whole = rows.find(row => row.value === null)
  const n = whole?.count ?? 0
  const values = new Map(rows.flatMap(row => (row.value === null ? [] : [[row.value, row.count]])))
  const { sum = null, squares = null } = whole ?? {}
  return { n, values, sums: sum === null || squares === null ? null : { n, sum, squares } }
}

function totalsOf(question: Question, rows: readonly TallyRow[]) {
  const tally = tallyOf(rows)
  const offered = valuesOf(question)
  const mostFrequent = offered.toSorted((a, b) => (tally.values.get(b) ?? 0) - (tally.values.get(a) ?? 0))[0] ?? null
  const measure = measureOf(question, mostFrequent)
  const whole = rows.find(row => row.value === null)
  const isNumber = question.kind === 'scale' || question.kind === 'number'
  return {
    measure,
    id: question.id,
    text: question.text,
    kind: question.kind,
    n: tally.n,
    isSmall: tally.n < SMALL_BELOW,
    values: offered.map(value => {
      const { value: share, low, high } = shareOf(tally.values.get(value) ?? 0, tally.n)
      return { value, count: tally.values.get(value) ?? 0, share, low, high }
    }),
    headline: { kind: measure.kind, of: 'of' in measure ? measure.of : [], ...estimateOf(measure, tally) },
    mean: isNumber ? meanOf(tally.sums ?? sumsOf(new Map())) : null,
    range: isNumber && whole?.min != null && whole.max != null ? { min: whole.min, max: whole.max } : null,
  }
}

function trendOf(measure: Measure, rows: readonly TallyRow[], weeks: readonly Temporal.PlainDate[]) {
  if (measure.kind === 'none') return []
  const own = Map.groupBy(rows, row => row.week)
  return weeks.flatMap((week, index) => {
    const tally = tallyOf(own.get(index + 1) ?? [])
    return tally.n > 0 ? [{ week, n: tally.n, ...estimateOf(measure, tally) }] : []
  })
}

const PARTS_AT_MOST = 100

function partsOf(measure: Measure, rows: readonly TallyRow[]) {
  if (measure.kind === 'none') return []
  return [...Map.groupBy(rows, row => row.part)]
    .map(([id, own]) => {
      const tally = tallyOf(own)
      return { id, name: own[0]!.partName, n: tally.n, isSmall: tally.n < SMALL_BELOW, ...estimateOf(measure, tally) }
    })
    .toSorted((a, b) => b.n - a.n)
    .slice(0, PARTS_AT_MOST)
}

/** What customers said in their own words, newest first, without what may be a number of a person. */
export async function answerTexts(
  tx: Tx,
  actor: Actor,
  asked: SliceAsked & { scriptId: string; question: string; cursor?: string | undefined; limit: number },
) {
  permit(actor, 'reports.read')
  const { area, span } = await sliceOf(tx, actor, asked, LONGEST_DAYS.day)
  const questions = await questionsOf(tx, actor.orgId, asked.scriptId)
  if (questions?.find(question => question.id === asked.question)?.kind !== 'text') return { items: [], next: null }
  const page = pageFrom(await textPage(tx, area, span, asked), asked.limit, row => [row.at, row.followupId])
  return { ...page, items: page.items.map(row => ({ ...row, text: withoutNumbers(row.text) })) }
}
