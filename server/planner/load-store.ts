import { sql } from 'kysely'
import { stateIn } from '../followups/index.ts'
import { QUEUED_STATES } from '../followups/rules.ts'
import { asArray, type Tx } from '../platform/database.ts'
import type { DayRow } from './store.ts'

/** Lets those who change a plan that stands do it one after the other: many share the days of a team. */
export async function holdPlan(tx: Tx, orgId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`plan of ${orgId}`}, 0))`.execute(tx)
}

/** What teams can do and have to in a plan, held until the transaction ends. */
export async function holdLoads(
  tx: Tx,
  orgId: string,
  runId: string,
  teamIds: readonly string[],
): Promise<(DayRow & { ahead: number })[]> {
  const { rows } = await sql<DayRow & { ahead: number }>`
    select l.team_id as "teamId", l.day, l.minutes, l.used, l.contacts, l.promised, l.service, l.price, l.mails,
      l.day - r.first_day as ahead
    from plan_load l join plan_run r on r.org_id = l.org_id and r.id = l.run_id
    where l.org_id = ${orgId} and l.run_id = ${runId} and l.team_id = any (${[...teamIds]}::uuid[])
    order by l.team_id, l.day for update of l`.execute(tx)
  return rows
}

/** Takes the contacts of customers out of a plan, also those of follow-ups that became theirs: their rows, and the minutes they take of their teams' days. */
export async function removeCustomers(
  tx: Tx,
  orgId: string,
  runId: string,
  customerIds: readonly string[],
  minutesPerContact: number,
): Promise<void> {
  await sql`
    with gone as (
      delete from plan_entry where org_id = ${orgId} and run_id = ${runId} and followup_id = any (array(
        select followup_id from plan_entry
        where org_id = ${orgId} and run_id = ${runId} and customer_id = any (${asArray(customerIds)}::uuid[])
        union
        select f.id from followup f
        where f.org_id = ${orgId} and ${stateIn(QUEUED_STATES)} and f.customer_id = any (${asArray(customerIds)}::uuid[])))
      returning followup_id, team_id, planned_on, outcome, other_followup_id, minutes, urgency, needs, channel),
    head as (
      select h.team_id, h.planned_on, h.urgency, h.needs,
        h.minutes + ${minutesPerContact}::float8 + coalesce((
          select sum(c.minutes) from gone c where c.outcome = 'carried' and c.other_followup_id = h.followup_id), 0) as minutes
      from gone h where h.outcome <> 'carried' and h.planned_on is not null and h.channel = 'phone'),
    freed as (
      select team_id, planned_on, sum(minutes) as minutes, sum(contacts)::int as contacts, sum(promised)::int as promised,
        sum(service)::int as service, sum(mails)::int as mails
      from (
        select team_id, planned_on, minutes, 1 as contacts, (urgency = 0)::int as promised, (urgency = 1)::int as service,
          0 as mails
        from head
        union all
        select team_id, planned_on, 0, 0, 0, 0, 1 from gone where planned_on is not null and channel = 'email') each
      group by 1, 2),
    able as (
      update plan_need_load n set used = greatest(0, n.used - f.minutes), contacts = greatest(0, n.contacts - f.contacts)
      from (
        select team_id, planned_on, needs, sum(minutes) as minutes, count(*)::int as contacts from head
        where needs is not null group by 1, 2, 3) f
      where n.org_id = ${orgId} and n.run_id = ${runId} and n.team_id = f.team_id and n.day = f.planned_on and n.needs = f.needs)
    update plan_load l set used = greatest(0, l.used - f.minutes), contacts = greatest(0, l.contacts - f.contacts),
      promised = greatest(0, l.promised - f.promised), service = greatest(0, l.service - f.service),
      mails = greatest(0, l.mails - f.mails)
    from freed f
    where l.org_id = ${orgId} and l.run_id = ${runId} and l.team_id = f.team_id and l.day = f.planned_on`.execute(tx)
}

/** Adds minutes and contacts to days of teams. */
export async function addLoads(
  tx: Tx,
  orgId: string,
  runId: string,
  added: readonly { teamId: string; day: Temporal.PlainDate; minutes: number; urgency: number }[],
): Promise<void> {
  await sql`
    update plan_load l set used = l.used + a.minutes, contacts = l.contacts + a.contacts,
      promised = l.promised + a.promised, service = l.service + a.service
    from (
      select team, day, sum(minutes) as minutes, count(*)::int as contacts,
        count(*) filter (where urgency = 0)::int as promised, count(*) filter (where urgency = 1)::int as service
      from unnest(${asArray(added.map(one => one.teamId))}::uuid[],
        ${asArray(added.map(one => one.day.toString()))}::date[],
        ${asArray(added.map(one => one.minutes))}::float8[],
        ${asArray(added.map(one => one.urgency))}::int[]) g (team, day, minutes, urgency) group by 1, 2) a
    where l.org_id = ${orgId} and l.run_id = ${runId} and l.team_id = a.team and l.day = a.day`.execute(tx)
}

/** Adds what goes by mail to days of teams. */
export async function addMails(
  tx: Tx,
  orgId: string,
  runId: string,
  added: readonly { teamId: string; day: Temporal.PlainDate }[],
): Promise<void> {
  await sql`
    update plan_load l set mails = l.mails + a.mails
    from (
      select team, day, count(*)::int as mails
      from unnest(${asArray(added.map(one => one.teamId))}::uuid[],
        ${asArray(added.map(one => one.day.toString()))}::date[]) g (team, day) group by 1, 2) a
    where l.org_id = ${orgId} and l.run_id = ${runId} and l.team_id = a.team and l.day = a.day`.execute(tx)
}
