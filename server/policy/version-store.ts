import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../platform/actor.ts'
import { unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { PolicyVersion } from './contract.ts'
import { PolicyContent } from './rule-contract.ts'

export type SeenVersion = z.output<typeof PolicyVersion>

/** The number of the version in force and when it was submitted; `undefined` when none is. */
export async function versionInForce(
  tx: Tx,
  orgId: string,
): Promise<{ version: number; submittedAt: Temporal.Instant } | undefined> {
  const { rows } = await sql<{ version: number; submittedAt: Temporal.Instant }>`
    select version, submitted_at as "submittedAt" from policy_version
    where org_id = ${orgId} and in_force_from is not null and in_force_until is null`.execute(tx)
  return rows[0]
}

/** What a version says; read by the vocabulary of today, so that what was added since has its default. */
export async function contentOfVersion(tx: Tx, orgId: string, version: number): Promise<PolicyContent | undefined> {
  const row = await tx
    .selectFrom('policy_version')
    .select('content')
    .where('org_id', '=', orgId)
    .where('version', '=', version)
    .executeTakeFirst()
  return row && PolicyContent.parse(row.content)
}

/** Of two people who change an organisation's policy at once, the second waits for the first. */
export async function lockPolicy(tx: Tx, orgId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`policy ${orgId}`}, 0))`.execute(tx)
}

export interface NewVersion {
  baseVersion: number
  content: PolicyContent
  reason: string
  takesEffectOn: Temporal.PlainDate | null
  writtenBy: readonly string[]
}

/** Keeps a version as it is submitted, under the next number; the policy is locked. */
export async function insertVersion(tx: Tx, actor: Actor, row: NewVersion): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into policy_version (org_id, version, base_version, content, reason, takes_effect_on, written_by,
      submitted_by, submitted_at)
    select ${actor.orgId}, coalesce(max(version), 0) + 1, ${row.baseVersion}, ${JSON.stringify(row.content)},
      ${row.reason}, ${row.takesEffectOn}::date, ${[...row.writtenBy]}::uuid[], ${actor.staffId}, ${actor.now}
    from policy_version where org_id = ${actor.orgId} returning version`.execute(tx)
  return rows[0]!.version
}

/** Writes down what became of the version that waits. */
export async function decideVersion(
  tx: Tx,
  actor: Actor,
  version: number,
  decision: 'approved' | 'returned' | 'withdrawn',
  note = '',
): Promise<void> {
  await tx
    .updateTable('policy_version')
    .set({ decision, decided_by: actor.staffId, decided_at: actor.now, decision_note: note })
    .where('org_id', '=', actor.orgId)
    .where('version', '=', version)
    .where('decision', 'is', null)
    .execute()
}

/** Lets an approved version hold from now on, and ends the one that held. */
export async function putInForce(tx: Tx, actor: Actor, version: number): Promise<void> {
  await sql`
    update policy_version set in_force_until = greatest(${actor.now}::timestamptz, in_force_from)
    where org_id = ${actor.orgId} and in_force_from is not null and in_force_until is null`.execute(tx)
  await sql`
    update policy_version set in_force_from = ${actor.now}
    where org_id = ${actor.orgId} and version = ${version} and in_force_from is null`.execute(tx)
}

const seen = sql`
  v.version, v.base_version as "baseVersion", v.reason, v.takes_effect_on as "takesEffectOn",
  v.submitted_at as "submittedAt", v.decision, v.decided_at as "decidedAt", v.decision_note as note,
  v.in_force_from as "inForceFrom", v.in_force_until as "inForceUntil", v.carried_over as "carriedOver",
  coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name) order by w.name) from staff w
    where w.org_id = v.org_id and w.id = any (v.written_by)), '[]') as "writtenBy",
  case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as "submittedBy",
  case when d.id is not null then jsonb_build_object('id', d.id, 'name', d.name) end as "decidedBy"
  from policy_version v
  left join staff s on s.org_id = v.org_id and s.id = v.submitted_by
  left join staff d on d.org_id = v.org_id and d.id = v.decided_by`

/** A version as it is told; `undefined` when there is none of this number. */
export async function seenVersion(tx: Tx, orgId: string, version: number): Promise<SeenVersion | undefined> {
  const { rows } = await sql<SeenVersion>`select ${seen} where v.org_id = ${orgId} and v.version = ${version}`.execute(
    tx,
  )
  return rows[0]
}

/** The versions that were submitted, newest first; one row more than the page holds. */
export async function versionPage(
  tx: Tx,
  orgId: string,
  query: { cursor?: string | undefined; limit: number },
): Promise<SeenVersion[]> {
  const after = unpackCursor(query.cursor, ['number'])
  const { rows } = await sql<SeenVersion>`
    select ${seen} where v.org_id = ${orgId} ${after ? sql`and v.version < ${after[0]}::int` : sql``}
    order by v.version desc limit ${query.limit + 1}`.execute(tx)
  return rows
}

/** The newest version that was approved, in force or not yet; 0 when none was. */
export async function newestApproved(tx: Tx, orgId: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0) as version from policy_version
    where org_id = ${orgId} and decision = 'approved'`.execute(tx)
  return rows[0]!.version
}

/** The newest approved version after the one in force whose day has come, or is still to come. */
export async function approvedNext(
  tx: Tx,
  orgId: string,
  day: { due: boolean; today: Temporal.PlainDate },
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number | null }>`
    select max(version) as version from policy_version
    where org_id = ${orgId} and decision = 'approved' and in_force_from is null
      and (coalesce(takes_effect_on, ${day.today}::date) <= ${day.today}::date) = ${day.due}
      and version > (select coalesce(max(version), 0) from policy_version
        where org_id = ${orgId} and in_force_from is not null)`.execute(tx)
  return rows[0]?.version ?? undefined
}
