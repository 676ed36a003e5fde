import type { z } from 'zod'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { platformReasons, Refusal } from '../platform/refusal.ts'
import { capacityOfTeams } from './capacity.ts'
import { MOST_DAYS_SHOWN, type readLoad as readLoadEndpoint } from './contract.ts'
import { withWhatNeedsMore } from './need-load-rules.ts'
import { type NeedDayRow, needDaysOf } from './need-store.ts'
import { type NamedDayRow, namedDaysOf } from './view-store.ts'

const MOST_TEAMS = 50

/** What teams can do and have to on days of the plan in force; of today what remains of it. Refuses days out of order, and too many. */
export async function readLoad(
  tx: Tx,
  actor: Actor,
  query: { from: Temporal.PlainDate; to: Temporal.PlainDate; teamId?: string | undefined },
): Promise<z.output<(typeof readLoadEndpoint)['response']>> {
  permit(actor, 'followups.read')
  const length = query.from.until(query.to).days
  if (length < 0 || length >= MOST_DAYS_SHOWN) {
    const problems = [{ path: 'to', message: `0–${MOST_DAYS_SHOWN - 1} days after from` }]
    throw new Refusal('invalid', platformReasons['invalid-input'], { problems })
  }
  const rows = await namedDaysOf(tx, actor, { ...query, teams: MOST_TEAMS + 1 })
  const byTeam = [...Map.groupBy(rows, ({ teamId }) => teamId).values()]
  const shown = byTeam.slice(0, MOST_TEAMS)
  const { timeZone } = await organisation(tx, actor.orgId)
  const since = actor.now.toZonedDateTimeISO(timeZone).toPlainDateTime()
  const today = since.toPlainDate()
  const withToday = shown.filter(days => days.some(({ day }) => day.equals(today))).map(([first]) => first!.teamId)
  const left = await capacityOfTeams(tx, actor.orgId, withToday, [today], since)
  const teamIds = shown.map(([first]) => first!.teamId)
  const ofAble = await needDaysOf(tx, actor.orgId, { teamIds, from: query.from, to: query.to })
  const able = Map.groupBy(ofAble, ({ teamId, day }) => `${teamId} ${day}`)
  return {
    teams: shown.map(days => {
      const { teamId: id, teamName: name } = days[0]!
      const remains = left.minutes[withToday.indexOf(id)] ?? 0
      const ofNeeds = (day: Temporal.PlainDate) => withWhatNeedsMore(able.get(`${id} ${day}`) ?? []).map(needed)
      const shownOf = (row: NamedDayRow) => (row.day.equals(today) ? loadOf(row, remains) : loadOf(row))
      return { id, name, days: days.map(row => ({ ...shownOf(row), ofNeeds: ofNeeds(row.day) })) }
    }),
    more: byTeam.length > MOST_TEAMS,
  }
}

const needed = ({ needs, minutes, used, contacts }: NeedDayRow) => ({ needs: [...needs], minutes, used, contacts })

function loadOf({ day, minutes, used, contacts, promised, service, mails }: NamedDayRow, atMost = minutes) {
  const byUrgency = { promised, service, offer: Math.max(0, contacts - promised - service) }
  return { day, minutes: Math.min(minutes, atMost), used, contacts, byUrgency, mails }
}
