import { sql } from 'kysely'
import type { CustomerSplit } from '../customers/index.ts'
import type { Tx } from '../platform/database.ts'

/** How many of the chosen activities are not those of the customer who is split. */
export async function notHis(tx: Tx, orgId: string, split: CustomerSplit): Promise<number> {
  const { rows } = await sql<{ strays: number }>`
    select count(*) as strays from unnest(${[...split.activityIds]}::uuid[]) as g (id)
    where not exists (select from activity a
      where a.org_id = ${orgId} and a.id = g.id and a.customer_id = ${split.keptId})`.execute(tx)
  return rows[0]?.strays ?? 0
}

/** Which rows `r` of activity go: those chosen, and those about a chosen machine. */
export const chosenActivities = ({ activityIds, machineIds }: CustomerSplit) =>
  sql`(r.id = any (${[...activityIds]}::uuid[]) or r.machine_id = any (${[...machineIds]}::uuid[]))`
