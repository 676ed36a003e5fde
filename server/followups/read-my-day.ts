import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { answersFor } from './escalation-store.ts'
import { myHours, myWeeks } from './my-day-store.ts'
import { OUTCOME_CODES, OUTCOMES } from './rules.ts'
import { successRate, type Tally, weeksUpTo } from './steering-rules.ts'

const WEEKS = 8
const CONVERSED = OUTCOME_CODES.filter(code => OUTCOMES[code].conversed)
const NOTHING: Tally = { attempts: 0, conversations: 0, completed: 0 }

/** The actor's own work: today by hour, the last eight weeks, and what supervisors answered to him. */
export async function readMyDay(tx: Tx, actor: Actor) {
  permit(actor, 'followups.work')
  const { timeZone } = await organisation(tx, actor.orgId)
  const local = actor.now.toZonedDateTimeISO(timeZone)
  const [from, to] = [local.startOfDay().toInstant(), local.add({ days: 1 }).startOfDay().toInstant()]
  const hours = await myHours(tx, actor, { from, to }, CONVERSED)
  const mondays = weeksUpTo(local.toPlainDate(), WEEKS)
  const starts = mondays.map(day => day.toZonedDateTime(timeZone).toInstant())
  const weeks = await myWeeks(tx, actor, starts, timeZone, CONVERSED)
  const today = hours.reduce((sum, hour) => added(sum, hour), NOTHING)
  const talkSeconds = hours.reduce((sum, hour) => sum + hour.talkSeconds, 0)
  return {
    timeZone,
    today: { ...tallied(today), talkMinutes: Math.round(talkSeconds / 6) / 10 },
    hours: hours.map(hour => ({ ...tallied(hour), startsAt: hour.startsAt })),
    weeks: mondays.map((monday, n) => {
      const found = weeks.find(week => week.n === n + 1)
      return { ...tallied(found ?? NOTHING), weekOf: monday.toString(), days: found?.days ?? 0 }
    }),
    answers: await answersFor(tx, actor, actor.staffId!),
  }
}

function added(a: Tally, b: Tally): Tally {
  return {
    attempts: a.attempts + b.attempts,
    conversations: a.conversations + b.conversations,
    completed: a.completed + b.completed,
  }
}

function tallied({ attempts, conversations, completed }: Tally) {
  const tally = { attempts, conversations, completed }
  return { ...tally, successRate: successRate(tally) }
}
