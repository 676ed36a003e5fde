import type { z } from 'zod'
import { groundFor, verdictsOn } from '../contacts/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { Refusal } from '../platform/refusal.ts'
import type { DueRow } from './due-columns.ts'
import { type Asking, dueFollowups } from './due-store.ts'
import { askedOf } from './judged-dues.ts'
import type { Moving } from './move-contract.ts'
import { moveProblems, moveRefusals } from './move-reasons.ts'
import { contactsOfCustomers, type MovableRow, movable, type StandsRow } from './move-store.ts'
import type { MoveProblem } from './outcome-rules.ts'
import { writeMoves } from './plan-move-store.ts'
import { replanCustomers } from './replan-customers.ts'
import { currentRun, type RunRow } from './store.ts'

/** A contact that is to be moved, with why it cannot be. */
export interface Tried {
  row: MovableRow
  to: Temporal.PlainDate
  releasedOn: Temporal.PlainDate | null
  problem: { code: MoveProblem; sentence: string } | null
}

/** What became of the contacts of the customers concerned. */
export interface Trial {
  run: RunRow
  today: Temporal.PlainDate
  tried: Tried[]
  /** How many of those asked for are not to be moved at all: gone from the plan, in somebody's hands by now, or not the actor's. */
  missing: number
  before: StandsRow[]
  after: StandsRow[]
}

/**
 * Moves contacts within the plan in force, writes that down, and plans their customers again. Those that
 * cannot go stay, with the reason. Refuses when there is no plan.
 */
export async function tryMove(
  tx: Tx,
  actor: Actor,
  given: { moving: z.output<typeof Moving>; reason: string; timeZone: string },
  language: Language,
): Promise<Trial> {
  const run = await currentRun(tx, actor.orgId)
  if (!run) throw new Refusal('conflict', moveRefusals['no-plan-to-change'])
  const { timeZone } = given
  const today = actor.now.toZonedDateTimeISO(timeZone).toPlainDate()
  const asking = { orgId: actor.orgId, now: actor.now, timeZone, today: run.firstDay }
  const rows = await movable(tx, actor, given.moving.followupIds)
  const targets = targetsOf(given.moving, rows)
  const customerIds = [...new Set(rows.map(({ customerId }) => customerId))]
  const before = await contactsOfCustomers(tx, actor, customerIds)
  const tried = await judged(tx, actor, { asking, run, today, targets }, language)
  const able = tried.filter(({ problem }) => problem === null)
  const moves = able.map(({ row, to }) => ({ followupId: row.followupId, day: to, channel: row.channel }))
  await writeMoves(tx, actor, moves, given.reason)
  await replanCustomers(tx, actor, customerIds)
  const after = await contactsOfCustomers(tx, actor, customerIds)
  const stands = new Map(after.map(row => [row.followupId, row.plannedOn]))
  for (const one of able) {
    const isThere = stands.get(one.row.followupId)?.equals(one.to) ?? isCarriedOn(after, one)
    if (isThere) continue
    const nobody = after.find(({ followupId }) => followupId === one.row.followupId)?.outcome === 'nobody-able'
    one.problem = problemOf(nobody ? 'nobody-able-then' : 'near-another', { day: one.to }, language)
  }
  const found = new Set(rows.flatMap(({ askedFor }) => askedFor))
  const missing = new Set(given.moving.followupIds).difference(found).size
  return { run, today, tried, missing, before, after }
}

/** Whether a contact that is made for another follow-up now carries it on that day. */
function isCarriedOn(after: readonly StandsRow[], { row, to }: Tried): boolean {
  const carrier = after.find(({ carries }) => carries.some(({ followupId }) => followupId === row.followupId))
  return carrier?.plannedOn?.equals(to) ?? false
}

interface Target {
  row: MovableRow
  /** `null` where a swap has no day to give. */
  to: Temporal.PlainDate | null
}

function targetsOf(moving: z.output<typeof Moving>, rows: readonly MovableRow[]): Target[] {
  if (moving.kind === 'move') return rows.map(row => ({ row, to: moving.day }))
  return rows.map((row, n) => ({ row, to: rows.length === 2 ? rows[1 - n]!.plannedOn : null }))
}

async function judged(
  tx: Tx,
  actor: Actor,
  given: { asking: Asking; run: RunRow; today: Temporal.PlainDate; targets: readonly Target[] },
  language: Language,
): Promise<Tried[]> {
  const { asking, run, today, targets } = given
  const dues = await duesOf(tx, asking, targets)
  const released = await releasedOn(tx, actor, given, dues)
  const lastDay = run.firstDay.add({ days: run.days - 1 })
  return targets.map(({ row, to }) => {
    const due = dues.get(row.followupId)
    const release = released.get(row.followupId) ?? null
    const because = (code: MoveProblem, facts = {}) => ({
      ...{ row, to: to ?? today, releasedOn: release },
      problem: problemOf(code, facts, language),
    })
    if (!due || !to) return because('not-in-plan')
    if (isBefore(to, today) || isBefore(lastDay, to)) return because('day-not-planned')
    const [from, last] = [run.firstDay.add({ days: due.from }), run.firstDay.add({ days: due.last })]
    if (isBefore(to, from)) return because('not-due-then', { day: from })
    if (isBefore(last, to)) return because('expired-by-then', { day: last })
    if (!release || isBefore(to, release)) return because('not-allowed-then', { releasedOn: release })
    return { row, to, releasedOn: release, problem: null }
  })
}

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) < 0

function problemOf(code: MoveProblem, facts: object, language: Language) {
  return { code, sentence: moveProblems[code][language](facts as never) }
}

async function duesOf(tx: Tx, asking: Asking, targets: readonly Target[]): Promise<Map<string, DueRow>> {
  const dues = new Map<string, DueRow>()
  const customerIds = [...new Set(targets.map(({ row }) => row.customerId))]
  for await (const rows of dueFollowups(tx, asking, customerIds)) for (const row of rows) dues.set(row.id, row)
  return dues
}

/** The first day from that one on that the contact policy allows each follow-up, by where customers stand now. */
async function releasedOn(
  tx: Tx,
  actor: Actor,
  { asking, today, targets }: { asking: Asking; today: Temporal.PlainDate; targets: readonly Target[] },
  dues: ReadonlyMap<string, DueRow>,
): Promise<Map<string, Temporal.PlainDate>> {
  const { timeZone } = asking
  const ground = await groundFor(tx, actor.orgId)
  const found = new Map<string, Temporal.PlainDate>()
  for (const [day, moved] of Map.groupBy(targets, ({ to }) => (to ?? today).toString())) {
    const asked = moved.flatMap(({ row }) => {
      const due = dues.get(row.followupId)
      return due ? [{ due, ...askedOf(due, row.channel) }] : []
    })
    const start = Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant()
    const at = Temporal.Instant.compare(start, actor.now) < 0 ? actor.now : start
    for await (const page of verdictsOn(tx, actor, ground, asked, at)) {
      for (const { due, ruling } of page) {
        if (ruling.kind === 'deny') continue
        const until = Temporal.Instant.fromEpochMilliseconds(ruling.until)
        found.set(due.id, until.toZonedDateTimeISO(timeZone).toPlainDate())
      }
    }
  }
  return found
}
