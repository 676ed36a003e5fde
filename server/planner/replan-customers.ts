import { groundFor } from '../contacts/index.ts'
import { organisation } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { policyInForce } from '../policy/index.ts'
import { arbitrateAt } from './arbitrate-rules.ts'
import { capacityOfTeams } from './capacity.ts'
import { UNPLANNED } from './choose-rules.ts'
import { DueColumns } from './due-columns.ts'
import type { Asking } from './due-store.ts'
import { explain } from './explain-rules.ts'
import type { Placed } from './full-day-rules.ts'
import { judgedInto } from './judged-dues.ts'
import { addLoads, holdLoads, holdPlan, removeCustomers } from './load-store.ts'
import { mergedContacts } from './merge-rules.ts'
import { distances, isLeftBy } from './place-rules.ts'
import type { Capacity, Terms } from './rules.ts'
import { currentRun, insertDays, insertEntries, type RunRow } from './store.ts'
import { termsOf } from './terms-rules.ts'
import { wishesOf } from './wish-store.ts'
import { contactsOf, entriesBetween, markWished } from './written-plan.ts'

/**
 * Plans customers again, now, within the plan in force: at its prices and in the room that the others leave. What was
 * promised finds a day even where there is no room; the next plan of all balances it. Without a plan nothing is done.
 */
export async function replanCustomers(tx: Tx, actor: Actor, customerIds: readonly string[]): Promise<void> {
  await holdPlan(tx, actor.orgId)
  const run = await currentRun(tx, actor.orgId)
  if (!run) return
  const { rules } = await policyInForce(tx, actor.orgId)
  const { timeZone } = await organisation(tx, actor.orgId)
  const asking = { orgId: actor.orgId, now: actor.now, timeZone, today: run.firstDay }
  const terms = termsOf(rules)
  await removeCustomers(tx, actor.orgId, run.id, customerIds, terms.minutesPerContact)
  const columns = await dueOf(tx, asking, run, customerIds)
  if (columns.dues.count === 0) return
  const { capacity, whole, price } = await roomLeft(tx, asking, run, columns.owners.teams)
  const contacts = mergedContacts(columns.dues, terms)
  const placed = arbitrateAt(contacts, capacity, terms, price)
  placePromised(placed, capacity, terms)
  const plan = { ...placed, price, bound: Number.NaN }
  const days = Int16Array.from({ length: columns.dues.count }, (_, due) => placed.dayOf[contacts.carrierOf[due]!]!)
  const made = { days, ...explain(plan, whole, terms.spacing) }
  markWished(columns.wished, made)
  const rows = entriesBetween(columns, made, 0, columns.dues.count)
  await insertEntries(tx, actor.orgId, run, rows)
  await addLoads(tx, actor.orgId, run.id, loadsOf(placed, columns.owners.teams, run))
}

async function dueOf(tx: Tx, asking: Asking, run: RunRow, customerIds: readonly string[]): Promise<DueColumns> {
  const ground = await groundFor(tx, asking.orgId)
  const columns = new DueColumns(run.days, new Map(Object.entries(run.likely)), await wishesOf(tx, asking, customerIds))
  for await (const _count of judgedInto(tx, asking, ground, columns, customerIds));
  return columns
}

/**
 * The minutes that the plan leaves of the days of teams, and what one costs; teams new to the plan have all of theirs. Of
 * today the hours that are over are gone.
 */
async function roomLeft(tx: Tx, { orgId, now, timeZone }: Asking, run: RunRow, teamIds: readonly string[]) {
  const since = now.toZonedDateTimeISO(timeZone).toPlainDateTime()
  const days = Array.from({ length: run.days }, (_, ahead) => run.firstDay.add({ days: ahead }))
  const known = await holdLoads(tx, orgId, run.id, teamIds)
  const unknown = teamIds.filter(id => !known.some(({ teamId }) => teamId === id))
  const minutes = () => new Float64Array(teamIds.length * run.days)
  const capacity: Capacity = { teams: teamIds.length, days: run.days, minutes: minutes() }
  const whole: Capacity = { ...capacity, minutes: minutes() }
  const price = minutes()
  const left = await capacityOfTeams(tx, orgId, teamIds, [since.toPlainDate()], since)
  for (const { teamId, ahead, day, minutes, used, price: each } of known) {
    const team = teamIds.indexOf(teamId)
    const cell = team * run.days + ahead
    const atMost = day.equals(since.toPlainDate()) ? Math.min(minutes, left.minutes[team]!) : minutes
    capacity.minutes[cell] = Math.max(0, atMost - used)
    whole.minutes[cell] = atMost
    price[cell] = each
  }
  const fresh = await capacityOfTeams(tx, orgId, unknown, days, since)
  for (const [team, teamId] of unknown.entries()) {
    const row = fresh.minutes.subarray(team * run.days, (team + 1) * run.days)
    for (const { minutes } of [capacity, whole]) minutes.set(row, teamIds.indexOf(teamId) * run.days)
  }
  const rows = unknown.flatMap((teamId, team) =>
    days.map((day, ahead) => ({
      ...{ teamId, day, used: 0, price: 0 },
      minutes: fresh.minutes[team * run.days + ahead]!,
      ...contactsOf([]),
    })),
  )
  if (rows.length > 0) await insertDays(tx, orgId, run.id, rows)
  return { capacity, whole, price }
}

/** What was promised and found no room goes to its first day all the same. */
function placePromised(placed: Placed, { days }: Capacity, { spacing }: Terms): void {
  const { contacts, dayOf, room } = placed
  for (let contact = 0; contact < contacts.count; contact++) {
    if (contacts.urgency[contact] !== 0 || dayOf[contact] !== UNPLANNED) continue
    for (let day = contacts.from[contact]!; day <= contacts.last[contact]!; day++) {
      if (!isLeftBy(placed, distances(spacing), contact, day)) continue
      dayOf[contact] = day
      room[contacts.team[contact]! * days + day]! -= contacts.minutes[contact]!
      break
    }
  }
}

function loadsOf({ contacts, dayOf }: Placed, teamIds: readonly string[], { firstDay }: RunRow) {
  return Array.from({ length: contacts.count }, (_, contact) => contact)
    .filter(contact => dayOf[contact] !== UNPLANNED)
    .map(contact => ({
      teamId: teamIds[contacts.team[contact]!]!,
      day: firstDay.add({ days: dayOf[contact]! }),
      minutes: contacts.minutes[contact]!,
      urgency: contacts.urgency[contact]!,
    }))
}
