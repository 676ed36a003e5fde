import { sql } from 'kysely'
import type { Purpose } from '../campaigns/rules.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { WORKING_ROLES } from './working-roles.ts'

/** The last contact that was made with a customer, and who could go on with it. */
export interface LastContact {
  at: Temporal.Instant
  staffId: string
  staffName: string
  /** Whether he is still there, works follow-ups and sees the customer. */
  canCallBack: boolean
  teamId: string
  teamName: string
  campaignName: string | null
  reason: string
  purpose: Purpose
  /** The follow-up whose matter it was, if it was one. */
  matterId: string | null
}

/**
 * The last contact with a customer that was dialled; `undefined` when there was none. Of those that still keep a quiet
 * period the last comes first, for a promised call goes on with its matter.
 */
export async function lastContactOf(tx: Tx, actor: Actor, customerId: string): Promise<LastContact | undefined> {
  const { rows } = await sql<LastContact>`
    select t.dialled_at as at, t.staff_id as "staffId", s.name as "staffName",
      s.deactivated_at is null and s.roles && ${[...WORKING_ROLES]}::text[] and exists (
        with recursive up (id, parent_id) as (
          select id, parent_id from branch where org_id = t.org_id and id = c.branch_id
          union all
          select b.id, b.parent_id from branch b join up u on b.id = u.parent_id where b.org_id = t.org_id)
        select from up where up.id = s.branch_id) as "canCallBack",
      t.team_id as "teamId", g.name as "teamName", m.name as "campaignName", t.reason, t.purpose,
      (select f.id from followup f where f.org_id = t.org_id and f.id = t.matter_id and f.customer_id = t.customer_id) as "matterId"
    from contact t
    join customer c on c.org_id = t.org_id and c.id = t.customer_id
    join staff s on s.org_id = t.org_id and s.id = t.staff_id
    join team g on g.org_id = t.org_id and g.id = t.team_id
    left join campaign m on m.org_id = t.org_id and m.id = t.campaign_id
    where t.org_id = ${actor.orgId} and t.customer_id = ${customerId} and t.dialled_at is not null
      and t.branch_id = any (${[...actor.branchIds]}::uuid[])
    order by (t.quiet_until > ${actor.now}) desc, t.dialled_at desc, t.id desc limit 1`.execute(tx)
  return rows[0]
}
