import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'
import { currentRunId } from './store.ts'

/** Notes that something changed of customers, so that they are planned again soon; nothing where there is no plan. */
export async function noteChanged(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  customerIds: readonly string[],
): Promise<void> {
  await sql`
    insert into plan_changed (org_id, customer_id, changed_at)
    select ${actor.orgId}, id, ${actor.now} from (
      select distinct id from unnest(${asArray(customerIds)}::uuid[]) as given (id) order by id) given
    where exists (${currentRunId(actor.orgId)})
    on conflict (org_id, customer_id) do update set changed_at = greatest(plan_changed.changed_at, excluded.changed_at)`.execute(
    tx,
  )
}
