import { groundFor } from '../contacts/index.ts'
import { organisation, permit, systemActor, teamsOfPartner } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { clockNow } from '../platform/clock.ts'
import { type Database, inScope, inScopes, type Tx } from '../platform/database.ts'
import { LetGo } from '../platform/let-go.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { policyInForce } from '../policy/index.ts'
import { capacityOfTeams } from './capacity.ts'
import { forgetChanged } from './changed-store.ts'
import { DueColumns } from './due-columns.ts'
import { countWaiting, likelyByPurpose } from './due-store.ts'
import { judgedInto } from './judged-dues.ts'
import { addNeedDays } from './need-store.ts'
import type { RunPhase } from './outcome-rules.ts'
import { type Answered, type Asked, planApart } from './plan-apart.ts'
import { forgetMoves, movesOf } from './plan-move-store.ts'
import { plannerReasons } from './reasons.ts'
import { whileHeld } from './run-store.ts'
import * as store from './store.ts'
import { termsOf } from './terms-rules.ts'
import { completePlan, countsByTeam, countsTogether, daysOfPlan, entriesBetween, needDays } from './written-plan.ts'

/** Four weeks, which is as far as capacities are known at all. */
const DAYS_PLANNED = 28
const WRITTEN_AT_ONCE = 10_000
const WRITERS = 2
const READERS = 2
const NOTED_EVERY_MS = 300

/** Begins a plan of everything that waits. Refuses while another is under way, and a partner. */
export async function startPlan(tx: Tx, actor: Actor): Promise<store.RunRow> {
  permit(actor, 'followups.plan')
  await refusePartner(tx, actor)
  const { timeZone } = await organisation(tx, actor.orgId)
  const { version } = await policyInForce(tx, actor.orgId)
  const firstDay = actor.now.toZonedDateTimeISO(timeZone).toPlainDate()
  const id = await store.insertRun(tx, actor, { firstDay, days: DAYS_PLANNED, policyVersion: version })
  if (!id) throw new Refusal('conflict', plannerReasons['plan-under-way'])
  await announce(tx, actor.orgId, 'plans')
  return (await store.runOf(tx, actor.orgId, id))!
}

/** Cancels a plan that is under way; the one in force stays. Refuses one that has ended, and a partner. */
export async function cancelPlan(tx: Tx, actor: Actor, runId: string): Promise<store.RunRow> {
  permit(actor, 'followups.plan')
  await refusePartner(tx, actor)
  const run = await store.runOf(tx, actor.orgId, runId)
  if (!run) throw notFound()
  if (!(await store.endRun(tx, actor, runId, { phase: 'cancelled' })))
    throw new Refusal('conflict', plannerReasons['plan-has-ended'])
  await announce(tx, actor.orgId, 'plans')
  return (await store.runOf(tx, actor.orgId, runId))!
}

async function refusePartner(tx: Tx, actor: Actor): Promise<void> {
  if (await teamsOfPartner(tx, actor)) throw new Refusal('forbidden', plannerReasons['plan-of-the-house'])
}

/** How far a run is. */
export interface Progress {
  phase: RunPhase
  done: number
  ofAll: number
}

interface Work {
  db: Database
  actor: Actor
  run: store.RunRow
  signal: AbortSignal
  onProgress: ((progress: Progress) => void) | undefined
  /** What was written of it last, and when. */
  noted: { phase?: RunPhase; at: number }
}

/**
 * Plans everything that waits in an organisation: reads it with its verdicts, plans apart, and writes the plan beside the one
 * in force, whose place it takes in the end at once. Cancelled or failed it leaves nothing. One that another process works
 * at is left to that. Answers whether it is in force.
 */
export async function runPlan(
  db: Database,
  given: { orgId: string; runId: string },
  signal: AbortSignal,
  onProgress?: (progress: Progress) => void,
): Promise<boolean> {
  const actor = await systemActor(db, given.orgId)
  const run = await inScope(db, actor, tx => store.runOf(tx, given.orgId, given.runId))
  if (!run || run.finishedAt) return false
  const work: Work = { db, actor, run, signal, onProgress, noted: { at: 0 } }
  try {
    return (await whileHeld(db, run.id, () => planAll(work))) ?? false
  } catch (error) {
    await inScope(db, actor, tx => store.endRun(tx, { ...actor, now: clockNow() }, run.id, { phase: 'failed' }))
    if (error instanceof LetGo || signal.aborted) return false
    throw error
  } finally {
    await inScope(db, actor, tx => store.removeOldEntries(tx, given.orgId))
  }
}

async function planAll(work: Work): Promise<true> {
  const columns = await readDue(work)
  const { orgId } = work.actor
  const { capacity, terms } = await inScope(work.db, work.actor, async tx => {
    const { rules } = await policyInForce(tx, orgId)
    const { timeZone } = await organisation(tx, orgId)
    const since = work.actor.now.toZonedDateTimeISO(timeZone).toPlainDateTime()
    const days = Array.from({ length: work.run.days }, (_, ahead) => work.run.firstDay.add({ days: ahead }))
    const capacity = await capacityOfTeams(tx, orgId, columns.owners.teams, days, since, columns.dues.needs)
    return { capacity, terms: termsOf(rules) }
  })
  const made = await planned(work, { dues: columns.dues, capacity, terms })
  completePlan(columns, made, terms)
  await write(work, columns, made)
  await inScope(work.db, work.actor, async tx => {
    await store.insertDays(tx, orgId, work.run.id, daysOfPlan(work.run, columns, capacity, made))
    await addNeedDays(tx, orgId, work.run.id, needDays(made.ofNeeds, columns.owners.teams, work.run))
    const { worth, bound } = made
    const likely = Object.fromEntries(columns.likely)
    const byTeam = countsByTeam(columns.dues, columns.owners.teams, made)
    const counts = countsTogether(Object.values(byTeam))
    const end = { phase: 'done', worth, bound, counts, countsByTeam: byTeam, likely } as const
    if (!(await store.endRun(tx, { ...work.actor, now: clockNow() }, work.run.id, end))) throw new LetGo()
    await forgetChanged(tx, orgId, work.run.startedAt)
    await forgetMoves(tx, orgId, work.run.firstDay)
    await announce(tx, orgId, 'plans')
  })
  return true
}

async function readDue(work: Work): Promise<DueColumns> {
  const { db, actor, run } = work
  return inScopes(db, actor, READERS, async readers => {
    const [tx] = readers
    const { timeZone } = await organisation(tx, actor.orgId)
    const asking = { orgId: actor.orgId, now: actor.now, timeZone, today: run.firstDay }
    const ground = await groundFor(tx, actor.orgId)
    const columns = new DueColumns(
      run.days,
      await likelyByPurpose(tx, actor.orgId, actor.now),
      await movesOf(tx, asking),
    )
    const ofAll = await countWaiting(tx, actor.orgId)
    await note(work, { phase: 'reading', done: 0, ofAll })
    for await (const count of judgedInto(readers, asking, ground, columns)) {
      await note(work, { phase: 'judging', done: count, ofAll })
    }
    return columns
  })
}

/** Plans apart from the program's own work; its progress is noted as it comes. */
async function planned(work: Work, asked: Asked): Promise<Answered> {
  const cancelled = new AbortController()
  const ofAll = asked.dues.count
  await note(work, { phase: 'planning', done: 0, ofAll })
  let noting: Promise<void> = Promise.resolve()
  const progress = (share: number) => {
    noting = noting.then(() => note(work, { phase: 'planning', done: Math.round(share * ofAll), ofAll }))
    noting.catch(error => cancelled.abort(error))
  }
  const made = await planApart(asked, progress, AbortSignal.any([work.signal, cancelled.signal]))
  await noting
  return made
}

/** Writes on several connections, none of which is left at work when this ends. */
async function write(work: Work, columns: DueColumns, made: Answered): Promise<void> {
  const ofAll = columns.dues.count
  let [next, written] = [0, 0]
  const writer = async () => {
    while (next < ofAll) {
      const from = next
      const end = Math.min(ofAll, from + WRITTEN_AT_ONCE)
      next = end
      const rows = entriesBetween(columns, made, from, end)
      await inScope(work.db, work.actor, tx => store.insertEntries(tx, work.actor.orgId, work.run, rows))
      written += end - from
      await note(work, { phase: 'writing', done: written, ofAll })
    }
  }
  const stopping = () =>
    writer().catch(error => {
      next = ofAll
      throw error
    })
  for (const ended of await Promise.allSettled(Array.from({ length: WRITERS }, stopping))) {
    if (ended.status === 'rejected') throw ended.reason
  }
}

/** Tells how far a run is, and lets go of one that is no longer wanted; a note waits for the disk, so not each is written. */
async function note(work: Work, at: Progress): Promise<void> {
  const { db, actor, run, signal, noted } = work
  if (signal.aborted) throw new LetGo()
  const isDue = at.phase !== noted.phase || at.done === at.ofAll || performance.now() - noted.at >= NOTED_EVERY_MS
  if (isDue) {
    work.noted = { phase: at.phase, at: performance.now() }
    const note = { ...at, now: clockNow() }
    if (!(await inScope(db, actor, tx => store.noteProgress(tx, actor.orgId, run.id, note)))) throw new LetGo()
  }
  work.onProgress?.(at)
}
