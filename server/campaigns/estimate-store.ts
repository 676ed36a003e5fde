import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../platform/database.ts'
import { campaignWindows } from './audience-store.ts'
import type { Estimate } from './contract.ts'
import type { CampaignPlan } from './store.ts'

const DAYS_AHEAD = 14

/**
 * What a campaign would have to do from today over the next fourteen days, from the activity known now. Days are those
 * of the organisation's time zone; customers are counted once, whatever the number of their activities.
 */
export async function estimateOf(
  tx: Tx,
  campaign: CampaignPlan,
  now: Temporal.Instant,
): Promise<z.output<typeof Estimate>> {
  const zone = sql`${campaign.timeZone}::text`
  const today = now.toZonedDateTimeISO(campaign.timeZone).toPlainDate()
  const { rows } = await sql<{
    days: { day: string; beginning: number; open: number }[]
    customers: z.output<typeof Estimate>['customers']
  }>`
    with
      at_hand as materialized (select * from ${campaignWindows(campaign, now, DAYS_AHEAD)} w),
      span as (
        select (due_at at time zone ${zone})::date as first_day,
          ((expires_at - interval '1 microsecond') at time zone ${zone})::date as last_day, count(*)::int as activities
        from at_hand group by 1, 2
      ),
      day_count as (
        select d.day, coalesce(sum(s.activities) filter (where s.first_day = d.day), 0)::int as beginning,
          coalesce(sum(s.activities), 0)::int as open
        from (select ${today}::date + n as day from generate_series(0, ${DAYS_AHEAD}::int) n) d
        left join span s on d.day between s.first_day and s.last_day
        group by d.day
      ),
      team_branch as (
        with recursive below as (
          select t.org_id, t.branch_id as id from team t
          where t.org_id = ${campaign.orgId} and t.id = ${campaign.teamId}
          union all
          select b.org_id, b.id from branch b join below on b.org_id = below.org_id and b.parent_id = below.id
        )
        select id from below
      ),
      person as (select customer_id, branch_id, bool_or(fits) as fits from at_hand group by 1, 2),
      fitting as (
        select p.customer_id, p.branch_id in (select id from team_branch) as seen_by_team,
          case when count(n.id) = 0 then 'no-phone' when bool_and(n.state = 'wrong') then 'all-wrong' end as obstacle
        from person p
        left join contact_point n
          on n.org_id = ${campaign.orgId} and n.customer_id = p.customer_id and n.kind = 'phone'
        where p.fits group by p.customer_id, p.branch_id
      )
    select
      (select jsonb_agg(jsonb_build_object('day', day, 'beginning', beginning, 'open', open) order by day)
        from day_count) as days,
      jsonb_build_object(
        'inWindow', (select count(*) from person),
        'satisfying', (select count(*) from fitting),
        'dialable', (select count(*) from fitting where obstacle is null),
        'undialable', (select coalesce(jsonb_agg(o order by o.reason desc), '[]') from (
          select obstacle as reason, count(*) as customers from fitting where obstacle is not null group by 1) o),
        'outsideTeam', (select count(*) from fitting where obstacle is null and not seen_by_team)
      ) as customers`.execute(tx)
  const { days, customers } = rows[0]!
  return { asOf: now, days: days.map(count => ({ ...count, day: Temporal.PlainDate.from(count.day) })), customers }
}
