import { sql } from 'kysely'
import { inScope } from '../server/platform/database.ts'
import { FROZEN_FROM_HOUR } from '../server/reports/freeze-plan.ts'
import { type House, TIME_ZONE } from './house.ts'

/** A follow-up that was not reached is due again so long after its last call. */
const AGAIN = '1 day'

/**
 * Writes the plan of every day from the founding up to an instant, as the mornings of the year would have frozen it: what
 * fell due by hour of the day, again after each call that did not end it, and in the first hour what was left from before.
 */
export async function planYear(house: House, until: Temporal.Instant): Promise<void> {
  const { db, orgId, foundedAt } = house
  const owner = house.staff('owner', until)
  await inScope(db, owner, async tx => {
    await sql`
      insert into plan_day (org_id, day, frozen_at)
      select ${orgId}, day::date, (day + make_interval(hours => ${FROZEN_FROM_HOUR})) at time zone ${TIME_ZONE}
      from generate_series(
        (${foundedAt}::timestamptz at time zone ${TIME_ZONE})::date + 1,
        (${until}::timestamptz at time zone ${TIME_ZONE})::date - 1, interval '1 day') day`.execute(tx)
    await sql`
      with call as (
        select followup_id, started_at, ended_at,
          lead(started_at) over (partition by followup_id order by started_at) as next_at
        from attempt where org_id = ${orgId} and ended_at < ${until}),
      first as (select followup_id, min(started_at) as at from call group by followup_id),
      due as (
        select f.id, f.created_at as at, coalesce(first.at, f.settled_at) as gone
        from followup f left join first on first.followup_id = f.id
        where f.org_id = ${orgId} and f.created_at < ${until}
        union all
        select f.id, c.ended_at + ${AGAIN}::interval, coalesce(c.next_at, f.settled_at)
        from call c join followup f on f.org_id = ${orgId} and f.id = c.followup_id
        where c.next_at is not null or f.settled_at is null or f.settled_at > c.ended_at + ${AGAIN}::interval),
      planned as (
        select id, date_trunc('hour', at) as starts_at, 1 as due, 0 as carried
        from due
        union all
        select d.id, p.day::timestamp at time zone ${TIME_ZONE}, 0, 1
        from due d join plan_day p on p.org_id = ${orgId} and p.day > (d.at at time zone ${TIME_ZONE})::date
          and p.day <= (coalesce(d.gone, ${until}) at time zone ${TIME_ZONE})::date)
      insert into plan_of_day (org_id, day, starts_at, branch_id, team_id, campaign_id, due, carried)
      select ${orgId}, p.day, n.starts_at, f.branch_id, f.team_id, f.campaign_id, sum(n.due), sum(n.carried)
      from planned n
      join plan_day p on p.org_id = ${orgId} and p.day = (n.starts_at at time zone ${TIME_ZONE})::date
      join followup f on f.org_id = ${orgId} and f.id = n.id
      group by p.day, n.starts_at, f.branch_id, f.team_id, f.campaign_id`.execute(tx)
  })
}
