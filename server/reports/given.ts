import { sql } from 'kysely'
import type { CampaignChannel } from '../campaigns/rules.ts'
import type { OutcomeCode } from '../followups/rules.ts'
import { as, type GivenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { givenScript } from '../scripts/given.ts'
import { type TodayAsked, todayReport } from './today.ts'

export interface GivenFollowup {
  branchId: string
  campaignId?: string | null
  channels?: readonly CampaignChannel[]
  state?: 'waiting' | 'to-mail' | 'done' | 'closed'
  dueAt: string
  settledAt?: string
  closedReason?: string
  lastOutcome?: OutcomeCode
  held?: boolean
  appointmentAt?: string
  scriptId?: string
  answers?: Record<string, unknown>
  /** Attempts by an agent: when each ended, with which outcome, after how many minutes. */
  attempts?: { by: Actor; at: string; outcome: OutcomeCode; minutes?: number }[]
}

/** A customer of a branch, without contact points. */
export async function givenCustomerRow(org: GivenOrganisation, branchId: string): Promise<string> {
  const id = newId()
  await as(org.owner, tx =>
    tx
      .insertInto('customer')
      .values({
        org_id: org.orgId,
        id,
        branch_id: branchId,
        name: '王芳',
        created_at: org.owner.now,
        updated_at: org.owner.now,
      })
      .execute(),
  )
  return id
}

const heldUntil = (until: string) => ({
  rule: 'cap',
  code: 'attempt-cap',
  facts: { cap: 10, count: 10, days: 30, until, timeZone: 'Asia/Shanghai' },
})

/** Follow-ups as they would stand in the database after the work described, each with a customer of its own. */
export async function givenFollowups(org: GivenOrganisation, followups: readonly GivenFollowup[]): Promise<string[]> {
  const script = await givenScript(org.owner, { name: `话术 ${newId()}` })
  const ids: string[] = []
  for (const given of followups) {
    const customerId = await givenCustomerRow(org, given.branchId)
    const id = newId()
    ids.push(id)
    await as(org.owner, async tx => {
      await tx
        .insertInto('followup')
        .values({
          org_id: org.orgId,
          id,
          customer_id: customerId,
          branch_id: given.branchId,
          team_id: org.teamId,
          campaign_id: given.campaignId ?? null,
          script_id: given.scriptId ?? script.id,
          answers: JSON.stringify(given.answers ?? {}),
          channels: [...(given.channels ?? ['phone'])],
          purpose: 'care',
          reason: '了解使用情况',
          priority: 5,
          max_attempts: 5,
          state: given.state ?? 'waiting',
          due_at: given.dueAt,
          expires_at: '2030-01-01T00:00:00Z',
          appointment_at: given.appointmentAt ?? null,
          held: JSON.stringify(given.held ? [heldUntil(given.dueAt)] : []),
          last_outcome: given.lastOutcome ?? given.attempts?.at(-1)?.outcome ?? null,
          closed_reason: given.closedReason ?? null,
          attempts: given.attempts?.length ?? 0,
          created_at: '2020-01-01T00:00:00Z',
          settled_at: given.settledAt ?? null,
        } as never)
        .execute()
      for (const attempt of given.attempts ?? []) {
        await sql`
          insert into attempt (org_id, followup_id, staff_id, started_at, ended_at, outcome)
          values (${org.orgId}, ${id}, ${attempt.by.staffId},
            ${attempt.at}::timestamptz - make_interval(mins => ${attempt.minutes ?? 1}), ${attempt.at}::timestamptz,
            ${attempt.outcome})`.execute(tx)
      }
    })
  }
  return ids
}

/** The report of a day as an actor sees it; by default of his own day. */
export const today = (actor: Actor, asked: TodayAsked = {}) => as(actor, tx => todayReport(tx, actor, asked, 'zh'))

/** A follow-up that one attempt ended on 17 November 2026. */
export function ended(by: Actor, outcome: OutcomeCode, at = '2026-11-17T11:00:00+08:00'): GivenFollowup {
  return {
    branchId: by.branchId,
    state: 'done',
    dueAt: '2026-11-17T09:30:00+08:00',
    settledAt: at,
    attempts: [{ by, at, outcome }],
  }
}
