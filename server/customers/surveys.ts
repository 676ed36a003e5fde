import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { clockNow } from '../platform/clock.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { announce } from '../platform/live.ts'
import { record } from '../privacy/index.ts'
import { mendPhones } from './phones-store.ts'
import type { SurveyKind, SurveyState } from './survey-contract.ts'
import * as store from './survey-store.ts'

/** One look at all customers: steps of a transaction each, whose findings bear the id of the survey. */
export interface Survey {
  kind: SurveyKind
  steps: readonly ((tx: Tx, actor: Actor, surveyId: string) => Promise<void>)[]
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
  steps: [
    (tx, { orgId }) => mendPhones(tx, orgId),
    ...store.WAYS.map(
      way =>
        (tx: Tx, { orgId }: Actor, id: string) =>
          store.keepPairs(tx, orgId, id, way),
    ),
  ],
})

/** A survey that has not ended after so long was lost with its worker. */
const LOST_AFTER = { minutes: 15 }
/** However often customers change, they are looked through no more often than this. */
const REST_SECONDS = 300
/** So much of the time may be spent on looking through. */
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
  const begun = await store.beginSurvey(tx, actor, { kind, id, lost: actor.now.subtract(LOST_AFTER) })
  if (begun) {
    await hand(id)
    await announce(tx, actor.orgId, 'customers')
  }
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

/** Begins the surveys that are due: the first, each day's, and one after changes once a survey is worth its while again. */
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
  if (!row?.asOf) return true
  const seconds = row.asOf.until(actor.now).total('seconds')
  if (seconds >= DAY_HOURS * 3600) return true
  const rested = seconds >= Math.max(REST_SECONDS, (row.tookSeconds ?? 0) * SHARE)
  return rested && store.isChangedSince(tx, actor.orgId, row.asOf)
}

/** Works a survey to its end, step by step; what was shown before is shown until then, and stays when it fails. */
export async function runSurvey(
  db: Database,
  actor: Actor,
  given: { kind: SurveyKind; id: string },
  signal?: AbortSignal,
): Promise<void> {
  const { kind, id } = given
  const { steps, tables } = surveys.get(kind)!
  const begunAt = clockNow()
  const { orgId } = actor
  try {
    for (const [at, work] of steps.entries()) {
      signal?.throwIfAborted()
      const going = await inScope(db, actor, tx =>
        store.noteStep(tx, orgId, { kind, id, step: at, steps: steps.length }),
      )
      if (!going) return
      await inScope(db, actor, async tx => {
        await work(tx, actor, id)
        await announce(tx, orgId, 'customers')
      })
    }
    const tookSeconds = Math.round(begunAt.until(clockNow()).total('seconds'))
    await inScope(db, actor, tx => store.endSurvey(tx, orgId, { kind, id, asOf: actor.now, tookSeconds }))
  } catch (error) {
    await inScope(db, actor, tx => store.dropSurvey(tx, orgId, kind, id))
    throw error
  } finally {
    await inScope(db, actor, async tx => {
      for (const table of tables) await store.forgetFound(tx, orgId, table, kind)
      await announce(tx, orgId, 'customers')
    })
  }
}
