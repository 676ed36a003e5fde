import { capacityOf } from '../calendars/index.ts'
import { SHARE_FOR_CALLS } from '../followups/plan-yield-rules.ts'
import type { Tx } from '../platform/database.ts'
import type { Capacity } from './rules.ts'

/**
 * The agent-minutes that teams have for calls on days, by their calendars, holidays, shifts and absences.
 * @param since where the organisation is; what of these days is over by then does not count
 */
export async function capacityOfTeams(
  tx: Tx,
  orgId: string,
  teamIds: readonly string[],
  days: readonly Temporal.PlainDate[],
  since: Temporal.PlainDateTime,
): Promise<Capacity> {
  const capacity = { teams: teamIds.length, days: days.length, minutes: new Float64Array(teamIds.length * days.length) }
  for (const [team, teamId] of teamIds.entries()) {
    const working = await capacityOf(tx, orgId, teamId, days, since)
    for (const [day, { minutes }] of working.entries())
      capacity.minutes[team * days.length + day] = minutes * SHARE_FOR_CALLS
  }
  return capacity
}
