import { outcomeWords } from '../contacts/reasons.ts'
import { OUTCOME_CODES, OUTCOMES, type OutcomeCode } from '../followups/rules.ts'
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
}

async function frameOf(tx: Tx, actor: Actor, asked: TodayAsked): Promise<Frame> {
  const { timeZone } = await organisation(tx, actor.orgId)
  const day = asked.day ?? actor.now.toZonedDateTimeISO(timeZone).toPlainDate()
  return { day, timeZone, area: await areaOf(tx, actor, asked), span: spanOf(day, timeZone) }
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
    agents: await agentsIn(tx, frame),
    outcomes: await outcomesIn(tx, frame, ends, language),
    dispositions,
    e,
    rates: RATES.map(rate => ({ rate, value: rates[rate], definition: rate, text: rateDefinitions[rate][language]() })),
    now: await store.queueNow(tx, frame.area, actor.now),
    cases: await store.casesNow(tx, frame.area, actor.now),
  }
}

async function hoursIn(tx: Tx, { day, timeZone, area, span }: Frame) {
  const hours = hoursOf(day, timeZone)
  const starts = hours.map(hour => hour.startsAt)
  const worked = new Map((await store.attemptsByHour(tx, area, span, starts, CONVERSED)).map(row => [row.n, row]))
  const due = new Map((await store.dueByHour(tx, area, span, starts)).map(row => [row.n, row.due]))
  const rows = hours.map((hour, index) => {
    const { done = 0, reached = 0, completed = 0 } = worked.get(index + 1) ?? {}
    return { ...hour, due: due.get(index + 1) ?? 0, done, reached, completed }
  })
  return { hours: rows, carriedOver: due.get(0) ?? 0 }
}

async function agentsIn(tx: Tx, { area, span }: Frame) {
  const rows = await store.attemptsByAgent(tx, area, span, CONVERSED)
  return rows.map(({ talkSeconds, ...row }) => ({
    ...row,
    successRate: ratio(row.completed, row.conversations),
    talkMinutes: Math.round(talkSeconds / 6) / 10,
  }))
}

async function outcomesIn(tx: Tx, { area, span }: Frame, ends: readonly EndGroup[], language: Language) {
  const attempts = new Map((await store.attemptsByOutcome(tx, area, span)).map(row => [row.outcome, row.attempts]))
  const final = new Map<string, number>()
  for (const { lastOutcome, followups } of ends) {
    if (lastOutcome) final.set(lastOutcome, (final.get(lastOutcome) ?? 0) + followups)
  }
  return [...new Set([...attempts.keys(), ...final.keys()])].map(outcome => ({
    outcome,
    text: outcomeWords[outcome as OutcomeCode][language](),
    attempts: attempts.get(outcome) ?? 0,
    final: final.get(outcome) ?? 0,
  }))
}

/** The table by agent of a day. */
export async function agentsOfDay(tx: Tx, actor: Actor, asked: TodayAsked) {
  const frame = await frameOf(tx, actor, asked)
  return { day: frame.day, rows: await agentsIn(tx, frame) }
}

/** The table of outcomes of a day. */
export async function outcomesOfDay(tx: Tx, actor: Actor, asked: TodayAsked, language: Language) {
  const frame = await frameOf(tx, actor, asked)
  const ends = await store.endsIn(tx, frame.area, frame.span)
  return { day: frame.day, rows: await outcomesIn(tx, frame, ends, language) }
}
