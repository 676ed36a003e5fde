import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { ScheduleTimes } from './schedule-rules.ts'

export interface ScheduleRow extends ScheduleTimes {
  id: string
  name: string
  branchId: string
  branchName: string
  campaignId: string | null
  campaignName: string | null
  teamId: string | null
  teamName: string | null
  pausedAt: Temporal.Instant | null
  since: Temporal.Instant
  version: number
  createdByName: string
  createdAt: Temporal.Instant
}

const COLUMNS = sql`
  s.id, s.name, s.branch_id as "branchId", b.name as "branchName", s.campaign_id as "campaignId",
  m.name as "campaignName", s.team_id as "teamId", t.name as "teamName", s.rhythm, s.weekday,
  s.month_day as "monthDay", s.at_minute as "atMinute", s.workdays_only as "workdaysOnly", s.paused_at as "pausedAt",
  s.since, s.version, p.name as "createdByName", s.created_at as "createdAt"`

const NAMED = sql`
  report_schedule s
  join branch b on b.org_id = s.org_id and b.id = s.branch_id
  join staff p on p.org_id = s.org_id and p.id = s.created_by
  left join campaign m on m.org_id = s.org_id and m.id = s.campaign_id
  left join team t on t.org_id = s.org_id and t.id = s.team_id`

const isOf = (actor: Actor) => sql`
  s.org_id = ${actor.orgId} and s.branch_id = any (${[...actor.branchIds]}::uuid[]) and s.removed_at is null`

/** The schedules of the actor's branches, newest first. */
export async function schedulePage(tx: Tx, actor: Actor, asked: { cursor?: string | undefined; limit: number }) {
  const after = unpackCursor(asked.cursor, ['instant', 'id'])
  const { rows } = await sql<ScheduleRow>`
    select ${COLUMNS} from ${NAMED}
    where ${isOf(actor)}
      ${after ? sql`and (s.created_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by s.created_at desc, s.id desc limit ${asked.limit + 1}`.execute(tx)
  return rows
}

/** Every schedule that is neither paused nor removed. */
export async function runningSchedules(tx: Tx, actor: Actor): Promise<ScheduleRow[]> {
  const { rows } = await sql<ScheduleRow>`
    select ${COLUMNS} from ${NAMED} where ${isOf(actor)} and s.paused_at is null limit 2000`.execute(tx)
  return rows
}

/** A schedule of the actor's branches. A removed one is found only for what is still to be sent of it. */
export async function scheduleOf(tx: Tx, actor: Actor, id: string): Promise<ScheduleRow | undefined> {
  const { rows } = await sql<ScheduleRow>`
    select ${COLUMNS} from ${NAMED} where ${isOf(actor)} and s.id = ${id}`.execute(tx)
  return rows[0]
}

export interface ScheduleContent extends ScheduleTimes {
  name: string
  branchId: string
  campaignId: string | null
  teamId: string | null
  paused: boolean
}

export async function insertSchedule(tx: Tx, actor: Actor, given: ScheduleContent): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into report_schedule (org_id, branch_id, campaign_id, team_id, name, rhythm, weekday, month_day, at_minute,
      workdays_only, paused_at, since, created_by, created_at, updated_at)
    values (${actor.orgId}, ${given.branchId}, ${given.campaignId}, ${given.teamId}, ${given.name}, ${given.rhythm},
      ${given.weekday}, ${given.monthDay}, ${given.atMinute}, ${given.workdaysOnly}, ${given.paused ? actor.now : null},
      ${actor.now}, ${actor.staffId}, ${actor.now}, ${actor.now})
    returning id`.execute(tx)
  return rows[0]!.id
}

/** Changes a schedule that still has the version; what was due before the change is not sent by it. */
export async function updateSchedule(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  given: ScheduleContent,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update report_schedule s set branch_id = ${given.branchId}, campaign_id = ${given.campaignId},
      team_id = ${given.teamId}, name = ${given.name}, rhythm = ${given.rhythm}, weekday = ${given.weekday},
      month_day = ${given.monthDay}, at_minute = ${given.atMinute}, workdays_only = ${given.workdaysOnly},
      paused_at = ${given.paused ? actor.now : null}, since = ${actor.now}, version = s.version + 1,
      updated_at = ${actor.now}
    where ${isOf(actor)} and s.id = ${id} and s.version = ${version}`.execute(tx)
  return Number(numAffectedRows ?? 0) === 1
}

/** Ends a schedule, and with it what was not sent yet. */
export async function endSchedule(tx: Tx, actor: Actor, id: string): Promise<void> {
  await sql`update report_schedule s set removed_at = ${actor.now} where ${isOf(actor)} and s.id = ${id}`.execute(tx)
  await sql`
    update report_mail set state = 'failed', failure = 'schedule-removed', ended_at = ${actor.now}
    where org_id = ${actor.orgId} and schedule_id = ${id} and state = 'waiting'`.execute(tx)
}

export interface Recipient {
  staffId: string | null
  address: string | null
  language: 'zh' | 'en'
}

/** Sets who gets a report. An address that was confirmed stays so; with `confirm`, new ones are confirmed by the actor. */
export async function setRecipients(
  tx: Tx,
  actor: Actor,
  scheduleId: string,
  recipients: readonly Recipient[],
  confirm: boolean,
): Promise<void> {
  const given = sql`
    select distinct on (r.staff_id, r.address) r.staff_id, r.address, r.language
    from unnest(${recipients.map(row => row.staffId)}::uuid[], ${recipients.map(row => row.address)}::text[],
      ${recipients.map(row => row.language)}::text[]) as r (staff_id, address, language)`
  await sql`
    delete from report_recipient r where r.org_id = ${actor.orgId} and r.schedule_id = ${scheduleId}
      and not exists (select from (${given}) g
        where g.staff_id is not distinct from r.staff_id and g.address is not distinct from r.address)`.execute(tx)
  const by = confirm ? actor.staffId : null
  await sql`
    insert into report_recipient as r (org_id, schedule_id, staff_id, address, language, confirmed_by, confirmed_at)
    select ${actor.orgId}, ${scheduleId}, g.staff_id, g.address, g.language,
      case when g.address is not null then ${by}::uuid end,
      case when g.address is not null and ${by}::uuid is not null then ${actor.now}::timestamptz end
    from (${given}) g
    on conflict on constraint report_recipient_stands_once do update set language = excluded.language`.execute(tx)
}

/** Confirms an address outside the staff; `false` when the schedule has no such recipient. */
export async function markConfirmed(tx: Tx, actor: Actor, scheduleId: string, recipientId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update report_recipient set confirmed_by = ${actor.staffId}, confirmed_at = ${actor.now}
    where org_id = ${actor.orgId} and schedule_id = ${scheduleId} and id = ${recipientId} and address is not null
      and confirmed_at is null`.execute(tx)
  return Number(numAffectedRows ?? 0) === 1
}

/** Lets the addresses outside of a schedule wait for a confirmation again. */
export async function unconfirm(tx: Tx, actor: Actor, scheduleId: string): Promise<void> {
  await sql`
    update report_recipient set confirmed_by = null, confirmed_at = null
    where org_id = ${actor.orgId} and schedule_id = ${scheduleId} and address is not null`.execute(tx)
}

export async function recipientsOf(tx: Tx, orgId: string, scheduleIds: readonly string[]) {
  const { rows } = await sql<
    Recipient & { id: string; scheduleId: string; name: string | null; confirmed: boolean; roles: string[] | null }
  >`
    select r.id, r.schedule_id as "scheduleId", r.staff_id as "staffId", r.address, r.language, s.name,
      r.staff_id is not null or r.confirmed_at is not null as confirmed, s.roles
    from report_recipient r left join staff s on s.org_id = r.org_id and s.id = r.staff_id
    where r.org_id = ${orgId} and r.schedule_id = any (${[...scheduleIds]}::uuid[])
    order by s.name nulls last, r.address`.execute(tx)
  return rows
}

/** How the newest slot of each schedule went, tests left out. */
export async function lastSlots(tx: Tx, orgId: string, scheduleIds: readonly string[]) {
  const { rows } = await sql<{
    scheduleId: string
    slot: Temporal.Instant
    sent: number
    failed: number
    open: number
  }>`
    select l.schedule_id as "scheduleId", l.slot, count(*) filter (where m.state = 'sent') as sent,
      count(*) filter (where m.state = 'failed') as failed,
      count(*) filter (where m.state in ('waiting', 'sending')) as open
    from (
      select distinct on (schedule_id) schedule_id, slot from report_mail
      where org_id = ${orgId} and schedule_id = any (${[...scheduleIds]}::uuid[]) and not is_test
      order by schedule_id, slot desc) l
    join report_mail m on m.org_id = ${orgId} and m.schedule_id = l.schedule_id and m.slot = l.slot and not m.is_test
    group by l.schedule_id, l.slot`.execute(tx)
  return rows
}

/** The staff with these ids who are not gone, of the whole organisation. */
export async function activeOf(tx: Tx, orgId: string, staffIds: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from staff
    where org_id = ${orgId} and id = any (${[...staffIds]}::uuid[]) and deactivated_at is null`.execute(tx)
  return rows
}

/** The public holidays and make-up workdays of a country around a day, by day. */
export async function specialDays(tx: Tx, country: string, around: Temporal.PlainDate) {
  const { rows } = await sql<{ day: Temporal.PlainDate; kind: 'holiday' | 'make-up-workday' }>`
    select day, kind from holiday
    where country = ${country} and day between ${around.subtract({ days: 100 })} and ${around.add({ days: 100 })}`.execute(
    tx,
  )
  return new Map(rows.map(row => [row.day.toString(), row.kind]))
}
