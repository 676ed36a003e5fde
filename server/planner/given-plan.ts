import { sql } from 'kysely'
import { as, type GivenOrganisation, TUESDAY_10_AM, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { cancelPlan, type Progress, runPlan, startPlan } from './run-plan.ts'
import type { RunRow } from './store.ts'
import { wishPage, writeWishes } from './wish-store.ts'

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

/** A wish for a day of a follow-up; answers its id. */
export async function givenWish(boss: Actor, followupId: string): Promise<string> {
  const day = boss.now.add({ hours: 48 }).toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
  return as(boss, async tx => {
    await writeWishes(tx, boss, [{ followupId, day }], '客户要求')
    return (await wishPage(tx, boss, { today: day, followupIds: [followupId], limit: 1 }))[0]!.id
  })
}
