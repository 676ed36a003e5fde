import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Database, Tx } from '../platform/database.ts'
import type { RunPhase } from './outcome-rules.ts'

/** The last runs that were begun, the newest first. */
export async function lastRuns(tx: Tx, orgId: string): Promise<{ phase: RunPhase; at: Temporal.Instant }[]> {
  const { rows } = await sql<{ phase: RunPhase; at: Temporal.Instant }>`
    select phase, started_at as at from plan_run where org_id = ${orgId} order by started_at desc, id desc limit 10`.execute(
    tx,
  )
  return rows
}

/** By which PostgreSQL knows that a run is at work. */
const lockOf = (runId: string) => `run ${runId}`

/**
 * Runs work under a lock that a connection of its own holds: should the process die, PostgreSQL knows at once. Answers
 * nothing, and runs nothing, while somebody else holds it.
 */
export function whileHeld<T>(db: Database, runId: string, work: () => Promise<T>): Promise<T | undefined> {
  const name = lockOf(runId)
  return db.connection().execute(async one => {
    const { rows } = await sql<{ isHeld: boolean }>`
      select pg_try_advisory_lock(hashtextextended(${name}, 0)) as "isHeld"`.execute(one)
    if (!rows[0]!.isHeld) return undefined
    try {
      return await work()
    } finally {
      // A connection that was lost has let go of it.
      await sql`select pg_advisory_unlock(hashtextextended(${name}, 0))`.execute(one).catch(() => {})
    }
  })
}

/** A run that nobody has taken up, or that makes no progress, for so long is lost. */
const LOST_AFTER_MINUTES = 10

/** Gives up a run whose process died, or that lies for too long; answers its id. */
export async function giveUpLostRun(tx: Tx, actor: Pick<Actor, 'orgId' | 'now'>): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    with going as materialized (
      select id, progressed_at, phase_started_at is not null as begun from plan_run
      where org_id = ${actor.orgId} and finished_at is null),
    lost as materialized (
      select id from going
      where progressed_at < ${actor.now.subtract({ minutes: LOST_AFTER_MINUTES })}
        or case when begun then pg_try_advisory_xact_lock(hashtextextended(${lockOf('')} || id, 0)) else false end)
    update plan_run r set phase = 'failed', finished_at = ${actor.now} from lost
    where r.org_id = ${actor.orgId} and r.id = lost.id and r.finished_at is null
    returning r.id`.execute(tx)
  return rows[0]?.id
}
