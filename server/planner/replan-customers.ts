import { groundFor } from '../contacts/index.ts'
import { organisation } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { policyInForce } from '../policy/index.ts'
import { arbitrateAt } from './arbitrate-rules.ts'
import { UNPLANNED } from './choose-rules.ts'
import { DueColumns } from './due-columns.ts'
import type { Asking } from './due-store.ts'
import { explain } from './explain-rules.ts'
import type { Placed } from './full-day-rules.ts'
import { judgedInto } from './judged-dues.ts'
import { addLoads, addMails, holdPlan, removeCustomers } from './load-store.ts'
import { needLoads } from './need-load-rules.ts'
import { addNeedDays } from './need-store.ts'
import { movesOf } from './plan-move-store.ts'
import { roomLeft } from './room-left.ts'
import type { Terms } from './rules.ts'
import { distances, isLeftBy } from './spacing-rules.ts'
import { currentRun, insertEntries, type RunRow } from './store.ts'
import { termsOf } from './terms-rules.ts'
import { completePlan, daysOfMails, entriesBetween, needDays } from './written-plan.ts'

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
  const { contacts, room, price } = await roomLeft(tx, asking, run, { columns, terms })
  const placed = arbitrateAt(contacts, room, terms, price)
  placePromised(placed, terms)
  const plan = { ...placed, price, bound: Number.NaN }
  const days = Int16Array.from({ length: columns.dues.count }, (_, due) => placed.dayOf[contacts.carrierOf[due]!]!)
  const made = { days, byMail: columns.dues.byMail.slice(0, days.length), ...explain(plan, terms.spacing) }
  completePlan(columns, made, terms)
  const rows = entriesBetween(columns, made, 0, columns.dues.count)
  await insertEntries(tx, actor.orgId, run, rows)
  await addLoads(tx, actor.orgId, run.id, loadsOf(placed, columns.owners.teams, run))
  await addMails(tx, actor.orgId, run.id, daysOfMails(columns, made, run))
  const asked = needLoads(plan).filter(({ contacts }) => contacts > 0)
  await addNeedDays(tx, actor.orgId, run.id, needDays(asked, columns.owners.teams, run))
}

async function dueOf(tx: Tx, asking: Asking, run: RunRow, customerIds: readonly string[]): Promise<DueColumns> {
  const ground = await groundFor(tx, asking.orgId)
  const columns = new DueColumns(run.days, new Map(Object.entries(run.likely)), await movesOf(tx, asking, customerIds))
  for await (const _count of judgedInto([tx], asking, ground, columns, customerIds));
  return columns
}

/** What was promised and found no room goes to its first day all the same, if anybody who works then is able to make it. */
function placePromised(placed: Placed, { spacing }: Terms): void {
  const { contacts, dayOf, room } = placed
  for (let contact = 0; contact < contacts.count; contact++) {
    if (contacts.urgency[contact] !== 0 || dayOf[contact] !== UNPLANNED) continue
    for (let day = contacts.from[contact]!; day <= contacts.last[contact]!; day++) {
      if (!isLeftBy(placed, distances(spacing), contact, day) || onlyOthersWork(placed, contact, day)) continue
      dayOf[contact] = day
      room.take(room.pools.row[contact]!, day, contacts.minutes[contact]!)
      break
    }
  }
}

/** Whether a team works on a day and nobody there is able to make a contact. */
function onlyOthersWork({ contacts, room: { pools } }: Placed, contact: number, day: number): boolean {
  const need = contacts.minutes[contact]!
  const cellOf = (row: number) => row * pools.days + day
  return pools.minutes[cellOf(contacts.team[contact]!)]! >= need && pools.own[cellOf(pools.row[contact]!)]! < need
}

function loadsOf({ contacts, dayOf }: Placed, teamIds: readonly string[], { firstDay }: RunRow) {
  return Array.from({ length: contacts.count }, (_, contact) => contact)
    .filter(contact => dayOf[contact] !== UNPLANNED && contacts.byMail[contact] === 0)
    .map(contact => ({
      teamId: teamIds[contacts.team[contact]!]!,
      day: firstDay.add({ days: dayOf[contact]! }),
      minutes: contacts.minutes[contact]!,
      urgency: contacts.urgency[contact]!,
    }))
}
