import { sql } from 'kysely'
import { currentRunId } from '../followups/index.ts'
import { as, type GivenOrganisation, TUESDAY_10_AM, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Outcome } from './outcome-rules.ts'
import { movePage, writeMoves } from './plan-move-store.ts'
import { cancelPlan, type Progress, runPlan, startPlan } from './run-plan.ts'
import type { RunRow } from './store.ts'

/** The first day that is planned at `TUESDAY_10_AM`. */
export const TODAY = TUESDAY_10_AM.toZonedDateTimeISO('Asia/Shanghai').toPlainDate()

/** Hours of each of the next days, `null` for none. */
export type GivenHours = readonly (readonly [string, string] | null)[]
export const ALWAYS: GivenHours = Array.from({ length: 28 }, () => ['10:00', '18:00'] as const)

/** Lets somebody work in these hours on the next days, whatever the calendar says. */
export async function givenHours(org: GivenOrganisation, agent: Actor, hours: GivenHours): Promise<void> {
  for (const [ahead, span] of hours.entries()) {
    const windows = JSON.stringify(span ? [{ from: span[0], to: span[1] }] : [])
    await as(org.owner, tx =>
      sql`insert into shift (org_id, staff_id, day, windows, note, changed_by, changed_at)
        values (${org.orgId}, ${agent.staffId}, ${TODAY.add({ days: ahead }).toString()}::date, ${windows}::jsonb, '',
          ${org.owner.staffId}, now())`.execute(tx),
    )
  }
}

/** Plans everything, as somebody or the owner; answers the progress that was told. */
export async function givenPlan(org: GivenOrganisation, actor = org.owner): Promise<Progress[]> {
  const run = await as(actor, tx => startPlan(tx, actor))
  const told: Progress[] = []
  const go = new AbortController().signal
  await runPlan(testDatabase(), { orgId: org.orgId, runId: run.id }, go, at => told.push(at))
  return told
}

/** A run that was begun and cancelled, so that nothing waits for it. */
export async function givenRun(boss: Actor): Promise<RunRow> {
  return as(boss, async tx => cancelPlan(tx, boss, (await startPlan(tx, boss)).id))
}

/** A follow-up moved to another day; answers the id of the move. */
export async function givenMove(boss: Actor, followupId: string): Promise<string> {
  const day = boss.now.add({ hours: 48 }).toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
  return as(boss, async tx => {
    await writeMoves(tx, boss, [{ followupId, day }], '客户要求')
    return (await movePage(tx, boss, { today: day, followupIds: [followupId], limit: 1 }))[0]!.id
  })
}

/** How a follow-up is planned, with the names of the other in play. */
interface EntryRow {
  followupId: string
  plannedOn: Temporal.PlainDate | null
  outcome: Outcome
  expiresAt: Temporal.Instant
  otherFollowupId: string | null
  otherCustomerName: string | null
  otherPurpose: string | null
  otherCampaignName: string | null
  otherPlannedOn: Temporal.PlainDate | null
}

/** How the plan in force has a follow-up of the actor's branches; nothing when it came later or is not planned. */
export async function entryOf(tx: Tx, actor: Actor, followupId: string): Promise<EntryRow | undefined> {
  const mine = sql`any (${[...actor.branchIds]}::uuid[])`
  const { rows } = await sql<EntryRow>`
    select e.followup_id as "followupId", e.planned_on as "plannedOn", e.outcome, f.expires_at as "expiresAt",
      o.id as "otherFollowupId", c.name as "otherCustomerName", o.purpose as "otherPurpose", m.name as "otherCampaignName",
      oe.planned_on as "otherPlannedOn"
    from plan_entry e
    join followup f on f.org_id = e.org_id and f.id = e.followup_id
    left join followup o on o.org_id = e.org_id and o.id = e.other_followup_id and o.branch_id = ${mine}
    left join customer c on c.org_id = o.org_id and c.id = o.customer_id
    left join campaign m on m.org_id = o.org_id and m.id = o.campaign_id
    left join plan_entry oe on oe.org_id = e.org_id and oe.run_id = e.run_id and oe.followup_id = o.id
    where e.org_id = ${actor.orgId} and e.run_id = (${currentRunId(actor.orgId)}) and e.followup_id = ${followupId}
      and f.branch_id = ${mine}`.execute(tx)
  return rows[0]
}
