import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Policy } from './rules.ts'

export interface PolicyRow extends Policy {
  createdByName: string | null
  createdAt: Temporal.Instant | null
}

/** The newest version of an organisation's policy; `undefined` when it never stated one. */
export async function newestPolicy(tx: Tx, orgId: string): Promise<PolicyRow | undefined> {
  const { rows } = await sql<PolicyRow>`
    select p.version, p.cap_conversations as "capConversations", p.cap_attempts as "capAttempts",
      p.cap_days as "capDays", p.gap_days as "gapDays", p.attempt_gap_minutes as "attemptGapMinutes",
      p.workday_windows as "workdayWindows", p.rest_day_windows as "restDayWindows",
      p.holiday_windows as "holidayWindows", s.name as "createdByName", p.created_at as "createdAt"
    from contact_policy p left join staff s on s.org_id = p.org_id and s.id = p.created_by
    where p.org_id = ${orgId} order by p.version desc limit 1`.execute(tx)
  return rows[0]
}

/** Adds the next version of the policy; two at once get two versions, one after the other. */
export async function insertPolicy(tx: Tx, actor: Actor, policy: Omit<Policy, 'version'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`contact-policy ${actor.orgId}`}, 0))`.execute(tx)
  await sql`
    insert into contact_policy (org_id, version, cap_conversations, cap_attempts, cap_days, gap_days,
      attempt_gap_minutes, workday_windows, rest_day_windows, holiday_windows, created_by, created_at)
    select ${actor.orgId}, coalesce(max(version), 0) + 1, ${policy.capConversations}, ${policy.capAttempts},
      ${policy.capDays}, ${policy.gapDays}, ${policy.attemptGapMinutes}, ${JSON.stringify(policy.workdayWindows)},
      ${JSON.stringify(policy.restDayWindows)}, ${JSON.stringify(policy.holidayWindows)}, ${actor.staffId}, ${actor.now}
    from contact_policy where org_id = ${actor.orgId}`.execute(tx)
}
