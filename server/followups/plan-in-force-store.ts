import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'

/** The plan in force: the one that was finished last. */
export function currentRunId(orgId: string) {
  return sql`select id from plan_run where org_id = ${orgId} and phase = 'done' order by finished_at desc, id desc limit 1`
}

/** The id of the plan in force and today where the organisation is; no row before the first. */
export function planToday({ orgId, now }: Pick<Actor, 'orgId' | 'now'>) {
  return sql`
    select r.id, (${now}::timestamptz at time zone o.time_zone)::date as today
    from (${currentRunId(orgId)}) r join organisation o on o.id = ${orgId}`
}
