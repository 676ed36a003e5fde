import type { getImport } from '../../server/imports/contract.ts'
import type { AnswerOf } from '../kit/api.ts'

export type ImportRun = AnswerOf<typeof getImport>['run']

/** How far a running import has come: looking through the file, reading its rows, or putting read rows in place. */
export interface Stage {
  name: 'surveying' | 'reading' | 'placing'
  done: number
  /** What `done` counts; bytes of the file, then rows. */
  unit: 'bytes' | 'rows'
  /** `null` while it is not known how much there is. */
  total: number | null
}

/** Rows that were read and wait to be put in place. */
export function rowsWaiting(run: ImportRun): number {
  return run.rowsRead - run.rowsNew - run.rowsChanged - run.rowsUnchanged - run.rowsRejected
}

export function stageOf(run: ImportRun): Stage {
  const waiting = rowsWaiting(run)
  if (run.rowsRead === 0) return { name: 'surveying', done: 0, unit: 'bytes', total: null }
  if (run.readBytes < run.sizeBytes || waiting === 0) {
    return { name: 'reading', done: run.readBytes, unit: 'bytes', total: run.sizeBytes }
  }
  return { name: 'placing', done: run.rowsRead - waiting, unit: 'rows', total: run.rowsRead }
}

/** What was done at an instant (milliseconds of a steady clock). */
export interface Sample {
  at: number
  stage: Stage['name']
  done: number
  rows: number
}

const WINDOW_MS = 15_000

/** The samples with one more; those of another stage and those too old to speak for the present are dropped. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const last = samples.at(-1)
  if (last && last.stage === sample.stage && last.done === sample.done) return [...samples]
  return [...samples.filter(one => one.stage === sample.stage && sample.at - one.at <= WINDOW_MS), sample]
}

/** How fast it goes at present, per second; `undefined` until it has moved. */
export function speedOf(samples: readonly Sample[]): { perSecond: number; rowsPerSecond: number } | undefined {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.at <= first.at || last.done <= first.done) return undefined
  const seconds = (last.at - first.at) / 1000
  return { perSecond: (last.done - first.done) / seconds, rowsPerSecond: (last.rows - first.rows) / seconds }
}

/** Seconds until the stage is done, at the present speed. */
export function secondsLeft(stage: Stage, speed: { perSecond: number } | undefined): number | undefined {
  if (!speed || stage.total === null) return undefined
  return Math.max(0, stage.total - stage.done) / speed.perSecond
}
