import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { SurveyKind } from './survey-contract.ts'

export interface SurveyRow {
  shownId: string | null
  asOf: Temporal.Instant | null
  tookSeconds: number | null
  runningId: string | null
  startedAt: Temporal.Instant | null
  step: number
  steps: number
}

/** How a survey of all customers stands; `undefined` when there never was one. */
export async function surveyOf(tx: Tx, orgId: string, kind: SurveyKind): Promise<SurveyRow | undefined> {
  const { rows } = await sql<SurveyRow>`
    select shown_id as "shownId", as_of as "asOf", took_seconds as "tookSeconds", running_id as "runningId",
      started_at as "startedAt", step, steps
    from customer_survey where org_id = ${orgId} and kind = ${kind}`.execute(tx)
  return rows[0]
}

/** Begins a survey unless one is under way that began after `lost`; answers whether it did. */
export async function beginSurvey(
  tx: Tx,
  actor: Actor,
  given: { kind: SurveyKind; id: string; lost: Temporal.Instant },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into customer_survey as s (org_id, kind, running_id, started_at)
    values (${actor.orgId}, ${given.kind}, ${given.id}, ${actor.now})
    on conflict (org_id, kind) do update set running_id = excluded.running_id, started_at = excluded.started_at, step = 0,
      steps = 0
    where s.running_id is null or s.started_at < ${given.lost}`.execute(tx)
  return numAffectedRows === 1n
}

/** Counts a step of a survey under way; false when it is under way no more. */
export async function noteStep(
  tx: Tx,
  orgId: string,
  given: { kind: SurveyKind; id: string; step: number; steps: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update customer_survey set step = ${given.step}, steps = ${given.steps}
    where org_id = ${orgId} and kind = ${given.kind} and running_id = ${given.id}`.execute(tx)
  return numAffectedRows === 1n
}

/** Shows what a survey found instead of the one before. @param asOf when it began */
export async function endSurvey(
  tx: Tx,
  orgId: string,
  given: { kind: SurveyKind; id: string; asOf: Temporal.Instant; tookSeconds: number },
): Promise<void> {
  await sql`
    update customer_survey set shown_id = running_id, as_of = ${given.asOf}, took_seconds = ${given.tookSeconds},
      running_id = null, started_at = null
    where org_id = ${orgId} and kind = ${given.kind} and running_id = ${given.id}`.execute(tx)
}

/** Gives a survey up that could not be finished; what was shown before stays. */
export async function dropSurvey(tx: Tx, orgId: string, kind: SurveyKind, id: string): Promise<void> {
  await sql`
    update customer_survey set running_id = null, started_at = null
    where org_id = ${orgId} and kind = ${kind} and running_id = ${id}`.execute(tx)
}

/** Forgets what surveys of a table found that are neither shown nor under way. */
export async function forgetFound(tx: Tx, orgId: string, table: string, kind: SurveyKind): Promise<void> {
  await sql`
    delete from ${sql.table(table)} t where t.org_id = ${orgId} and t.survey_id not in (
      select unnest(array_remove(array[s.shown_id, s.running_id], null)) from customer_survey s
      where s.org_id = ${orgId} and s.kind = ${kind})`.execute(tx)
}

/** Whether a customer was added or changed since an instant. */
export async function isChangedSince(tx: Tx, orgId: string, since: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    select exists (select from customer c where c.org_id = ${orgId} and c.updated_at > ${since}) as changed`.execute(tx)
  return rows[0]?.changed ?? false
}

/** What two customers of a pair have in common, and whom a way of looking compares. */
interface Way {
  reason: 'phone' | 'name-and-branch' | 'name-and-last-four'
  same: RawBuilder<unknown>
  joined: RawBuilder<unknown>
  condition: RawBuilder<unknown>
}

const joinedPoints = sql`join contact_point p on p.org_id = c.org_id and p.customer_id = c.id`

export const WAYS: readonly Way[] = [
  {
    reason: 'phone',
    same: sql`p.identifier_id`,
    joined: joinedPoints,
    condition: sql`p.state in ('valid', 'doubtful') and p.ended_at is null`,
  },
  {
    reason: 'name-and-branch',
    same: sql`c.branch_id, c.name_key`,
    joined: sql``,
    condition: sql`c.kind = 'organisation' and c.name_key <> ''`,
  },
  {
    reason: 'name-and-last-four',
    same: sql`c.name_key, i.last_four`,
    joined: sql`${joinedPoints} join identifier i on i.org_id = p.org_id and i.id = p.identifier_id`,
    condition: sql`c.kind = 'person' and c.name_key <> '' and p.kind = 'phone'`,
  },
]

/**
 * Keeps the pairs that one way of looking finds. Of several who may be one, neighbours are paired, among all and among
 * those of one branch; the next pair appears when these are done.
 */
// Each way sorts once what it compares: of a million customers with common names all pairs would be tens of millions.
export async function keepPairs(tx: Tx, orgId: string, surveyId: string, way: Way): Promise<void> {
  await sql`
    with alike as (
      select c.id, c.branch_id, lag(c.id) over among as before, lag(c.branch_id) over among as before_branch,
        lag(c.id) over in_branch as before_there
      from customer c ${way.joined} where c.org_id = ${orgId} and ${way.condition}
      window among as (partition by ${way.same} order by c.id),
        in_branch as (partition by ${way.same}, c.branch_id order by c.id)
    ), pair as (
      select distinct f.first_id, f.first_branch_id, a.id as second_id, a.branch_id as second_branch_id
      from alike a cross join lateral (
        values (a.before, a.before_branch), (a.before_there, a.branch_id)) as f (first_id, first_branch_id)
      where f.first_id < a.id
    )
    insert into customer_pair as p (org_id, survey_id, first_id, second_id, first_branch_id, second_branch_id, reasons,
      strength)
    select ${orgId}, ${surveyId}, first_id, second_id, first_branch_id, second_branch_id, array[${way.reason}::text], 1
    from pair
    on conflict (org_id, survey_id, first_id, second_id) do update set reasons = p.reasons || excluded.reasons,
      strength = p.strength + 1`.execute(tx)
}
