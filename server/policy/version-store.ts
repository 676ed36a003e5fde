import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { PolicyContent } from './rule-contract.ts'

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
