import { sql } from 'kysely'
import type { Purpose } from '../campaigns/rules.ts'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'
import { CARRY_AHEAD_HOURS, CARRY_LOOK_AT } from './carry-rules.ts'
import { freeCarried } from './leave-store.ts'
import { planToday } from './plan-in-force-store.ts'
import { IN_HAND_STATES, QUEUED_STATES } from './rules.ts'
import { stateIn } from './situation-store.ts'
import { type FollowupRow, followups, named } from './store.ts'

/** Follow-ups in the hands of agents of one scope, at one instant. */
type InHands = readonly { actor: Actor; followup: Pick<FollowupRow, 'id' | 'customerId' | 'teamId'> }[]

/**
 * What else waits for the customers of follow-ups that were just handed out and may be spoken about with them: due
 * now or soon, of campaigns that run, needing no skill that the agent does not have, of a team of his or of that
 * follow-up's, not kept for somebody else, not with a supervisor. What the plan in force carries in this very contact, on a
 * day that has come, may be of any team. Held until the transaction ends; what somebody else holds is passed over. The
 * caller holds the customers.
 */
export async function holdCompanions(tx: Tx, handed: InHands): Promise<Map<string, FollowupRow[]>> {
  const { orgId, now, branchIds } = handed[0]!.actor
  const leads = handed.map(({ actor: { staffId }, followup: { id, customerId, teamId } }) => ({
    ...{ id, customerId, teamId, staffId },
  }))
  const { rows } = await sql<FollowupRow>`
    with plan as materialized (${planToday({ orgId, now })}),
    companion as materialized (
      select f.* from jsonb_to_recordset(${JSON.stringify(leads)}::jsonb)
        as l (id uuid, "customerId" uuid, "teamId" uuid, "staffId" uuid)
      join staff s on s.org_id = ${orgId} and s.id = l."staffId"
      cross join lateral (
        select f.* from followup f
        cross join lateral (
          select exists (select from plan join plan_entry e on e.org_id = ${orgId} and e.run_id = plan.id
            where e.followup_id = f.id and e.outcome = 'carried' and e.other_followup_id = l.id
              and e.planned_on <= plan.today) as "isPlanned") p
        where f.org_id = ${orgId} and f.customer_id = l."customerId" and f.id <> l.id
          and ${stateIn(QUEUED_STATES)} and 'phone' = any (f.channels)
          and f.skills <@ s.skills and not f.with_supervisor and f.not_by is distinct from l."staffId"
          and coalesce(f.reserved_for, f.assigned_to, l."staffId") = l."staffId"
          and f.branch_id = any (${asArray(branchIds)}::uuid[])
          and (p."isPlanned" or f.team_id = l."teamId" or f.team_id in (
            select t.team_id from team_member t where t.org_id = ${orgId} and t.staff_id = l."staffId"))
          and (p."isPlanned" or f.due_at <= ${now.add({ hours: CARRY_AHEAD_HOURS })}) and f.expires_at > ${now}
          and (f.appointment_at is null or f.appointment_at <= ${now})
          and (f.campaign_id is null or f.campaign_id in (
            select m.id from campaign m join organisation o on o.id = m.org_id
            where m.org_id = ${orgId} and m.state = 'running' and m.skills <@ s.skills
              and (${now}::timestamptz at time zone o.time_zone)::date between m.valid_from and m.valid_until))
        order by p."isPlanned" desc, f.priority desc, f.due_at, f.id limit ${sql.lit(CARRY_LOOK_AT)}
        for update of f skip locked) f)
    ${named(sql`companion`)}`.execute(tx)
  return Map.groupBy(rows, ({ customerId }) => customerId)
}

/** Lets follow-ups in hand carry others that are held. */
export async function setCarried(
  tx: Tx,
  { orgId }: Actor,
  carried: readonly { followupId: string; ledBy: string }[],
): Promise<void> {
  const [ids, leads] = [carried.map(({ followupId }) => followupId), carried.map(({ ledBy }) => ledBy)]
  await sql`
    update followup f set state = 'carried', carried_by = g.led_by, held = '[]'
    from unnest(${asArray(ids)}::uuid[], ${asArray(leads)}::uuid[]) as g (id, led_by)
    where f.org_id = ${orgId} and f.id = g.id and ${stateIn(QUEUED_STATES)}`.execute(tx)
}

/** What a follow-up carries now, in the actor's branches. */
export function carriedBy(tx: Tx, actor: Actor, leadId: string): Promise<FollowupRow[]> {
  return followups(tx, actor, sql`and f.carried_by = ${leadId} and f.state = 'carried'`)
}

/** Lets follow-ups of these ids that are carried wait again. */
export function freeThese(tx: Tx, { orgId }: Pick<Actor, 'orgId'>, ids: readonly string[]): Promise<number> {
  return freeCarried(tx, orgId, sql`f.id = any (${asArray(ids)}::uuid[])`)
}

/**
 * Lets what is carried by a follow-up that is in nobody's hands, or of another customer by now, wait again; answers how
 * many. What somebody holds is left for the next round: who tidies up holds no customers, so he must not wait.
 */
export function freeAbandoned(tx: Tx, { orgId }: Pick<Actor, 'orgId'>): Promise<number> {
  return freeCarried(
    tx,
    orgId,
    sql`f.id = any (array(
      select a.id from followup a
      where a.org_id = ${orgId} and a.state = 'carried' and not exists (
        select from followup l where l.org_id = a.org_id and l.id = a.carried_by and l.state = 'handed-out'
          and l.customer_id = a.customer_id)
      order by a.id for update skip locked))`,
  )
}

/** Another follow-up that was, or is, spoken about in the same call. */
export interface Together {
  id: string
  purpose: Purpose
  reason: string
}

/** What is spoken about in the same call as a follow-up, or was in a conversation; in the actor's branches. */
export async function togetherWith(tx: Tx, actor: Actor, followupId: string): Promise<Together[]> {
  const { orgId } = actor
  const { rows } = await sql<Together>`
    with own as (select id, state, carried_by from followup where org_id = ${orgId} and id = ${followupId}),
    call as (
      select a.contact_id as id from attempt a
      where a.org_id = ${orgId} and a.followup_id = ${followupId} and a.contact_id is not null),
    other as (
      select l.id from own join followup l on l.org_id = ${orgId} and ${stateIn(IN_HAND_STATES, sql`l.state`)}
        and (l.id = own.carried_by or l.carried_by in (own.id, own.carried_by))
      union
      select unnest(array[k.followup_id, k.led_by])
      from call join contact_carried k on k.org_id = ${orgId} and k.contact_id = call.id)
    select f.id, f.purpose, f.reason from other join followup f on f.org_id = ${orgId} and f.id = other.id
    where f.id <> ${followupId} and f.branch_id = any (${[...actor.branchIds]}::uuid[])
    order by f.id limit 20`.execute(tx)
  return rows
}
