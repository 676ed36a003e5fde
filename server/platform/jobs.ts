import { CompiledQuery } from 'kysely'
import { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Database, Tx } from './database.ts'

/** A kind of background work. Its handler re-checks the world first, because it may run late, twice or elsewhere. */
export interface Job<Data = unknown> {
  name: string
  data: z.ZodType<Data>
  /** A cron expression in UTC for work that recurs; such work gets empty data. */
  cron?: string
  /** Seconds after which a run counts as lost and is tried again. */
  expireInSeconds: number
  /** How often it is tried again after a failure. */
  retries: number
  /** How many of this kind a server process works on at the same time. */
  atOnce: number
  handle: (db: Database, data: Data, signal: AbortSignal) => Promise<void>
}

/** Declares a kind of background work; by default one at a time, for a quarter of an hour, tried again three times. */
export function job<Data = Record<string, never>>(
  given: Pick<Job<Data>, 'name' | 'handle'> & Partial<Job<Data>>,
): Job<Data> {
  return { data: z.object({}) as unknown as z.ZodType<Data>, expireInSeconds: 900, retries: 3, atOnce: 1, ...given }
}

// biome-ignore lint/suspicious/noExplicitAny: a list of jobs holds jobs of different data; each parses its own.
export type AnyJob = Job<any>

export interface Jobs {
  stop(): Promise<void>
}

/** Puts a job into the queue when the transaction commits, to be done at once or so many seconds later. */
export async function enqueue<Data extends object>(
  tx: Tx,
  kind: Pick<Job<Data>, 'name'>,
  data: Data,
  { afterSeconds = 0 } = {},
): Promise<void> {
  await sender().send(kind.name, data, {
    startAfter: afterSeconds,
    db: {
      executeSql: async (text, values) => {
        const { rows } = await tx.executeQuery(CompiledQuery.raw(text, values ?? []))
        return { rows: rows as never[] }
      },
    },
  })
}

/** Whether this process works on the queue; one that does not, such as the command line, cannot put anything into it. */
export function jobsAreRunning(): boolean {
  return boss !== undefined
}

let boss: PgBoss | undefined
function sender(): PgBoss {
  if (!boss) throw new Error('jobs are not running')
  return boss
}

// A notification wakes an idle worker at once; polling finds retries and what was missed.
const POLLING = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2, burstWhenBatchFull: true }

/** Starts working on the given kinds of jobs; several server processes share the work. */
export async function startJobs(
  ownerUrl: string,
  db: Database,
  kinds: readonly AnyJob[],
  logger: Logger,
): Promise<Jobs> {
  const own = new PgBoss({ connectionString: ownerUrl, schema: 'pgboss', max: 4, useListenNotify: true })
  own.on('error', error => logger.error({ err: error }, 'job queue'))
  await own.start()
  boss = own
  const stopping = new AbortController()
  for (const kind of kinds) {
    const { expireInSeconds, retries } = kind
    const retrying = { retryLimit: retries, retryBackoff: retries > 0 }
    const options = { ...retrying, notify: true, expireInSeconds }
    await own.createQueue(kind.name, options)
    // One that an earlier version of the program made keeps what it was made with.
    await own.updateQueue(kind.name, options)
    await own.work(kind.name, { ...POLLING, localConcurrency: kind.atOnce }, async ([given]) => {
      try {
        await kind.handle(db, kind.data.parse(given?.data ?? {}), stopping.signal)
      } catch (error) {
        if (!stopping.signal.aborted) logger.error({ err: error, job: kind.name }, 'job failed')
        throw error
      }
    })
    if (kind.cron) await own.schedule(kind.name, kind.cron, {})
  }
  return {
    async stop() {
      stopping.abort()
      await own.stop({ graceful: true, timeout: 3000 })
      if (boss === own) boss = undefined
    },
  }
}
