import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import { COUNT_TO, type CoverageRule, isMeant, isUncovered, spoken } from './coverage-store.ts'
import { isForMe } from './coverage-told-store.ts'

/** Of so many new ones the ids are told. */
const TOLD_AT_MOST = 100

export interface CoverageChecked {
  /** Left alone now; counting stops at 10,000. */
  alone: number
  /** Of them not found by the check before. */
  newly: number
  customerIds: string[]
  /** There was none before: nothing can be new. */
  first: boolean
}

/**
 * Writes down whom a rule finds left alone now and forgets who is no more; answers who is new. One statement whatever
 * the number. Past the 10,000 that are counted nobody is told apart as new.
 */
export async function checkRule(
  tx: Tx,
  actor: Actor,
  rule: CoverageRule,
  branchIds: readonly string[],
): Promise<CoverageChecked> {
  const { orgId, now } = actor
  const { rows } = await sql<CoverageChecked>`
    with ${spoken(actor, rule)},
    alone as materialized (
      select c.id from customer c where ${isMeant(actor, rule, branchIds)} and ${isUncovered(actor, rule)}
      order by c.id limit ${COUNT_TO}),
    before as (
      select r.checked_at is null as first, (select count(*) from alone) as alone from coverage_rule r
      where r.org_id = ${orgId} and r.id = ${rule.id}),
    gone as (
      delete from coverage_alone k where k.org_id = ${orgId} and k.rule_id = ${rule.id}
        and not exists (select from alone a where a.id = k.customer_id)),
    fresh as (
      insert into coverage_alone (org_id, rule_id, customer_id, branch_id, found_at)
      select ${orgId}, ${rule.id}, a.id, ${rule.branchId}, ${now} from alone a
      on conflict do nothing returning customer_id),
    checked as (
      update coverage_rule r set checked_at = ${now}, alone = b.alone from before b
      where r.org_id = ${orgId} and r.id = ${rule.id})
    select b.first, b.alone, case when b.alone < ${COUNT_TO} then (select count(*) from fresh) else 0 end as newly,
      coalesce((select array_agg(customer_id) from (
        select customer_id from fresh order by customer_id limit ${TOLD_AT_MOST}) f), '{}') as "customerIds"
    from before b`.execute(tx)
  return rows[0]!
}

export async function insertCoverageAlert(
  tx: Tx,
  actor: Actor,
  rule: CoverageRule,
  { newly, alone }: Pick<CoverageChecked, 'newly' | 'alone'>,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into coverage_alert (org_id, rule_id, branch_id, at, newly, alone)
    values (${actor.orgId}, ${rule.id}, ${rule.branchId}, ${actor.now}, ${newly}, ${alone}) returning id`.execute(tx)
  return rows[0]!.id
}

export interface CoverageAlertRow {
  id: string
  ruleId: string
  ruleName: string
  branchName: string
  days: number
  at: Temporal.Instant
  newly: number
  alone: number
  notedAt: Temporal.Instant | null
  notedByName: string | null
}

/** The alerts of the actor's branches, newest first; one more than `limit`. */
export async function coverageAlertPage(
  tx: Tx,
  actor: Actor,
  asked: { open?: boolean; forMe?: boolean; cursor?: string | undefined; limit: number },
): Promise<CoverageAlertRow[]> {
  const after = unpackCursor(asked.cursor, ['id'])
  const { rows } = await sql<CoverageAlertRow>`
    select a.id, a.rule_id as "ruleId", r.name as "ruleName", b.name as "branchName", r.days, a.at, a.newly, a.alone,
      a.noted_at as "notedAt", s.name as "notedByName"
    from coverage_alert a
    join coverage_rule r on r.org_id = a.org_id and r.id = a.rule_id
    join branch b on b.org_id = a.org_id and b.id = a.branch_id
    left join staff s on s.org_id = a.org_id and s.id = a.noted_by
    where a.org_id = ${actor.orgId} and a.branch_id = any (${[...actor.branchIds]}::uuid[])
      ${asked.open ? sql`and a.noted_at is null` : sql``} ${asked.forMe ? sql`and ${isForMe(actor)}` : sql``}
      ${after ? sql`and a.id < ${after[0]}::uuid` : sql``}
    order by a.id desc limit ${asked.limit + 1}`.execute(tx)
  return rows
}

/** Marks an alert as seen to; `false` where there is none of this id in the actor's branches. Noted before it stays so. */
export async function markNoted(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const { rows } = await sql`
    update coverage_alert set noted_by = coalesce(noted_by, ${actor.staffId}), noted_at = coalesce(noted_at, ${actor.now})
    where org_id = ${actor.orgId} and id = ${id} and branch_id = any (${[...actor.branchIds]}::uuid[])
    returning id`.execute(tx)
  return rows.length > 0
}

/** How many customers the rules of branches found left alone at their last check, and how many alerts nobody has noted. */
export async function coverageNow(tx: Tx, orgId: string, branchIds: readonly string[]) {
  const of = sql`org_id = ${orgId} and branch_id = any (${[...branchIds]}::uuid[])`
  const { rows } = await sql<{ rules: number; alone: number; newly: number }>`
    select (select count(*) from coverage_rule where ${of}) as rules,
      (select count(distinct customer_id) from coverage_alone where ${of}) as alone,
      (select coalesce(sum(newly), 0) from coverage_alert where ${of} and noted_at is null) as newly`.execute(tx)
  return rows[0]!
}

/** Customers newly left alone between two instants, for a report that tells of those days. */
export async function newlyAlone(
  tx: Tx,
  orgId: string,
  branchIds: readonly string[],
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<number> {
  const { rows } = await sql<{ newly: number }>`
    select coalesce(sum(newly), 0) as newly from coverage_alert
    where org_id = ${orgId} and branch_id = any (${[...branchIds]}::uuid[]) and at >= ${from} and at < ${to}`.execute(
    tx,
  )
  return rows[0]!.newly
}
