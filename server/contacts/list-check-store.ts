import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import { LIST_FAULTS, type ListFault } from './list-check-contract.ts'

export interface CheckedList {
  branchIds: readonly string[]
  prospects: boolean
}

/** Dialled so often without a conversation, a customer counts as never reached. */
export const TRIES_UNREACHED = 3

/** What each fault says of a customer with his numbers and contacts summed up. */
const SAYS: Record<ListFault, RawBuilder<unknown>> = {
  'no-number': sql`l.phones = 0`,
  'wrong-number': sql`l.phones > 0 and l.dialable = 0`,
  'doubtful-number': sql`l.dialable > 0 and l.sound = 0`,
  'wrong-person': sql`l.others > 0`,
  'never-reached': sql`l.tries >= ${TRIES_UNREACHED} and l.talks = 0`,
}

// Numbers and contacts are summed up once for all customers: two probes of an index for each took five times as long.
const listed = (orgId: string, { branchIds, prospects }: CheckedList) => sql`
  (
    select c.id, c.name, c.external_id, c.branch_id, coalesce(p.phones, 0) as phones, coalesce(p.dialable, 0) as dialable,
      coalesce(p.sound, 0) as sound, coalesce(p.wrong, 0) as wrong, coalesce(p.others, 0) as others,
      coalesce(k.tries, 0) as tries, coalesce(k.talks, 0) as talks, k.last
    from customer c
    left join (
      select p.customer_id, count(*) as phones, count(*) filter (where p.dialable) as dialable,
        count(*) filter (where p.dialable and p.state = 'valid') as sound,
        count(*) filter (where p.state in ('wrong', 'never-registered')) as wrong,
        count(*) filter (where p.ownership = 'somebody-else' and p.dialable) as others
      from contact_point p where p.org_id = ${orgId} and p.kind = 'phone' and p.ended_at is null group by 1
    ) p on p.customer_id = c.id
    left join (
      select k.customer_id, count(*) filter (where k.dialled_at is not null) as tries,
        count(*) filter (where k.conversed) as talks, max(k.dialled_at) as last
      from contact k where k.org_id = ${orgId} and k.state = 'made' group by 1
    ) k on k.customer_id = c.id
    where c.org_id = ${orgId} and c.branch_id = any (${[...branchIds]}::uuid[])
      and ${prospects ? sql`(c.stage is null or c.stage in ('reach', 'acquisition'))` : sql`true`}
  ) l`

/** How many customers a list has, and how many of them have each fault; one may have several. */
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
      select * from ${listed(orgId, list)}
      where ${SAYS[given.fault]} and ${given.after ? sql`l.id < ${given.after[0]}::uuid` : sql`true`}
      order by l.id desc limit ${given.limit + 1}
    )
    select g.id, g.name, g.external_id as "externalId", b.name as "branchName", g.phones, g.wrong as "wrongPhones",
      g.tries, g.last as "lastTriedAt"
    from page g join branch b on b.org_id = ${orgId} and b.id = g.branch_id order by g.id desc`.execute(tx)
  return rows
}
