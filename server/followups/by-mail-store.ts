import { sql } from 'kysely'
import type { CampaignMail } from '../campaigns/mail-text-rules.ts'
import type { CampaignChannel, Purpose } from '../campaigns/rules.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import type { Refused } from './after-refusal.ts'
import { planToday } from './plan-in-force-store.ts'
import { ENDED_STATES, type MAIL_STATES } from './rules.ts'
import { isNobodys, stateIn } from './situation-store.ts'

type At = Pick<Actor, 'orgId' | 'now'>

/** A follow-up that is due by mail, with what its mail is made of. */
export interface DueByMail {
  id: string
  customerId: string
  branchId: string
  teamId: string
  campaignId: string
  matterId: string
  purpose: Purpose
  reason: string
  channels: CampaignChannel[]
  /** Who answers for the campaign. */
  ownerId: string
  language: Language
  /** As the version says by which it was planned. */
  mail: CampaignMail
  customerName: string
  house: string
  product: string
  /** Whether the plan in force has it as a call that is due by now. */
  isCall: boolean
}

/**
 * Holds what is due by mail of campaigns that run and are valid today, the most urgent campaign and what is longest due
 * first, one of each customer; what somebody else holds is left to him, and what the plan in force has on a later day to
 * that day.
 */
export async function holdDueByMail(tx: Tx, { orgId, now }: At, atMost: number): Promise<DueByMail[]> {
  const planned = sql`select from plan join plan_entry e on e.org_id = ${orgId} and e.run_id = plan.id and e.followup_id = f.id`
  const { rows } = await sql<DueByMail>`
    with plan as materialized (${planToday({ orgId, now })}),
    due as materialized (
      select f.*, m.owner_id, m.mail, m.priority as urgency, o.name as house, o.language as spoken_here
      from campaign m
      join organisation o on o.id = m.org_id
      cross join lateral (
        select f.* from followup f
        where f.org_id = ${orgId} and f.campaign_id = m.id and f.state = 'to-mail' and f.due_at <= ${now}
          and f.expires_at > ${now} and not exists (${planned} where e.planned_on > plan.today)
        order by f.due_at, f.id limit ${atMost} for update skip locked) f
      where m.org_id = ${orgId} and m.state = 'running'
        and (${now}::timestamptz at time zone o.time_zone)::date between m.valid_from and m.valid_until),
    one_each as (
      select distinct on (customer_id) * from due order by customer_id, urgency desc, due_at, id)
    select f.id, f.customer_id as "customerId", f.branch_id as "branchId", f.team_id as "teamId",
      f.campaign_id as "campaignId", coalesce(f.matter_of, f.id) as "matterId", f.purpose, f.reason, f.channels,
      f.owner_id as "ownerId",
      case when coalesce(c.language, f.spoken_here) like 'zh%' then 'zh' else 'en' end as language,
      coalesce(nullif(v.content -> 'mail', 'null'), f.mail) as mail, c.name as "customerName", f.house,
      coalesce((select l.product from order_line l where l.org_id = ${orgId} and l.activity_id = f.activity_id
        order by l.quantity * l.unit_price desc, l.line_number limit 1), a.summary, '') as product,
      'phone' = any (f.channels) and exists (${planned} where e.planned_on <= plan.today and e.channel = 'phone') as "isCall"
    from one_each f
    join customer c on c.org_id = ${orgId} and c.id = f.customer_id
    left join campaign_version v on v.org_id = ${orgId} and v.campaign_id = f.campaign_id and v.number = f.campaign_version
    left join activity a on a.org_id = ${orgId} and a.id = f.activity_id
    order by f.urgency desc, f.due_at, f.id limit ${atMost}`.execute(tx)
  return rows
}

/** Why the plan has by mail what waits for a call; as literals, so that the index of these alone fits. */
const INSTEAD_OF_CALLS = sql.raw(`('mail-for-room', 'mail-for-leave', 'moved')`)

/**
 * Lets what the plan in force has by mail instead of a call for today or earlier wait to go by mail, so many at most; what
 * somebody holds is left to him, and what is kept for somebody to its call.
 */
export async function turnToMail(tx: Tx, { orgId, now }: At, atMost: number): Promise<void> {
  await sql`
    with plan as materialized (${planToday({ orgId, now })})
    update followup f set state = 'to-mail'
    from (
      select g.id from plan
      join plan_entry e on e.org_id = ${orgId} and e.run_id = plan.id and e.channel = 'email' and e.planned_on <= plan.today
        and e.outcome in ${INSTEAD_OF_CALLS}
      join followup g on g.org_id = e.org_id and g.id = e.followup_id
      where g.state = 'waiting' and 'email' = any (g.channels) and g.campaign_id is not null and ${isNobodys(sql`g`)}
      order by e.planned_on, g.id limit ${atMost} for update of g skip locked) w
    where f.org_id = ${orgId} and f.id = w.id`.execute(tx)
}

/** Notes which mails are under way, by the contacts they are. */
export async function markMailing(
  tx: Tx,
  { orgId }: At,
  mailed: readonly { id: string; contactId: string }[],
): Promise<void> {
  if (mailed.length === 0) return
  await sql`
    update followup f set state = 'mailing', mail_contact_id = g."contactId", held = '[]'
    from jsonb_to_recordset(${JSON.stringify(mailed)}::jsonb) as g (id uuid, "contactId" uuid)
    where f.org_id = ${orgId} and f.id = g.id and f.state = 'to-mail'`.execute(tx)
}

/** A follow-up whose mail is under way. */
export interface FollowupOfMail {
  id: string
  customerId: string
  branchId: string
  campaignId: string
  purpose: Purpose
  channels: CampaignChannel[]
}

/** The follow-up whose mail a contact is; held until the transaction ends. */
export async function followupOfMail(tx: Tx, orgId: string, contactId: string): Promise<FollowupOfMail | undefined> {
  const { rows } = await sql<FollowupOfMail>`
    select id, customer_id as "customerId", branch_id as "branchId", campaign_id as "campaignId", purpose, channels
    from followup
    where org_id = ${orgId} and mail_contact_id = ${contactId} and state = 'mailing' for update`.execute(tx)
  return rows[0]
}

/** What a follow-up becomes that cannot go by mail now, or whose mail has ended. */
export type ByMailEnd = { state: 'mailed' } | Refused

/** Writes what becomes of follow-ups that wait to go by mail, or whose mail is under way, whichever `from` says. */
export async function leaveMail(
  tx: Tx,
  { orgId, now }: At,
  from: (typeof MAIL_STATES)[number],
  ends: readonly { id: string; becomes: ByMailEnd }[],
): Promise<void> {
  if (ends.length === 0) return
  const rows = ends.map(({ id, becomes }) => ({ id, ...becomes }))
  await sql`
    update followup f set state = g.state, due_at = coalesce(g."dueAt", f.due_at), held = coalesce(g.held, '[]'),
      channels = coalesce(g.channels, f.channels), closed_reason = g.reason,
      settled_at = case when ${stateIn(ENDED_STATES, sql`g.state`)} then ${now}::timestamptz end,
      mail_contact_id = case when g.state = 'mailed' then f.mail_contact_id end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as g (id uuid, state text, "dueAt" timestamptz, held jsonb, channels text[], reason text)
    where f.org_id = ${orgId} and f.id = g.id and f.state = ${from}`.execute(tx)
}
