import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'

/** The id of the plan in force, the one that was finished last, and today where the organisation is; no row before the first. */
export function planToday({ orgId, now }: Pick<Actor, 'orgId' | 'now'>) {
  return sql`
    select r.id, (${now}::timestamptz at time zone o.time_zone)::date as today
    from plan_run r join organisation o on o.id = r.org_id
    where r.org_id = ${orgId} and r.phase = 'done' order by r.finished_at desc, r.id desc limit 1`
}
