import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { areaOf } from './area.ts'
import { coverageNow } from './coverage-alert-store.ts'
import { funnelIn } from './funnel.ts'
import { outcomesIn, ratesIn } from './outcomes.ts'
import type { Span } from './period-rules.ts'
import { CONVERSED } from './plan-actual.ts'
import { frozenDays, planByTime } from './plan-store.ts'
import { hoursOf, ratio, spanOf } from './rules.ts'
import * as store from './store.ts'

export interface TodayAsked {
  day?: Temporal.PlainDate | undefined
  branchId?: string | undefined
  campaignId?: string | undefined
  teamId?: string | undefined
}

interface Frame {
  day: Temporal.PlainDate
  timeZone: string
  area: store.Area
  span: Span
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
  const { frozenAt, planned } = await planIn(tx, frame)
  const ends = await store.endsIn(tx, frame.area, frame.span)
  const sum = (of: 'due' | 'done' | 'reached' | 'completed') => hours.reduce((total, hour) => total + hour[of], 0)
  return {
    day: frame.day,
    timeZone: frame.timeZone,
    asOf: actor.now,
    hours: hours.map((hour, index) => ({ ...hour, planned: frozenAt ? (planned.get(index + 1) ?? 0) : null })),
    frozenAt,
    funnel: await funnelIn(tx, actor, frame, language),
    totals: { due: sum('due'), carriedOver, done: sum('done'), reached: sum('reached'), completed: sum('completed') },
    agents: agentsIn(frame),
    outcomes: outcomesIn(frame.work, ends, language),
    ...ratesIn(ends, language),
    now: await store.queueNow(tx, frame.area, actor.now),
    cases: await store.casesNow(tx, frame.area, actor.now),
    coverage: await coverageNow(tx, actor.orgId, frame.area.branchIds),
  }
}

/** The plan as it was frozen in the morning, by the place of the hour from 1; `frozenAt` is `null` when it was not. */
async function planIn(tx: Tx, { day, area, span, hours }: Frame) {
  const [frozen] = await frozenDays(tx, area.orgId, day, day)
  const starts = hours.map(hour => hour.startsAt)
  const rows = frozen ? await planByTime(tx, area, span, starts) : []
  return { frozenAt: frozen?.frozenAt ?? null, planned: new Map(rows.map(row => [row.n, row.due])) }
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
  return { day: frame.day, rows: outcomesIn(frame.work, await store.endsIn(tx, frame.area, frame.span), language) }
}
