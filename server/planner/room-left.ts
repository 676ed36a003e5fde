import type { Tx } from '../platform/database.ts'
import { capacityOfTeams } from './capacity.ts'
import type { DueColumns } from './due-columns.ts'
import type { Asking } from './due-store.ts'
import { holdLoads } from './load-store.ts'
import { type Contacts, mergedContacts } from './merge-rules.ts'
import { type NeedDayRow, needDaysOf } from './need-store.ts'
import { poolsOf, Room } from './pool-rules.ts'
import type { Capacity, Terms } from './rules.ts'
import { insertDays, type RunRow } from './store.ts'
import { contactsOf } from './written-plan.ts'

/** Contacts to be placed into a plan that stands: the room it leaves, and what a minute of it costs by row. */
export interface Standing {
  contacts: Contacts
  room: Room
  price: Float64Array
}

/**
 * The contacts of customers with the minutes that the plan leaves of the days of their teams; teams new to the plan have all
 * of theirs. Of today the hours that are over are gone. Where a contact needs what not everybody can, the members are
 * counted as they work by now.
 */
export async function roomLeft(
  tx: Tx,
  asking: Asking,
  run: RunRow,
  { columns, terms }: { columns: DueColumns; terms: Terms },
): Promise<Standing> {
  const teamIds = columns.owners.teams
  const loads = await holdLoads(tx, asking.orgId, run.id, teamIds)
  const able = await needDaysOf(tx, asking.orgId, { runId: run.id, teamIds })
  const others = able.map(row => ({ ...row, team: teamIds.indexOf(row.teamId), need: columns.needNumber(row.needs) }))
  const capacity = await capacityNow(tx, asking, run, { teamIds, loads, needs: columns.dues.needs })
  const contacts = mergedContacts(columns.dues, terms, capacity)
  const pools = poolsOf(contacts, capacity, others)
  const rowOf = (team: number, need: number) =>
    pools.teamOf.findIndex((of, row) => of === team && pools.needOf[row] === need)
  const aheadOf = (row: NeedDayRow) => run.firstDay.until(row.day).days
  const room = new Room(pools)
  const price = new Float64Array(room.free.length)
  for (const { teamId, ahead, used, price: each } of loads) {
    const team = teamIds.indexOf(teamId)
    const byAble = others.filter(row => row.team === team && aheadOf(row) === ahead)
    room.take(team, ahead, used - byAble.reduce((sum, row) => sum + row.used, 0))
    for (const row of pools.rowsOf[team]!) price[row * run.days + ahead] = each
  }
  for (const row of others) {
    const number = rowOf(row.team, row.need)
    room.take(number, aheadOf(row), row.used)
    price[number * run.days + aheadOf(row)] = row.price
  }
  return { contacts, room, price }
}

type Loads = Awaited<ReturnType<typeof holdLoads>>

/** What the plan took the teams to be able to work, what is over of today taken off; teams new to it are written into it. */
async function capacityNow(
  tx: Tx,
  { orgId, now, timeZone }: Asking,
  run: RunRow,
  { teamIds, loads, needs }: { teamIds: readonly string[]; loads: Loads; needs: readonly (readonly string[])[] },
): Promise<Capacity> {
  const since = now.toZonedDateTimeISO(timeZone).toPlainDateTime()
  const today = since.toPlainDate()
  const days = Array.from({ length: run.days }, (_, ahead) => run.firstDay.add({ days: ahead }))
  const known = new Set(loads.map(({ teamId }) => teamId))
  const isAsked = needs.length > 1
  // Of teams the plan knows, only what is left of today is counted anew, unless their members must be told apart.
  const fresh = await capacityOfTeams(
    tx,
    orgId,
    isAsked ? teamIds : teamIds.filter(id => !known.has(id)),
    days,
    since,
    needs,
  )
  const left = await capacityOfTeams(tx, orgId, teamIds, [today], since)
  const minutes = new Float64Array(teamIds.length * run.days)
  for (const { teamId, ahead, day, minutes: planned } of loads) {
    const team = teamIds.indexOf(teamId)
    minutes[team * run.days + ahead] = day.equals(today) ? Math.min(planned, left.minutes[team]!) : planned
  }
  const unknown = teamIds.filter(id => !known.has(id))
  for (const [n, teamId] of unknown.entries()) {
    const at = (isAsked ? teamIds.indexOf(teamId) : n) * run.days
    minutes.set(fresh.minutes.subarray(at, at + run.days), teamIds.indexOf(teamId) * run.days)
  }
  const rows = unknown.flatMap(teamId =>
    days.map((day, ahead) => ({
      ...{ teamId, day, used: 0, price: 0, mails: 0, minutes: minutes[teamIds.indexOf(teamId) * run.days + ahead]! },
      ...contactsOf([]),
    })),
  )
  if (rows.length > 0) await insertDays(tx, orgId, run.id, rows)
  const capacity = { teams: teamIds.length, days: run.days, minutes }
  return fresh.groups ? { ...capacity, groups: fresh.groups } : capacity
}
