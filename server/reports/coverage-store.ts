import { sql } from 'kysely'
import { stateIn } from '../followups/index.ts'
import { CALL_STATES } from '../followups/rules.ts'
import type { Actor } from '../platform/actor.ts'
import { unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'

/** Counting stops here: what is wrong is known long before. */
export const COUNT_TO = 10_000

/** What a rule says. */
export interface CoverageContent {
  name: string
  branchId: string
  stage: string | null
  tag: string | null
  days: number
}

export interface CoverageRule extends CoverageContent {
  id: string
  branchName: string
  version: number
  /** Whom its alerts are for; nobody named are all who plan. */
  told: { id: string; name: string }[]
  /** When it was last looked by this rule whom to tell of. */
  checkedAt: Temporal.Instant | null
}

const RULE = sql`
  select r.id, r.name, r.branch_id as "branchId", b.name as "branchName", r.stage, r.tag, r.days, r.version,
    r.checked_at as "checkedAt", coalesce((
      select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id)
      from coverage_told k join staff p on p.org_id = k.org_id and p.id = k.staff_id
      where k.org_id = r.org_id and k.rule_id = r.id), '[]') as told
  from coverage_rule r join branch b on b.org_id = r.org_id and b.id = r.branch_id`

export async function coverageRules(tx: Tx, actor: Actor): Promise<CoverageRule[]> {
  const { rows } = await sql<CoverageRule>`
    ${RULE} where r.org_id = ${actor.orgId} and r.branch_id = any (${[...actor.branchIds]}::uuid[])
    order by r.created_at, r.id limit 100`.execute(tx)
  return rows
}

export async function coverageRule(tx: Tx, actor: Actor, id: string): Promise<CoverageRule | undefined> {
  const { rows } = await sql<CoverageRule>`
    ${RULE} where r.org_id = ${actor.orgId} and r.id = ${id} and r.branch_id = any (${[...actor.branchIds]}::uuid[])`.execute(
    tx,
  )
  return rows[0]
}

/** The same, held until the transaction ends, so that nobody plans for its customers at the same time. */
export async function lockCoverageRule(tx: Tx, actor: Actor, id: string): Promise<CoverageRule | undefined> {
  await sql`select from coverage_rule r where r.org_id = ${actor.orgId} and r.id = ${id} for update`.execute(tx)
  return coverageRule(tx, actor, id)
}

export async function insertCoverageRule(tx: Tx, actor: Actor, given: CoverageContent): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into coverage_rule (org_id, branch_id, name, stage, tag, days, created_by, created_at, updated_at)
    values (${actor.orgId}, ${given.branchId}, ${given.name}, ${given.stage}, ${given.tag}, ${given.days},
      ${actor.staffId}, ${actor.now}, ${actor.now}) returning id`.execute(tx)
  return rows[0]!.id
}

/** Changes a rule, and its alerts with its branch. One that begins anew has not been looked by yet. */
export async function updateCoverageRule(
  tx: Tx,
  { orgId, now }: Actor,
  id: string,
  { name, branchId, stage, tag, days }: CoverageContent,
  isAnew: boolean,
): Promise<void> {
  await sql`
    update coverage_rule set name = ${name}, branch_id = ${branchId}, stage = ${stage}, tag = ${tag}, days = ${days},
      version = version + 1, updated_at = ${now}
      ${isAnew ? sql`, checked_at = null, alone = null` : sql``}
    where org_id = ${orgId} and id = ${id}`.execute(tx)
  for (const table of ['coverage_alone', 'coverage_alert']) {
    await sql`
      update ${sql.table(table)} set branch_id = ${branchId}
      where org_id = ${orgId} and rule_id = ${id} and branch_id <> ${branchId}`.execute(tx)
  }
}

export async function deleteCoverageRule(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from coverage_rule where org_id = ${actor.orgId} and id = ${id}
      and branch_id = any (${[...actor.branchIds]}::uuid[])`.execute(tx)
  return Number(numAffectedRows ?? 0) === 1
}

/** Customers `c` a rule is about. */
export const isMeant = (actor: Actor, rule: CoverageRule, branchIds: readonly string[]) => sql`
  c.org_id = ${actor.orgId} and c.branch_id = any (${[...branchIds]}::uuid[]) and c.merged_into is null
  ${rule.stage ? sql`and c.stage = ${rule.stage}` : sql``} ${rule.tag ? sql`and ${rule.tag} = any (c.tags)` : sql``}`

/** A customer who is here that long and was not spoken to since; a new one is not left alone yet. */
export const isUncovered = (actor: Actor, rule: CoverageRule) => {
  const since = actor.now.subtract({ hours: 24 * rule.days })
  return sql`c.created_at < ${since} and not exists (
    select from spoken s where s.id = c.id)`
}

export const spoken = (actor: Actor, rule: CoverageRule) => sql`
  spoken as materialized (
    select s as id from customers_spoken_to_since(${actor.orgId}, ${actor.now.subtract({ hours: 24 * rule.days })}) s)`

const isPlanned = sql`exists (
  select from followup f where f.org_id = c.org_id and f.customer_id = c.id
    and ${stateIn(CALL_STATES)})`

/** How many customers a rule is about, how many of them are left alone, and how many of those have a follow-up waiting. */
export async function countUncovered(tx: Tx, actor: Actor, rule: CoverageRule, branchIds: readonly string[]) {
  const { rows } = await sql<{ customers: number; uncovered: number; planned: number }>`
    with ${spoken(actor, rule)},
    meant as (select c.id from customer c where ${isMeant(actor, rule, branchIds)} limit ${COUNT_TO}),
    alone as (
      select ${isPlanned} as planned from customer c
      where ${isMeant(actor, rule, branchIds)} and ${isUncovered(actor, rule)} limit ${COUNT_TO})
    select (select count(*) from meant) as customers, count(*) as uncovered, count(*) filter (where planned) as planned
    from alone`.execute(tx)
  return rows[0]!
}

export interface UncoveredRow {
  customerId: string
  name: string
  branchName: string
  ownerName: string | null
  stage: string | null
  tags: string[]
  lastSpokenAt: Temporal.Instant | null
  createdAt: Temporal.Instant
  /** Since when he is alone: last spoken to, or became a customer. */
  aloneSince: Temporal.Instant
  plannedFor: Temporal.Instant | null
}

/** What a list of those left alone is narrowed by; what is left out does not narrow. */
export interface UncoveredFilter {
  /** With all branches below it. */
  branchId?: string | undefined
  ownerId?: string | undefined
  /** Whether a follow-up is waiting. */
  planned?: 'yes' | 'no' | undefined
  /** Those an alert found to be new. */
  alertId?: string | undefined
  customerIds?: readonly string[] | undefined
}

function narrowing({ orgId }: Actor, { id: ruleId }: CoverageRule, filter: UncoveredFilter) {
  const { branchId, ownerId, planned, alertId, customerIds } = filter
  return sql`
    ${
      branchId
        ? sql`and c.branch_id in (with recursive down as (
            select id from branch where org_id = ${orgId} and id = ${branchId}
            union all
            select b.id from branch b join down d on b.parent_id = d.id where b.org_id = ${orgId})
          select id from down)`
        : sql``
    }
    ${ownerId ? sql`and c.owner_id = ${ownerId}` : sql``}
    ${planned ? sql`and ${planned === 'no' ? sql`not` : sql``} ${isPlanned}` : sql``}
    ${
      alertId
        ? sql`and c.id in (
            select k.customer_id from coverage_alone k join coverage_alert a
              on a.org_id = k.org_id and a.rule_id = k.rule_id and a.at = k.found_at
            where a.org_id = ${orgId} and a.id = ${alertId} and a.rule_id = ${ruleId})`
        : sql``
    }
    ${customerIds ? sql`and c.id = any (${[...customerIds]}::uuid[])` : sql``}`
}

/** The customers a rule finds, longest alone first, of the first 10,000 found. */
export async function uncoveredPage(
  tx: Tx,
  actor: Actor,
  rule: CoverageRule,
  branchIds: readonly string[],
  { cursor, limit, ...filter }: UncoveredFilter & { cursor?: string | undefined; limit: number },
): Promise<UncoveredRow[]> {
  const after = unpackCursor(cursor, ['instant', 'id'])
  const { rows } = await sql<UncoveredRow>`
    with ${spoken(actor, rule)},
    alone as (
      select c.id, c.name, c.branch_id, c.owner_id, c.stage, c.tags, c.created_at
      from customer c
      where ${isMeant(actor, rule, branchIds)} and ${isUncovered(actor, rule)} ${narrowing(actor, rule, filter)}
      limit ${COUNT_TO}),
    dated as (
      select a.*, l.last, coalesce(l.last, a.created_at) as since
      from alone a cross join lateral (select last_spoken_to(${actor.orgId}, a.id) as last) l)
    select d.id as "customerId", d.name, b.name as "branchName", s.name as "ownerName", d.stage, d.tags,
      d.last as "lastSpokenAt", d.created_at as "createdAt", d.since as "aloneSince",
      (select min(f.due_at) from followup f
        where f.org_id = ${actor.orgId} and f.customer_id = d.id and ${stateIn(CALL_STATES)}) as "plannedFor"
    from dated d
    join branch b on b.org_id = ${actor.orgId} and b.id = d.branch_id
    left join staff s on s.org_id = ${actor.orgId} and s.id = d.owner_id
    where true ${after ? sql`and (d.since, d.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by d.since, d.id limit ${limit + 1}`.execute(tx)
  return rows
}
