import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Question } from './rules.ts'

/** What a planner writes. */
export interface ScriptContent {
  name: string
  opening: string
  minutes: number
  questions: Question[]
}

export interface Script extends ScriptContent {
  id: string
  version: number
  frozenAt: Temporal.Instant | null
  createdBy: { id: string; name: string }
  createdAt: Temporal.Instant
  updatedAt: Temporal.Instant
}

/** A script with its opening and questions; `undefined` when the organisation has none of that id. */
export async function scriptOf(tx: Tx, orgId: string, scriptId: string): Promise<Script | undefined> {
  const { rows } = await sql<Script>`
    select k.id, k.name, k.opening, k.minutes, k.questions, k.version, k.frozen_at as "frozenAt",
      jsonb_build_object('id', s.id, 'name', s.name) as "createdBy", k.created_at as "createdAt",
      k.updated_at as "updatedAt"
    from script k join staff s on s.org_id = k.org_id and s.id = k.created_by
    where k.org_id = ${orgId} and k.id = ${scriptId}`.execute(tx)
  return rows[0]
}

export type ScriptSummary = Omit<Script, 'opening' | 'questions'> & { questionCount: number }

/** Scripts of the organisation, newest first; one row more than the page holds. */
export async function scriptPage(
  tx: Tx,
  orgId: string,
  query: { cursor?: string | undefined; limit: number },
): Promise<ScriptSummary[]> {
  const after = unpackCursor(query.cursor, ['instant', 'id'])
  const { rows } = await sql<ScriptSummary>`
    select k.id, k.name, k.minutes, k.version, k.frozen_at as "frozenAt",
      jsonb_array_length(k.questions) as "questionCount",
      jsonb_build_object('id', s.id, 'name', s.name) as "createdBy", k.created_at as "createdAt",
      k.updated_at as "updatedAt"
    from script k join staff s on s.org_id = k.org_id and s.id = k.created_by
    where k.org_id = ${orgId}
      ${after ? sql`and (k.created_at, k.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by k.created_at desc, k.id desc limit ${query.limit + 1}`.execute(tx)
  return rows
}

function columnsOf(content: ScriptContent) {
  return {
    name: content.name,
    opening: content.opening,
    minutes: content.minutes,
    questions: JSON.stringify(content.questions),
  }
}

export async function insertScript(tx: Tx, actor: Actor, content: ScriptContent): Promise<string> {
  const { id } = await tx
    .insertInto('script')
    .values({
      ...columnsOf(content),
      org_id: actor.orgId,
      created_by: actor.staffId!,
      created_at: actor.now,
      updated_at: actor.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A script, held until the transaction ends, so that an edit and a submission cannot cross. */
export function lockScript(tx: Tx, orgId: string, scriptId: string) {
  return tx
    .selectFrom('script')
    .where('org_id', '=', orgId)
    .where('id', '=', scriptId)
    .select(['id', 'version', 'frozen_at as frozenAt'])
    .forUpdate()
    .executeTakeFirst()
}

/** Writes new content into a locked script. */
export async function rewriteScript(
  tx: Tx,
  actor: Actor,
  script: { id: string; version: number },
  content: ScriptContent,
): Promise<void> {
  await tx
    .updateTable('script')
    .set({ ...columnsOf(content), version: script.version + 1, updated_at: actor.now })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', script.id)
    .execute()
}

/** Marks a script as never to change again; answers whether it could change until now. */
export async function markFrozen(tx: Tx, orgId: string, scriptId: string, at: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('script')
    .set({ frozen_at: at })
    .where('org_id', '=', orgId)
    .where('id', '=', scriptId)
    .where('frozen_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Holds everyone else who needs a built-in script of the organisation back, so that it is written once. */
export async function holdBuiltInScript(tx: Tx, orgId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`built-in-script ${orgId}`}, 0))`.execute(tx)
}

/** The oldest frozen script with exactly this content. */
export async function oldestFrozenScript(tx: Tx, orgId: string, content: ScriptContent): Promise<string | undefined> {
  const { name, opening, minutes, questions } = columnsOf(content)
  const { rows } = await sql<{ id: string }>`
    select id from script
    where org_id = ${orgId} and name = ${name} and opening = ${opening} and minutes = ${minutes}
      and questions = ${questions}::jsonb and frozen_at is not null
    order by created_at, id limit 1`.execute(tx)
  return rows[0]?.id
}
