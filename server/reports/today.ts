import { outcomeWords } from '../contacts/reasons.ts'
import { OUTCOME_CODES, OUTCOMES } from '../followups/rules.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { areaOf } from './area.ts'
import { rateDefinitions } from './reasons.ts'
import { dispositionsOf, type EndGroup, hoursOf, RATES, ratesOf, ratio, spanOf } from './rules.ts'
import * as store from './store.ts'

export interface TodayAsked {
  day?: Temporal.PlainDate | undefined
  branchId?: string | undefined
  campaignId?: string | undefined
}

const CONVERSED = OUTCOME_CODES.filter(code => OUTCOMES[code].conversed)

interface Frame {
  day: Temporal.PlainDate
  timeZone: string
  area: store.Area
  span: store.Span
  hours: ReturnType<typeof hoursOf>
  work: store.WorkRow[]
}

/** What all tables of a day are drawn from. */
async function frameOf(tx: Tx, actor: Actor, asked: TodayAsked): Promise<Frame> {
  const { timeZone } = await organisation(tx, actor.orgId)
  const day = asked.day ?? actor.now.toZonedDateTimeISO(timeZone).toPlainDate()
  const [area, span, hours] = [await areaOf(tx, actor, asked), spanOf(day, timeZone), hoursOf(day, timeZone)]
  const starts = hours.map(hour => hour.startsAt)
  return { day, timeZone, area, span, hours, work: await store.workOf(tx, area, span, starts, CONVERSED) }
}

/** The report of one day, whose hours are those of the organisation's time zone. */
export async function todayReport(tx: Tx, actor: Actor, asked: TodayAsked, language: Language) {
  permit(actor, 'reports.read')
  const frame = await frameOf(tx, actor, asked)
  const { hours, carriedOver } = await hoursIn(tx, frame)
  const ends = await store.endsIn(tx, frame.area, frame.span)
  const dispositions = dispositionsOf(ends)
  const { e, rates } = ratesOf(dispositions)
  const sum = (of: 'due' | 'done' | 'reached' | 'completed') => hours.reduce((total, hour) => total + hour[of], 0)
  return {
    day: frame.day,
    timeZone: frame.timeZone,
    asOf: actor.now,
    hours,
    totals: { due: sum('due'), carriedOver, done: sum('done'), reached: sum('reached'), completed: sum('completed') },
    agents: agentsIn(frame),
    outcomes: outcomesIn(frame, ends, language),
    dispositions,
    e,
    rates: RATES.map(rate => ({ rate, value: rates[rate], definition: rate, text: rateDefinitions[rate][language]() })),
    now: await store.queueNow(tx, frame.area, actor.now),
    cases: await store.casesNow(tx, frame.area, actor.now),
  }
}

async function hoursIn(tx: Tx, { area, span, hours, work }: Frame) {
  const starts = hours.map(hour => hour.startsAt)
  const worked = new Map(work.map(row => [row.hour, row]))
  const due = new Map((await store.dueByHour(tx, area, span, starts)).map(row => [row.n, row.due]))
  const rows = hours.map((hour, index) => {
    const { attempts = 0, conversations = 0, completed = 0 } = worked.get(index + 1) ?? {}
    return { ...hour, due: due.get(index + 1) ?? 0, done: attempts, reached: conversations, completed }
  })
  return { hours: rows, carriedOver: due.get(0) ?? 0 }
}

function agentsIn({ work }: Frame) {
  return work.flatMap(({ staffId, name, attempts, conversations, completed, talkSeconds }) => {
    if (staffId === null || name === null) return []
    const successRate = ratio(completed, conversations)
    return [{ staffId, name, attempts, conversations, completed, successRate, talkMinutes: tenths(talkSeconds / 60) }]
  })
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}

function outcomesIn({ work }: Frame, ends: readonly EndGroup[], language: Language) {
  const attempts = new Map(work.flatMap(row => (row.outcome ? [[row.outcome, row.attempts]] : [])))
  const final = new Map<string, number>()
  for (const { lastOutcome, followups } of ends) {
    if (lastOutcome) final.set(lastOutcome, (final.get(lastOutcome) ?? 0) + followups)
  }
  return OUTCOME_CODES.map(outcome => ({
    outcome,
    text: outcomeWords[outcome][language](),
    attempts: attempts.get(outcome) ?? 0,
    final: final.get(outcome) ?? 0,
  }))
    .filter(row => row.attempts + row.final > 0)
    .toSorted((a, b) => b.attempts - a.attempts || b.final - a.final)
}

/** The table by agent of a day. */
export async function agentsOfDay(tx: Tx, actor: Actor, asked: TodayAsked) {
  permit(actor, 'reports.read')
  const frame = await frameOf(tx, actor, asked)
  return { day: frame.day, rows: agentsIn(frame) }
}

/** The table of outcomes of a day. */
export async function outcomesOfDay(tx: Tx, actor: Actor, asked: TodayAsked, language: Language) {
  permit(actor, 'reports.read')
  const frame = await frameOf(tx, actor, asked)
  return { day: frame.day, rows: outcomesIn(frame, await store.endsIn(tx, frame.area, frame.span), language) }
}
