import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { asTexts, type Tx } from '../platform/database.ts'
import type { SurveyKind } from './survey-contract.ts'

export interface SurveyRow {
  shownId: string | null
  asOf: Temporal.Instant | null
  tookSeconds: number | null
  /** How long the last look worked, rests left out. */
  workedMs: number
  runningId: string | null
  startedAt: Temporal.Instant | null
  step: number
  steps: number
}

/** How a survey of all customers stands; `undefined` when there never was one. */
export async function surveyOf(tx: Tx, orgId: string, kind: SurveyKind): Promise<SurveyRow | undefined> {
  const { rows } = await sql<SurveyRow>`
    select shown_id as "shownId", as_of as "asOf", took_seconds as "tookSeconds", worked_ms as "workedMs",
      running_id as "runningId",
      started_at as "startedAt", step, steps
    from customer_survey where org_id = ${orgId} and kind = ${kind}`.execute(tx)
  return rows[0]
}

/** Begins a survey unless one is under way; answers whether it did. */
export async function beginSurvey(tx: Tx, actor: Actor, given: { kind: SurveyKind; id: string }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into customer_survey as s (org_id, kind, running_id, started_at, heard_at)
    values (${actor.orgId}, ${given.kind}, ${given.id}, ${actor.now}, ${actor.now})
    on conflict (org_id, kind) do update set running_id = excluded.running_id, started_at = excluded.started_at,
      heard_at = excluded.heard_at, worker = null, step = 0, steps = 0, position = null, worked_ms = 0
    where s.running_id is null`.execute(tx)
  return numAffectedRows === 1n
}

/** The survey under way of which nothing was heard since an instant; it counts as heard of now. */
export async function silentSurvey(
  tx: Tx,
  actor: Actor,
  given: { kind: SurveyKind; since: Temporal.Instant },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    update customer_survey set heard_at = ${actor.now}, worker = null
    where org_id = ${actor.orgId} and kind = ${given.kind} and running_id is not null and heard_at < ${given.since}
    returning running_id as id`.execute(tx)
  return rows[0]?.id
}

export interface Standing {
  step: number
  place: readonly string[] | null
}

/** Takes a survey under way that nobody works on; answers where it stands, `undefined` when there is nothing to do. */
export async function takeSurvey(
  tx: Tx,
  actor: Actor,
  given: { kind: SurveyKind; id: string; worker: string },
): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    update customer_survey set worker = ${given.worker}, heard_at = ${actor.now}
    where org_id = ${actor.orgId} and kind = ${given.kind} and running_id = ${given.id} and worker is null
    returning step, position as place`.execute(tx)
  return rows[0]
}

/** Lets a survey go, for whoever takes it next. */
export async function leaveSurvey(
  tx: Tx,
  orgId: string,
  given: { kind: SurveyKind; id: string; worker: string },
): Promise<void> {
  await sql`
    update customer_survey set worker = null, heard_at = '-infinity'
    where org_id = ${orgId} and kind = ${given.kind} and running_id = ${given.id} and worker = ${given.worker}`.execute(
    tx,
  )
}

/**
 * Keeps where a survey stands; false when it is another's by now. A crash may lose it together with what was found, so it
 * need not be on the disk when this is answered.
 */
export async function noteStanding(
  tx: Tx,
  orgId: string,
  given: { kind: SurveyKind; id: string; worker: string; now: Temporal.Instant; workedMs: number } & Standing & {
      steps: number
    },
): Promise<boolean> {
  const place = given.place && asTexts(given.place)
  const { rows } = await sql`
    update customer_survey set step = ${given.step}, steps = ${given.steps}, position = ${place}::text[],
      heard_at = ${given.now}, worked_ms = worked_ms + ${given.workedMs}
    where org_id = ${orgId} and kind = ${given.kind} and running_id = ${given.id} and worker = ${given.worker}
    returning set_config('synchronous_commit', 'off', true)`.execute(tx)
  return rows.length === 1
}

/** Shows what a survey found instead of the one before, as of when it began. */
export async function endSurvey(
  tx: Tx,
  orgId: string,
  given: { kind: SurveyKind; id: string; worker: string; now: Temporal.Instant },
): Promise<void> {
  await sql`
    update customer_survey set shown_id = running_id, as_of = started_at, running_id = null, started_at = null,
      took_seconds = round(extract(epoch from ${given.now}::timestamptz - started_at)), position = null, worker = null
    where org_id = ${orgId} and kind = ${given.kind} and running_id = ${given.id} and worker = ${given.worker}`.execute(
    tx,
  )
}

/** Gives a survey up that could not be finished; what was shown before stays. */
export async function dropSurvey(
  tx: Tx,
  orgId: string,
  given: { kind: SurveyKind; id: string; worker: string },
): Promise<void> {
  await sql`
    update customer_survey set running_id = null, started_at = null, worker = null, position = null
    where org_id = ${orgId} and kind = ${given.kind} and running_id = ${given.id} and worker = ${given.worker}`.execute(
    tx,
  )
}

/**
 * Forgets some of what surveys of a table found that are neither shown nor under way, so many at most; answers whether
 * there may be more.
 */
export async function forgetFound(
  tx: Tx,
  orgId: string,
  given: { table: string; kind: SurveyKind; limit: number },
): Promise<boolean> {
  const table = sql.table(given.table)
  const { rows } = await sql<{ id: string }>`
    with recursive found as (
      (select survey_id as id from ${table} where org_id = ${orgId} order by survey_id limit 1)
      union all
      select (select t.survey_id from ${table} t where t.org_id = ${orgId} and t.survey_id > f.id order by t.survey_id limit 1)
      from found f where f.id is not null
    )
    select id from found where id is not null and id not in (
      select unnest(array_remove(array[s.shown_id, s.running_id], null)) from customer_survey s
      where s.org_id = ${orgId} and s.kind = ${given.kind})
    limit 1`.execute(tx)
  const old = rows[0]?.id
  if (!old) return false
  await sql`
    delete from ${table} where ctid = any (array(
      select ctid from ${table} where org_id = ${orgId} and survey_id = ${old} limit ${given.limit}))
      and org_id = ${orgId}`.execute(tx)
  return true
}

/** Whether a customer was added or changed since an instant: the one changed last tells, whom an index finds at once. */
export async function isChangedSince(tx: Tx, orgId: string, since: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    select c.updated_at > ${since} as changed from customer c
    where c.org_id = ${orgId} order by c.updated_at desc limit 1`.execute(tx)
  return rows[0]?.changed ?? false
}

/** The customer so many after one, in the order of their ids; `undefined` when there are fewer. */
export async function customerAt(tx: Tx, orgId: string, after: string, count: number): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from customer where org_id = ${orgId} and id > ${after}::uuid
    order by id limit 1 offset ${sql.lit(count - 1)}`.execute(tx)
  return rows[0]?.id
}
