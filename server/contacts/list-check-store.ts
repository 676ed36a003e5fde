import { type RawBuilder, sql } from 'kysely'
import type { Stretch } from '../customers/index.ts'
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

const SUMS_OF_POINTS = sql`
  count(*) as phones, count(*) filter (where p.dialable) as dialable,
  count(*) filter (where p.dialable and p.state = 'valid') as sound,
  count(*) filter (where p.state in ('wrong', 'never-registered')) as wrong,
  count(*) filter (where p.ownership = 'somebody-else' and p.dialable) as others`
const SUMS_OF_CONTACTS = sql`
  count(*) filter (where k.dialled_at is not null) as tries, count(*) filter (where k.conversed) as talks,
  max(k.dialled_at) as last`
const isProspect = sql`(c.stage is null or c.stage in ('reach', 'acquisition'))`

/**
 * Looks at a stretch of customers: keeps who has which fault, and counts for each branch how many customers it has with
 * and without.
 */
// Numbers and contacts are summed up once for the stretch: two probes of an index for each customer took five times as long.
export async function keepFaults(tx: Tx, orgId: string, surveyId: string, { after, upTo }: Stretch): Promise<void> {
  const inStretch = (column: string) => sql`${sql.ref(column)} > ${after}::uuid and ${sql.ref(column)} <= ${upTo}::uuid`
  const faults = LIST_FAULTS.map(fault => sql`case when ${SAYS[fault]} then ${fault}::text end`)
  await sql`
    with l as (
      select c.id, c.branch_id, ${isProspect} as prospect, coalesce(p.phones, 0) as phones,
        coalesce(p.dialable, 0) as dialable, coalesce(p.sound, 0) as sound, coalesce(p.others, 0) as others,
        coalesce(k.tries, 0) as tries, coalesce(k.talks, 0) as talks
      from customer c
      left join (
        select p.customer_id, ${SUMS_OF_POINTS} from contact_point p
        where p.org_id = ${orgId} and p.kind = 'phone' and p.ended_at is null and ${inStretch('p.customer_id')}
        group by 1
      ) p on p.customer_id = c.id
      left join (
        select k.customer_id, ${SUMS_OF_CONTACTS} from contact k
        where k.org_id = ${orgId} and k.state = 'made' and ${inStretch('k.customer_id')} group by 1
      ) k on k.customer_id = c.id
      where c.org_id = ${orgId} and ${inStretch('c.id')}
    ), checked as materialized (
      select l.id, l.branch_id, l.prospect, array_remove(array[${sql.join(faults)}], null) as faults from l
    ), kept as (
      insert into list_fault (org_id, survey_id, fault, customer_id, branch_id, prospect)
      select ${orgId}, ${surveyId}, f.fault, c.id, c.branch_id, c.prospect from checked c, unnest(c.faults) as f (fault)
    )
    insert into list_fault_sum as s (org_id, survey_id, branch_id, prospect, fault, customers)
    select ${orgId}, ${surveyId}, c.branch_id, c.prospect, f.fault, count(*)
    from checked c, unnest(array_prepend('', c.faults)) as f (fault) group by 3, 4, 5
    on conflict (org_id, survey_id, branch_id, prospect, fault)
      do update set customers = s.customers + excluded.customers`.execute(tx)
}

/** How many customers a list has by a survey, and how many of them have each fault; one may have several. */
export async function faultCounts(
  tx: Tx,
  orgId: string,
  surveyId: string | null,
  { branchIds, prospects }: CheckedList,
): Promise<{ customers: number; faults: { fault: ListFault; count: number }[] }> {
  const { rows } = await sql<{ fault: string; count: number }>`
    select fault, sum(customers)::int as count from list_fault_sum
    where org_id = ${orgId} and survey_id = ${surveyId} and branch_id = any (${[...branchIds]}::uuid[])
      and ${prospects ? sql`prospect` : sql`true`} group by fault`.execute(tx)
  const counts = new Map(rows.map(row => [row.fault, row.count]))
  return {
    customers: counts.get('') ?? 0,
    faults: LIST_FAULTS.map(fault => ({ fault, count: counts.get(fault) ?? 0 })),
  }
}

/** One more customer than `limit` whom a survey found with a fault and who still has it, those added last first. */
export async function faultyCustomers(
  tx: Tx,
  orgId: string,
  surveyId: string,
  { branchIds, prospects }: CheckedList,
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
      select l.* from list_fault f
      cross join lateral (
        select c.id, c.name, c.external_id, c.branch_id, p.*, k.* from customer c
        cross join lateral (select ${SUMS_OF_POINTS} from contact_point p
          where p.org_id = c.org_id and p.customer_id = c.id and p.kind = 'phone' and p.ended_at is null) p
        cross join lateral (select ${SUMS_OF_CONTACTS} from contact k
          where k.org_id = c.org_id and k.customer_id = c.id and k.state = 'made') k
        where c.org_id = f.org_id and c.id = f.customer_id and c.branch_id = any (${[...branchIds]}::uuid[])
          and ${prospects ? isProspect : sql`true`} offset 0) l
      where f.org_id = ${orgId} and f.survey_id = ${surveyId} and f.fault = ${given.fault}
        and f.branch_id = any (${[...branchIds]}::uuid[]) and ${prospects ? sql`f.prospect` : sql`true`}
        and ${given.after ? sql`f.customer_id < ${given.after[0]}::uuid` : sql`true`} and ${SAYS[given.fault]}
      order by f.customer_id desc limit ${given.limit + 1}
    )
    select g.id, g.name, g.external_id as "externalId", b.name as "branchName", g.phones, g.wrong as "wrongPhones",
      g.tries, g.last as "lastTriedAt"
    from page g join branch b on b.org_id = ${orgId} and b.id = g.branch_id order by g.id desc`.execute(tx)
  return rows
}
