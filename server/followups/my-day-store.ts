import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

export interface MyWork {
  attempts: number
  conversations: number
  completed: number
}

const counts = (conversed: readonly string[]) => sql`
  count(*) as attempts, count(*) filter (where a.outcome = any (${[...conversed]}::text[])) as conversations,
  count(*) filter (where a.outcome = 'completed') as completed`

/** A member of staff's attempts of a span by hour. */
export async function myHours(
  tx: Tx,
  actor: Actor,
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
  conversed: readonly string[],
) {
  const { rows } = await sql<MyWork & { startsAt: Temporal.Instant; talkSeconds: number }>`
    select date_trunc('hour', a.ended_at) as "startsAt", ${counts(conversed)},
      coalesce(sum(extract(epoch from a.ended_at - a.started_at))
        filter (where a.outcome = any (${[...conversed]}::text[])), 0)::float8 as "talkSeconds"
    from attempt a
    where a.org_id = ${actor.orgId} and a.staff_id = ${actor.staffId} and not a.carried and a.ended_at >= ${from} and a.ended_at < ${to}
    group by 1 order by 1`.execute(tx)
  return rows
}

/** A member of staff's attempts by week, `n` the place of the week among the starts from 1, and on how many days. */
export async function myWeeks(
  tx: Tx,
  actor: Actor,
  starts: readonly Temporal.Instant[],
  timeZone: string,
  conversed: readonly string[],
) {
  const { rows } = await sql<MyWork & { n: number; days: number }>`
    select width_bucket(a.ended_at, ${starts.map(String)}::timestamptz[]) as n, ${counts(conversed)},
      count(distinct (a.ended_at at time zone ${timeZone})::date) as days
    from attempt a
    where a.org_id = ${actor.orgId} and a.staff_id = ${actor.staffId} and not a.carried and a.ended_at >= ${starts[0]!}
    group by 1 order by 1`.execute(tx)
  return rows
}
