import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import { LIST_FAULTS, type ListFault } from './list-check-contract.ts'

export interface CheckedList {
  branchIds: readonly string[]
  prospects: boolean
}

/** Dialled so often without a conversation, a customer counts as never reached. */
export const TRIES_UNREACHED = 3

/** What each fault says of a customer `c` with his numbers `p` and his contacts `k`. */
const SAYS: Record<ListFault, RawBuilder<unknown>> = {
  'no-number': sql`p.phones = 0`,
  'wrong-number': sql`p.phones > 0 and p.dialable = 0`,
  'doubtful-number': sql`p.dialable > 0 and p.sound = 0`,
  'wrong-person': sql`p.others > 0`,
  'never-reached': sql`k.tries >= ${TRIES_UNREACHED} and k.talks = 0`,
}

const listed = (orgId: string, { branchIds, prospects }: CheckedList) => sql`
  customer c
  left join lateral (
    select count(*) as phones, count(*) filter (where p.dialable) as dialable,
      count(*) filter (where p.dialable and p.state = 'valid') as sound,
      count(*) filter (where p.state in ('wrong', 'never-registered')) as wrong,
      count(*) filter (where p.ownership = 'somebody-else' and p.dialable) as others
    from contact_point p where p.org_id = c.org_id and p.customer_id = c.id and p.kind = 'phone' and p.ended_at is null
  ) p on true
  left join lateral (
    select count(*) filter (where k.dialled_at is not null) as tries, count(*) filter (where k.conversed) as talks,
      max(k.dialled_at) as last
    from contact k where k.org_id = c.org_id and k.customer_id = c.id and k.state = 'made'
  ) k on true
  where c.org_id = ${orgId} and c.branch_id = any (${[...branchIds]}::uuid[])
    and ${prospects ? sql`(c.stage is null or c.stage in ('reach', 'acquisition'))` : sql`true`}`

/** How many customers a list has, and how many of them have each fault; one may have several. */
// Two probes of an index for each customer: 6.2 s for 1,000,000, 0.6 s for 100,000.
export async function faultCounts(
  tx: Tx,
  orgId: string,
  list: CheckedList,
): Promise<{ customers: number; faults: { fault: ListFault; count: number }[] }> {
  const counts = LIST_FAULTS.map(fault => sql`count(*) filter (where ${SAYS[fault]})`)
  const { rows } = await sql<{ customers: number; counts: number[] }>`
    select count(*) as customers, array[${sql.join(counts)}]::int[] as counts from ${listed(orgId, list)}`.execute(tx)
  const { customers = 0, counts: found = [] } = rows[0] ?? {}
  return { customers, faults: LIST_FAULTS.map((fault, at) => ({ fault, count: found[at] ?? 0 })) }
}

/** One more customer than `limit` with a fault, those added last first. */
export async function faultyCustomers(
  tx: Tx,
  orgId: string,
  list: CheckedList,
  given: { fault: ListFault; after?: readonly string[]; limit: number },
) {
  const { rows } = await sql<{
    id: string
    name: string
    externalId: string | null
    branchName: string
    phones: number
    wrongPhones: number
    tries: number
    lastTriedAt: Temporal.Instant | null
  }>`
    with page as (
      select c.id, c.name, c.external_id, c.branch_id, p.phones, p.wrong, k.tries, k.last from ${listed(orgId, list)}
        and ${SAYS[given.fault]} and ${given.after ? sql`c.id < ${given.after[0]}::uuid` : sql`true`}
      order by c.id desc limit ${given.limit + 1}
    )
    select g.id, g.name, g.external_id as "externalId", b.name as "branchName", g.phones, g.wrong as "wrongPhones",
      g.tries, g.last as "lastTriedAt"
    from page g join branch b on b.org_id = ${orgId} and b.id = g.branch_id order by g.id desc`.execute(tx)
  return rows
}
