import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { capacityOfTeams } from './capacity.ts'
import { withWhatNeedsMore } from './need-load-rules.ts'
import { canDo } from './need-rules.ts'
import { needDaysOf } from './need-store.ts'
import type { Capacity } from './rules.ts'
import { daysOf } from './store.ts'

/** What a team has to do and can on a day: as a whole, or those of it who have what is needed. */
export interface Load {
  teamId: string
  day: Temporal.PlainDate
  /** Nothing for the team as a whole. */
  needs: readonly string[]
  /** Agent-minutes. */
  minutes: number
  used: number
}

/** A load that a move changes. */
export interface ChangedLoad extends Omit<Load, 'used'> {
  usedBefore: number
  usedAfter: number
  /** Whether it is more than can be done. */
  over: boolean
}

/** The loads of the plan in force, of all teams unless some are named. */
export async function loadsOf(tx: Tx, orgId: string, teamIds?: readonly string[]): Promise<Load[]> {
  const whole = await daysOf(tx, orgId, teamIds)
  const able = await needDaysOf(tx, orgId, { teamIds })
  const byDay = Map.groupBy(able, ({ teamId, day }) => `${teamId} ${day}`)
  const loads: Load[] = whole.map(({ teamId, day, minutes, used }) => ({ teamId, day, needs: [], minutes, used }))
  for (const rows of byDay.values()) loads.push(...withWhatNeedsMore(rows))
  return loads
}

/** The loads that are others after a move than before, the earliest day first; of today only the hours that remain count. */
export async function changedLoads(
  tx: Tx,
  actor: Actor,
  { before, after, timeZone }: { before: readonly Load[]; after: readonly Load[]; timeZone: string },
): Promise<ChangedLoad[]> {
  const since = actor.now.toZonedDateTimeISO(timeZone).toPlainDateTime()
  const today = since.toPlainDate()
  const teamIds = [...new Set(after.map(({ teamId }) => teamId))]
  const needs = after.map(load => load.needs).filter(({ length }) => length > 0)
  const left = await capacityOfTeams(tx, actor.orgId, teamIds, [today], since, needs)
  const was = new Map(before.map(load => [keyOf(load), load.used]))
  return after
    .map(({ teamId, day, needs, minutes: planned, used: usedAfter }): ChangedLoad => {
      const minutes = day.equals(today) ? Math.min(planned, minutesOf(left, teamIds.indexOf(teamId), needs)) : planned
      const usedBefore = was.get(keyOf({ teamId, day, needs })) ?? 0
      return { teamId, day, needs, minutes, usedBefore, usedAfter, over: usedAfter > minutes + LEAST }
    })
    .filter(({ usedBefore, usedAfter }) => Math.abs(usedBefore - usedAfter) > LEAST)
    .sort((a, b) => Temporal.PlainDate.compare(a.day, b.day))
}

/** Minutes less than this are no difference. */
const LEAST = 0.01

const keyOf = ({ teamId, day, needs }: Pick<Load, 'teamId' | 'day' | 'needs'>) => [teamId, day, ...needs].join('\n')

function minutesOf({ minutes, groups }: Capacity, team: number, needs: readonly string[]): number {
  if (needs.length === 0) return minutes[team]!
  const able = (groups ?? []).filter(group => group.team === team && canDo(group.has, needs))
  return able.reduce((sum, group) => sum + group.minutes[0]!, 0)
}
