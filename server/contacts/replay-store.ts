import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Channel } from '../policy/rule-contract.ts'

/** A contact that was made, as far as a verdict on it is found again. */
export interface MadeContact {
  id: string
  customerId: string
  customerName: string
  staffName: string
  matterId: string
  campaignId: string | null
  purpose: string
  channel: Channel
  numberId: string
  callerNumber: string
  at: Temporal.Instant
}

/** The contacts dialled since an instant with customers of the actor's branches, newest first. */
export async function contactsMadeSince(
  tx: Tx,
  actor: Actor,
  from: Temporal.Instant,
  limit: number,
): Promise<MadeContact[]> {
  const { rows } = await sql<MadeContact>`
    select t.id, t.customer_id as "customerId", c.name as "customerName",
      coalesce(t.made_elsewhere, s.name) as "staffName", t.matter_id as "matterId", t.campaign_id as "campaignId",
      t.purpose, t.channel, t.identifier_id as "numberId", t.caller_number as "callerNumber", t.dialled_at as at
    from contact t
    join customer c on c.org_id = t.org_id and c.id = t.customer_id
    left join staff s on s.org_id = t.org_id and s.id = t.staff_id
    where t.org_id = ${actor.orgId} and t.state = 'made' and t.dialled_at >= ${from} and t.settled_at >= ${from}
      and t.branch_id = any (${[...actor.branchIds]}::uuid[]) and c.branch_id = any (${[...actor.branchIds]}::uuid[])
    order by t.dialled_at desc, t.id desc limit ${limit}`.execute(tx)
  return rows
}
