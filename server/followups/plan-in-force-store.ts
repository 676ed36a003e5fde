import { sql } from 'kysely'

/** The id of the plan in force, the one that was finished last; no row before the first. */
export function planInForce(orgId: string) {
  return sql`select id from plan_run where org_id = ${orgId} and phase = 'done' order by finished_at desc, id desc limit 1`
}
