import { workOfMembers } from '../calendars/index.ts'
import { SHARE_FOR_CALLS } from '../followups/plan-yield-rules.ts'
import { abilitiesOf } from '../people/ability-rules.ts'
import type { Tx } from '../platform/database.ts'
import type { Capacity, Group } from './rules.ts'

/**
 * The agent-minutes that teams have for calls on days, by their calendars, holidays, shifts and absences.
 * @param since where the organisation is; what of these days is over by then does not count
 * @param needs what contacts may need; the members are told apart as far as that goes
 */
export async function capacityOfTeams(
  tx: Tx,
  orgId: string,
  teamIds: readonly string[],
  days: readonly Temporal.PlainDate[],
  since: Temporal.PlainDateTime,
  needs: readonly (readonly string[])[] = [],
): Promise<Capacity> {
  const needed = new Set(needs.flat())
  const groups: Group[] = []
  const capacity = { teams: teamIds.length, days: days.length, minutes: new Float64Array(teamIds.length * days.length) }
  for (const [team, teamId] of teamIds.entries()) {
    const members = await workOfMembers(tx, orgId, teamId, days, since)
    const alike = Map.groupBy(members, member =>
      abilitiesOf(member)
        .filter(one => needed.has(one))
        .join('\n'),
    )
    for (const [has, some] of alike) {
      const minutes = new Float64Array(days.length)
      for (const member of some) for (const [day, own] of member.minutes.entries()) minutes[day]! += own
      for (const [day, own] of minutes.entries()) capacity.minutes[team * days.length + day]! += own
      groups.push({ team, has: has === '' ? [] : has.split('\n'), minutes: minutes.map(forCalls) })
    }
  }
  const all = { ...capacity, minutes: capacity.minutes.map(forCalls) }
  return needed.size === 0 ? all : { ...all, groups }
}

const forCalls = (minutes: number) => minutes * SHARE_FOR_CALLS
