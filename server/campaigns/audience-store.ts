import { type RawBuilder, sql } from 'kysely'
import { birthdaysBetween } from '../customers/index.ts'
import { conditionsHold } from '../segments/index.ts'
import { festivalsBetween } from './festival-rules.ts'
import type { CountedPlan } from './plan-store.ts'
import { sampleColumns } from './sample-store.ts'
import { ORDERS_OF_A_RHYTHM, TRIGGERS } from './trigger-rules.ts'

/** One thing to be followed up, as `campaignAudience` answers it: an activity, or a customer at a festival or on his birthday. */
export interface Due {
  activity_id: string | null
  /** The day of the festival or birthday; `null` where there is an activity. */
  occasion_on: Temporal.PlainDate | null
  customer_id: string
  /** The customer's branch. */
  branch_id: string
  due_at: Temporal.Instant
  expires_at: Temporal.Instant
  /** Whether it is in the campaign's sample; a count is kept by whoever plans, best `draw` of each `stratum` first. */
  drawn: boolean
  draw: number
  stratum: string
  /** Always in the sample, and outside its count. */
  always: boolean
}

/** How far back the orders that a rhythm is read from, and that it goes on from, may lie. */
const RHYTHM_DAYS = 730

/**
 * What a campaign would follow up, as a subquery of `Due` rows: of its branch and below, where its conditions hold, whose
 * window (see `windowOf`) is open at `now`, opens later today or within `daysAhead` days more. The conditions are asked as
 * of `now`.
 */
export function campaignAudience(campaign: CountedPlan, now: Temporal.Instant, daysAhead = 0): RawBuilder<Due> {
  return sql<Due>`(
    select w.activity_id, w.occasion_on, w.customer_id, w.branch_id, w.due_at, w.expires_at, w.drawn, w.draw, w.stratum,
      w.always
    from ${campaignWindows(campaign, now, daysAhead)} w where w.fits)`
}

/** The same without the conditions; `fits` says whether they hold. */
export function campaignWindows(
  campaign: CountedPlan,
  now: Temporal.Instant,
  daysAhead: number,
): RawBuilder<Due & { fits: boolean }> {
  const { timeZone, fromDay, toDay } = campaign
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const startOf = (days: number) => today.add({ days }).toZonedDateTime(timeZone).toInstant()
  const startInSql = (day: RawBuilder<unknown>) => sql`(${day})::timestamp at time zone ${timeZone}::text`
  return sql`(
    select m.activity_id, m.occasion_on, m.customer_id, m.branch_id, t.due_at, t.expires_at, m.fits, ${sampleColumns(campaign)}
    from (${momentsOf(campaign, now, { from: today.subtract({ days: toDay }), to: today.add({ days: daysAhead - fromDay }) })}) m
    cross join lateral (select
      greatest(m.known_at, ${startInSql(sql`m.anchor + ${fromDay}::int`)},
        ${startInSql(sql`${campaign.validFrom}::date`)}) as due_at,
      least(${startInSql(sql`m.anchor + ${toDay}::int + 1`)},
        ${startInSql(sql`${campaign.validUntil}::date + 1`)}) as expires_at) t
    where t.due_at < t.expires_at and t.expires_at > ${now} and t.due_at < ${startOf(daysAhead + 1)})`
}

interface Days {
  from: Temporal.PlainDate
  to: Temporal.PlainDate
}

/** What a trigger names whose day (`anchor`) may matter: those days alone are looked at. */
function momentsOf(campaign: CountedPlan, now: Temporal.Instant, days: Days): RawBuilder<unknown> {
  if (TRIGGERS[campaign.triggerKind].basis === 'festival') return festivalMoments(campaign, now, days)
  if (TRIGGERS[campaign.triggerKind].basis === 'birthday') return birthdayMoments(campaign, now, days)
  const { timeZone, orgId } = campaign
  const { anchor, more } = anchorOf(campaign, now, days)
  return sql`
    select a.id as activity_id, null::date as occasion_on, a.customer_id, c.branch_id, c.stage, c.tags,
      a.happened_at as known_at, ${anchor} as anchor, ${conditionsHold(campaign.conditions, now)} as fits
    from activity a
    join customer c on c.org_id = a.org_id and c.id = a.customer_id
    cross join lateral (select (a.happened_at at time zone ${timeZone}::text)::date as happened_on) h
    ${more} and a.org_id = ${orgId} and a.kind = any (${[...TRIGGERS[campaign.triggerKind].activities]}::text[])
      and c.branch_id = any (${campaign.branchIds}::uuid[])`
}

/** The day that the days of a trigger are counted from, and which activities are looked at for it. */
function anchorOf(campaign: CountedPlan, now: Temporal.Instant, { from, to }: Days) {
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(campaign.timeZone).toInstant()
  const happened = sql`a.happened_at >= ${startOf(from)} and a.happened_at < ${startOf(to.add({ days: 1 }))}`
  const noLaterOrder = sql`not exists (
    select from activity n where n.org_id = a.org_id and n.customer_id = a.customer_id and n.kind = any (${[...TRIGGERS[campaign.triggerKind].activities]}::text[])
      and n.happened_at <= ${now} and (n.happened_at, n.id) > (a.happened_at, a.id))`
  switch (TRIGGERS[campaign.triggerKind].basis) {
    case 'end':
      return { anchor: sql`a.ends_on`, more: sql`where a.ends_on between ${from}::date and ${to}::date` }
    case 'last-order':
      return {
        anchor: sql`h.happened_on`,
        more: sql`where ${happened} and a.happened_at <= ${now} and ${noLaterOrder}`,
      }
    case 'next-order': {
      const since = now.subtract({ hours: 24 * RHYTHM_DAYS })
      return {
        anchor: sql`h.happened_on + r.days`,
        more: sql`cross join lateral (
            select round((max(o.day) - min(o.day))::numeric / (count(distinct o.day) - 1))::int as days
            from (select (o.happened_at at time zone ${campaign.timeZone}::text)::date as day from activity o
              where o.org_id = a.org_id and o.customer_id = a.customer_id and o.kind = any (${[...TRIGGERS[campaign.triggerKind].activities]}::text[])
                and o.happened_at > ${since} and o.happened_at <= ${now}) o
            having count(distinct o.day) >= ${ORDERS_OF_A_RHYTHM}::int) r
          where a.happened_at > ${since} and a.happened_at <= ${now} and ${noLaterOrder}
            and h.happened_on + r.days between ${from}::date and ${to}::date`,
      }
    }
    default:
      return { anchor: sql`h.happened_on`, more: sql`where ${happened}` }
  }
}

const NO_ACTIVITY = sql`(select null::uuid as org_id, null::uuid as id, ''::text as kind, null::timestamptz as happened_at,
  null::numeric as amount, null::text as currency, 0 as line_count) a`

/** Every person whose birthday is on one of these days; neither organisations nor who was merged into another. */
function birthdayMoments(campaign: CountedPlan, now: Temporal.Instant, { from, to }: Days): RawBuilder<unknown> {
  const found = birthdaysBetween(from, to)
  return sql`
    select null::uuid as activity_id, f.day as occasion_on, c.id as customer_id, c.branch_id, c.stage, c.tags,
      c.created_at as known_at, f.day as anchor, ${conditionsHold(campaign.conditions, now)} as fits
    from unnest(${found.map(({ day }) => day.toString())}::date[], ${found.map(({ born }) => born)}::text[]) f (day, born)
    join customer c on c.org_id = ${campaign.orgId} and c.birth_day = f.born
    cross join lateral ${NO_ACTIVITY}
    where c.kind = 'person' and c.merged_into is null and c.branch_id = any (${campaign.branchIds}::uuid[])`
}

/** Every customer at each chosen festival of these days. There is no activity, so nothing can be asked about one. */
function festivalMoments(campaign: CountedPlan, now: Temporal.Instant, { from, to }: Days): RawBuilder<unknown> {
  const days = festivalsBetween(from, to, campaign.festivals).map(({ day }) => day.toString())
  return sql`
    select null::uuid as activity_id, f.day as occasion_on, c.id as customer_id, c.branch_id, c.stage, c.tags,
      c.created_at as known_at, f.day as anchor, ${conditionsHold(campaign.conditions, now)} as fits
    from customer c
    cross join unnest(${days}::date[]) f (day)
    cross join lateral ${NO_ACTIVITY}
    where c.org_id = ${campaign.orgId} and c.merged_into is null and c.branch_id = any (${campaign.branchIds}::uuid[])`
}
