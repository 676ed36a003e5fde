import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { atLeisure, HOUSE_PACE } from '../platform/at-leisure.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { LetGo } from '../platform/let-go.ts'
import { announce } from '../platform/live.ts'
import { record } from '../privacy/index.ts'
import { mendPhones } from './phones-store.ts'
import type { SurveyKind, SurveyState } from './survey-contract.ts'
import * as store from './survey-store.ts'
import { byStretches, pairByName, pairByNumber, type Walk } from './survey-walks.ts'

/** One look at all customers: walks through them one after the other, whose findings bear the id of the survey. */
export interface Survey {
  kind: SurveyKind
  steps: readonly (() => Walk)[]
  /** The tables of its findings. */
  tables: readonly string[]
}

const surveys = new Map<SurveyKind, Survey>()

/** Makes a survey known; called once per kind, when the program is wired. */
export function registerSurvey(survey: Survey): void {
  surveys.set(survey.kind, survey)
}

registerSurvey({
  kind: 'duplicates',
  tables: ['customer_pair'],
  steps: [byStretches((tx, orgId, _surveyId, stretch) => mendPhones(tx, orgId, stretch)), pairByNumber, pairByName],
})

/** A survey of which nothing was heard for so long was lost with its worker; another goes on with it. */
const LOST_AFTER = { minutes: 2 }
/** However often customers change, they are looked through no more often than this. */
const REST_SECONDS = 300
/** One part in so many of the time may be spent on looking through, rests left out. */
const SHARE = 60
const DAY_HOURS = 24

/**
 * Looks through all customers anew in the background; one that is under way goes on. `hand` passes the work on in the
 * same transaction.
 */
export async function startSurvey(
  tx: Tx,
  actor: Actor,
  kind: SurveyKind,
  hand: (surveyId: string) => Promise<void>,
): Promise<SurveyState> {
  permit(actor, 'customers.write')
  if (await begin(tx, actor, kind, hand))
    await record(tx, actor, 'customers.surveyed', 'customer-survey', null, { kind })
  return (await surveyState(tx, actor.orgId, kind)).state
}

async function begin(
  tx: Tx,
  actor: Actor,
  kind: SurveyKind,
  hand: (surveyId: string) => Promise<void>,
): Promise<boolean> {
  const id = newId()
  const begun = await store.beginSurvey(tx, actor, { kind, id })
  const taken = begun ? id : await store.silentSurvey(tx, actor, { kind, since: actor.now.subtract(LOST_AFTER) })
  if (taken) await hand(taken)
  if (begun) await announce(tx, actor.orgId, 'customers')
  return begun
}

/** How old the answer of a survey is and how far the next is, and the id its findings are kept under. */
export async function surveyState(
  tx: Tx,
  orgId: string,
  kind: SurveyKind,
): Promise<{ shownId: string | null; state: SurveyState }> {
  const row = await store.surveyOf(tx, orgId, kind)
  const { startedAt = null, step = 0, steps = 0 } = row ?? {}
  const running = startedAt && { startedAt, step, steps, lastTook: row!.tookSeconds }
  return { shownId: row?.shownId ?? null, state: { asOf: row?.asOf ?? null, running } }
}

/**
 * Begins the surveys that are due: the first, each day's, and one after changes once a survey is worth its while again.
 * Hands on those whose worker was lost.
 */
export async function startDueSurveys(
  tx: Tx,
  actor: Actor,
  hand: (kind: SurveyKind, surveyId: string) => Promise<void>,
): Promise<void> {
  for (const kind of surveys.keys()) {
    const row = await store.surveyOf(tx, actor.orgId, kind)
    if (await isDue(tx, actor, row)) await begin(tx, actor, kind, id => hand(kind, id))
  }
}

async function isDue(tx: Tx, actor: Actor, row: store.SurveyRow | undefined): Promise<boolean> {
  if (!row?.asOf || row.runningId) return true
  const seconds = row.asOf.until(actor.now).total('seconds')
  if (seconds >= DAY_HOURS * 3600) return true
  const rested = seconds >= Math.max(REST_SECONDS, (row.workedMs / 1000) * SHARE)
  return rested && store.isChangedSince(tx, actor.orgId, row.asOf)
}

interface Run {
  db: Database
  actor: Actor
  given: { kind: SurveyKind; id: string; worker: string }
  signal: AbortSignal | undefined
  pace: typeof HOUSE_PACE
  /** The actor's clock, which goes on. */
  now(): Temporal.Instant
}

/**
 * Works a survey to its end, at leisure while people work; what was shown before is shown until then, and stays when it
 * fails. One that is stopped or lost goes on where it stood with whoever takes it next.
 */
export async function runSurvey(
  db: Database,
  actor: Actor,
  { kind, id }: { kind: SurveyKind; id: string },
  signal?: AbortSignal,
  pace = HOUSE_PACE,
): Promise<void> {
  const begunAt = performance.now()
  const now = () => actor.now.add({ milliseconds: Math.round(performance.now() - begunAt) })
  const given = { kind, id, worker: newId() }
  const run: Run = { db, actor, given, signal, pace, now }
  const standing = await inScope(db, actor, tx => store.takeSurvey(tx, actor, given))
  if (!standing) return
  try {
    await walkThrough(run, standing)
    await inScope(db, actor, tx => store.endSurvey(tx, actor.orgId, { ...given, now: now() }))
  } catch (error) {
    if (error instanceof LetGo) return
    if (signal?.aborted) await inScope(db, actor, tx => store.leaveSurvey(tx, actor.orgId, given))
    else await inScope(db, actor, tx => store.dropSurvey(tx, actor.orgId, given))
    throw error
  }
  await forgetFormer(run)
}

async function walkThrough({ db, actor, given, signal, pace, now }: Run, standing: store.Standing): Promise<void> {
  const { orgId } = actor
  const { steps } = surveys.get(given.kind)!
  for (let step = standing.step; step < steps.length; step++) {
    const walk = steps[step]!()
    let place = step === standing.step ? standing.place : null
    const note = (tx: Tx, workedMs: number) =>
      store.noteStanding(tx, orgId, { ...given, step, steps: steps.length, place, now: now(), workedMs })
    await inScope(db, actor, async tx => {
      if (!(await note(tx, 0))) throw new LetGo()
      await announce(tx, orgId, 'customers')
    })
    // Hundreds of small chunks: planning each anew would cost more than looking. Their sizes stand in the statements, since a
    // plan for any size would sort all customers for the first few.
    const chunk = async (size: number): Promise<boolean> => {
      const from = performance.now()
      const look = async (tx: Tx): Promise<void> => {
        place = await walk(tx, actor, { surveyId: given.id, after: place, size })
        if (!(await note(tx, Math.round(performance.now() - from)))) throw new LetGo()
      }
      await inScope(db, actor, look, true)
      return place !== null
    }
    await atLeisure(chunk, signal, pace)
  }
}

/** Forgets what surveys found that are shown no more. What is left of it after a stop goes with the next. */
async function forgetFormer({ db, actor, given, signal, pace }: Run): Promise<void> {
  const { orgId } = actor
  await inScope(db, actor, tx => announce(tx, orgId, 'customers'))
  for (const table of surveys.get(given.kind)!.tables) {
    const chunk = (limit: number) =>
      inScope(db, actor, tx => store.forgetFound(tx, orgId, { table, kind: given.kind, limit }))
    await atLeisure(chunk, signal, pace)
  }
}
