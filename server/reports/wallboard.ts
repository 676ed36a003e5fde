import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { areaOf } from './area.ts'
import { bucketsOf, spanOfDays } from './period-rules.ts'
import { CONVERSED } from './plan-actual.ts'
import { doneByTime, frozenDays, planByTime } from './plan-store.ts'
import { casesNow, queueNow } from './store.ts'
import { AGENT_STATES, stateOf } from './wallboard-rules.ts'
import { agentsNow, queueOfDay } from './wallboard-store.ts'

/** This moment for a screen on the wall. Names agents, never customers. */
export async function wallboard(
  tx: Tx,
  actor: Actor,
  asked: { branchId?: string | undefined; teamId?: string | undefined },
) {
  permit(actor, 'reports.read')
  const { timeZone } = await organisation(tx, actor.orgId)
  const day = actor.now.toZonedDateTimeISO(timeZone).toPlainDate()
  const days = { from: day, to: day }
  const [area, today, hours] = [
    await areaOf(tx, actor, asked),
    spanOfDays(days, timeZone),
    bucketsOf(days, 'hour', timeZone),
  ]
  const starts = hours.map(hour => hour.startsAt)
  const n = hours.findLastIndex(hour => Temporal.Instant.compare(hour.startsAt, actor.now) <= 0)
  const frozen = (await frozenDays(tx, actor.orgId, day, day)).length > 0
  const plan = frozen ? await planByTime(tx, area, today, starts) : []
  const done = await doneByTime(tx, area, today, starts, CONVERSED)
  const { attempts, conversations, completed } = done.find(row => row.n === n + 1) ?? {
    attempts: 0,
    conversations: 0,
    completed: 0,
  }
  const sum = (of: 'attempts' | 'conversations' | 'completed') => done.reduce((total, row) => total + row[of], 0)
  const { open, overdue } = await casesNow(tx, area, actor.now)
  return {
    asOf: actor.now,
    timeZone,
    hour: {
      label: hours[n]!.label,
      startsAt: hours[n]!.startsAt,
      endsAt: hours[n + 1]?.startsAt ?? today.to,
      plan: frozen ? (plan.find(row => row.n === n + 1)?.due ?? 0) : null,
      attempts,
      conversations,
      completed,
    },
    today: {
      plan: frozen ? plan.reduce((total, row) => total + row.due, 0) : null,
      attempts: sum('attempts'),
      conversations: sum('conversations'),
      completed: sum('completed'),
    },
    now: {
      ...(await queueNow(tx, area, actor.now)),
      ...(await queueOfDay(tx, area, actor.now, today.to)),
    },
    cases: { open, overdue },
    agents: await agentsIn(tx, actor, area, today),
  }
}

async function agentsIn(
  tx: Tx,
  actor: Actor,
  area: Parameters<typeof agentsNow>[1],
  today: Parameters<typeof agentsNow>[2],
) {
  const rows = (await agentsNow(tx, area, today)).map(({ staffId, name, attempts, completed, ...facts }) => ({
    staffId,
    name,
    ...stateOf(facts, actor.now),
    attempts,
    completed,
  }))
  return rows.toSorted(
    (a, b) => AGENT_STATES.indexOf(a.state) - AGENT_STATES.indexOf(b.state) || b.attempts - a.attempts,
  )
}
