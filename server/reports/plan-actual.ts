import { OUTCOME_CODES, OUTCOMES } from '../followups/rules.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { type SliceAsked, sliceOf } from './area.ts'
import { type Bucket, bucketsOf, type Grain, LONGEST_DAYS, lengthOf } from './period-rules.ts'
import { doneByTime, frozenDays, type PartName, partsOf, planByTime } from './plan-store.ts'
import { ratio } from './rules.ts'

/** The outcomes in which the customer himself was spoken to. */
export const CONVERSED = OUTCOME_CODES.filter(code => OUTCOMES[code].conversed)

const NOTHING = { attempts: 0, conversations: 0, completed: 0 }

/** Plan against actual by hour, day or month. Where no day of a row has a frozen plan, its plan is `null`, never zero. */
export async function planReport(tx: Tx, actor: Actor, asked: SliceAsked & { by: Grain }) {
  permit(actor, 'reports.read')
  const { area, days, span, timeZone } = await sliceOf(tx, actor, asked, LONGEST_DAYS[asked.by])
  const buckets = bucketsOf(days, asked.by, timeZone)
  const starts = buckets.map(bucket => bucket.startsAt)
  // Work is planned for teams, so one agent has no plan.
  const frozen = area.staffId ? [] : await frozenDays(tx, actor.orgId, days.from, days.to)
  const plan = new Map(frozen.length > 0 ? (await planByTime(tx, area, span, starts)).map(row => [row.n, row]) : [])
  const done = new Map((await doneByTime(tx, area, span, starts, CONVERSED)).map(row => [row.n, row]))
  const rows = buckets.map((bucket, index) => {
    const { attempts, conversations, completed } = done.get(index + 1) ?? NOTHING
    const frozenHere = frozen.filter(({ day }) => isWithin(day, bucket)).length
    const planned = plan.get(index + 1) ?? { due: 0, carried: 0 }
    return {
      label: bucket.label,
      startsAt: bucket.startsAt,
      ...bucket.days,
      plan: frozenHere > 0 ? planned.due : null,
      carried: frozenHere > 0 ? planned.carried : null,
      frozenDays: frozenHere,
      days: lengthOf(bucket.days),
      attempts,
      conversations,
      completed,
    }
  })
  const sum = (of: 'attempts' | 'conversations' | 'completed') => rows.reduce((total, row) => total + row[of], 0)
  return {
    ...days,
    timeZone,
    by: asked.by,
    asOf: actor.now,
    rows,
    totals: {
      plan: frozen.length > 0 ? rows.reduce((total, row) => total + (row.plan ?? 0), 0) : null,
      frozenDays: frozen.length,
      days: lengthOf(days),
      attempts: sum('attempts'),
      conversations: sum('conversations'),
      completed: sum('completed'),
    },
    frozenAt: lengthOf(days) === 1 ? (frozen[0]?.frozenAt ?? null) : null,
  }
}

function isWithin(day: Temporal.PlainDate, { days }: Bucket): boolean {
  return Temporal.PlainDate.compare(days.from, day) <= 0 && Temporal.PlainDate.compare(day, days.to) <= 0
}

/** Plan against actual of a period per agent, team, branch or campaign; a plan is `null` where no day has one. */
export async function planParts(tx: Tx, actor: Actor, asked: SliceAsked & { split: PartName }) {
  permit(actor, 'reports.read')
  const { area, days, span, timeZone } = await sliceOf(tx, actor, asked, LONGEST_DAYS.month)
  const frozen = area.staffId ? [] : await frozenDays(tx, actor.orgId, days.from, days.to)
  const hasPlan = frozen.length > 0 && asked.split !== 'agent'
  const rows = await partsOf(tx, area, span, asked.split, CONVERSED)
  return {
    ...days,
    timeZone,
    split: asked.split,
    rows: rows
      .map(row => ({
        ...row,
        plan: hasPlan ? (row.plan ?? 0) : null,
        successRate: ratio(row.completed, row.conversations),
      }))
      .filter(row => row.attempts > 0 || (row.plan ?? 0) > 0),
  }
}
