import { type RawBuilder, sql } from 'kysely'
import { conditionsHold } from '../segments/index.ts'
import type { CampaignPlan } from './store.ts'

/** One activity to be followed up, as `campaignAudience` answers it. */
export interface Due {
  activity_id: string
  customer_id: string
  /** The customer's branch. */
  branch_id: string
  due_at: Temporal.Instant
  expires_at: Temporal.Instant
}

/**
 * The activities a campaign would follow up, as a subquery of `Due` rows: those of its branch and below that satisfy its
 * conditions and whose window (see `windowOf`) is open at `now`, opens later today or within `daysAhead` days more. The
 * conditions are asked as of `now`.
 */
export function campaignAudience(campaign: CampaignPlan, now: Temporal.Instant, daysAhead = 0): RawBuilder<Due> {
  return sql<Due>`(
    select w.activity_id, w.customer_id, w.branch_id, w.due_at, w.expires_at
    from ${campaignWindows(campaign, now, daysAhead)} w where w.fits)`
}

/** The same without the conditions; `fits` says whether they hold. */
export function campaignWindows(
  campaign: CampaignPlan,
  now: Temporal.Instant,
  daysAhead: number,
): RawBuilder<Due & { fits: boolean }> {
  const { timeZone, fromDay, toDay } = campaign
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const startOf = (days: number) => today.add({ days }).toZonedDateTime(timeZone).toInstant()
  const startInSql = (day: RawBuilder<unknown>) => sql`(${day})::timestamp at time zone ${timeZone}::text`
  const happened = sql`(a.happened_at at time zone ${timeZone}::text)::date`
  return sql`(
    select a.id as activity_id, a.customer_id, c.branch_id, t.due_at, t.expires_at,
      ${conditionsHold(campaign.conditions, now)} as fits
    from activity a
    join customer c on c.org_id = a.org_id and c.id = a.customer_id
    cross join lateral (select
      greatest(a.happened_at, ${startInSql(sql`${happened} + ${fromDay}::int`)},
        ${startInSql(sql`${campaign.validFrom}::date`)}) as due_at,
      least(${startInSql(sql`${happened} + ${toDay}::int + 1`)},
        ${startInSql(sql`${campaign.validUntil}::date + 1`)}) as expires_at) t
    where a.org_id = ${campaign.orgId} and a.kind = ${campaign.triggerKind}
      and a.happened_at >= ${startOf(-toDay)} and a.happened_at < ${startOf(daysAhead - fromDay + 1)}
      and c.branch_id = any (${campaign.branchIds}::uuid[])
      and t.due_at < t.expires_at and t.expires_at > ${now} and t.due_at < ${startOf(daysAhead + 1)})`
}
