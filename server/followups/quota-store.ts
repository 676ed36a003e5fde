import { type RawBuilder, sql } from 'kysely'
import { type CountedPlan, stratumOf } from '../campaigns/index.ts'
import { canOpen } from './planned-store.ts'

type Counted = Pick<CountedPlan, 'orgId' | 'sample'>

/**
 * How many customers a campaign has planned already in each `stratum` of its count, as `customers`; without those whom
 * nobody could reach or might.
 */
export function takenByStratum({ orgId, sample }: Counted, campaignId: string | null): RawBuilder<unknown> {
  if (sample.kind !== 'count') return sql`select '' as stratum, 0 as customers where false`
  return sql`
    select ${stratumOf(sample, sql`c`)} as stratum, count(*) as customers
    from followup f join customer c on c.org_id = f.org_id and c.id = f.customer_id
    where f.org_id = ${orgId} and f.campaign_id = ${campaignId}::uuid and not ${canOpen}
      and not c.tags && (select tags_meant(${[...sample.always]}::text[]))
    group by 1`
}

/**
 * Whether a row is beyond the number of customers a campaign draws, when the best places of the draw come first; never
 * for a sample that is no count, nor for who is always in it. Beside it stands `taken`, as `takenByStratum` answers it.
 * @param isCandidate which rows compete, at most one for each customer, with `draw`, `stratum` and `always`
 */
export function beyondQuota({ sample }: Counted, isCandidate: RawBuilder<boolean>): RawBuilder<boolean> {
  if (sample.kind !== 'count') return sql<boolean>`false`
  return sql<boolean>`(${isCandidate} and not always
    and row_number() over (partition by stratum, always, ${isCandidate} order by draw, customer_id)
      > ${sample.amount}::int - coalesce((select t.customers from taken t where t.stratum = o.stratum), 0))`
}
