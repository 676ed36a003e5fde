import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Told to all server processes when people work at one of them. */
export const AT_WORK_CHANNEL = 'huifang_at_work'

/** For so long after what somebody last did, people count as being at work. */
const AT_WORK_MS = 30_000
/** The other processes are told so often at most; well within the time that it counts. */
const TELL_EVERY_MS = 10_000

let lastWorkAt = Number.NEGATIVE_INFINITY
let lastToldAt = Number.NEGATIVE_INFINITY

/** Notes that somebody asked something of this process, and tells the others of it now and then. */
export function noteWork(db: Database): void {
  hearOfWork()
  if (lastWorkAt - lastToldAt < TELL_EVERY_MS) return
  lastToldAt = lastWorkAt
  // Nobody waits for it; one that is lost is made up for by the next.
  sql`select pg_notify(${AT_WORK_CHANNEL}, '')`.execute(db).catch(() => {})
}

/** Notes that somebody asked something of any process. */
export function hearOfWork(): void {
  lastWorkAt = performance.now()
}

/** What decides how hard background work goes about it. */
export interface Pace {
  /** Whether people are at work now. */
  atWork(): boolean
  /** Milliseconds of a clock that nobody sets back. */
  now(): number
  rest(ms: number, signal?: AbortSignal): Promise<void>
  /** Of what is to be worked off, a chunk has at least and at most so many; both powers of two. */
  least: number
  most: number
}

export const HOUSE_PACE: Pace = {
  atWork: () => performance.now() - lastWorkAt < AT_WORK_MS,
  now: () => performance.now(),
  rest: async (ms, signal) => {
    await sleep(ms, undefined, { signal })
  },
  least: 32,
  most: 16_384,
}

const CHUNK_MS = { atWork: 12, alone: 200 }
/** So many times as long as it worked, background work rests while people are at work: it takes a fifth of a processor. */
const RESTS = 4
const LONGEST_REST_MS = 10_000

/**
 * How many to work off next, by how long each of the last chunk took; at most twice as many as then. Always a power of two, so
 * that a statement which names its size is one of few, and is prepared once for each.
 */
export function nextSize(pace: Pick<Pace, 'least' | 'most'>, size: number, tookMs: number, atWork: boolean): number {
  const wanted = (size * CHUNK_MS[atWork ? 'atWork' : 'alone']) / Math.max(tookMs, 0.1)
  const even = 2 ** Math.floor(Math.log2(Math.min(wanted, 2 * size, pace.most)))
  return Math.max(pace.least, even)
}

/** How long to rest after a chunk, in milliseconds. */
export function restAfter(tookMs: number, atWork: boolean): number {
  return atWork ? Math.min(RESTS * tookMs, LONGEST_REST_MS) : 0
}

/**
 * Works something off in the background, chunk by chunk, so that people who work meanwhile do not feel it: while they do,
 * a chunk takes some 12 ms of the database and is followed by a rest of four times as long; while nobody does, one follows
 * the other at once. How many a chunk takes on follows from how long they take. Aborting throws between two chunks.
 * @param chunk works off so many, in transactions of its own, and answers whether there is more
 * (docs/decisions/0070-nothing-heavy-while-people-work.md)
 */
export async function atLeisure(
  chunk: (size: number) => Promise<boolean>,
  signal?: AbortSignal,
  pace = HOUSE_PACE,
): Promise<void> {
  for (let size = Math.min(4 * pace.least, pace.most), more = true; more; ) {
    signal?.throwIfAborted()
    const begunAt = pace.now()
    more = await chunk(size)
    const took = pace.now() - begunAt
    const atWork = pace.atWork()
    size = nextSize(pace, size, took, atWork)
    if (more && atWork) await pace.rest(restAfter(took, atWork), signal)
  }
}

/** As `atLeisure`, of rows that are read and passed on one by one: whoever takes them rests while people are at work. */
export async function* rowsAtLeisure<Row>(
  rows: AsyncIterable<Row>,
  signal?: AbortSignal,
  pace = HOUSE_PACE,
): AsyncGenerator<Row> {
  let begunAt = pace.now()
  for await (const row of rows) {
    yield row
    const took = pace.now() - begunAt
    if (took < CHUNK_MS.atWork) continue
    signal?.throwIfAborted()
    if (pace.atWork()) await pace.rest(restAfter(took, true), signal)
    begunAt = pace.now()
  }
}
