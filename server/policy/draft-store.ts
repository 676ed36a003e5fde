import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { PolicyContent } from './rule-contract.ts'

export interface DraftRow {
  id: string
  baseVersion: number
  content: PolicyContent
  reason: string
  takesEffectOn: Temporal.PlainDate | null
  writtenBy: string[]
  saves: number
  savedBy: { id: string; name: string }
  savedAt: Temporal.Instant
  submittedVersion: number | null
  returnedVersion: number | null
}

/** The draft of an organisation; `undefined` when nothing is being written. */
export async function draftOf(tx: Tx, orgId: string): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`
    select d.id, d.base_version as "baseVersion", d.content, d.reason, d.takes_effect_on as "takesEffectOn",
      d.written_by::text[] as "writtenBy", d.saves, jsonb_build_object('id', s.id, 'name', s.name) as "savedBy",
      d.saved_at as "savedAt", d.submitted_version as "submittedVersion", d.returned_version as "returnedVersion"
    from policy_draft d join staff s on s.org_id = d.org_id and s.id = d.saved_by
    where d.org_id = ${orgId}`.execute(tx)
  const row = rows[0]
  return row && { ...row, content: PolicyContent.parse(row.content) }
}

/** Begins a draft; the policy is locked. */
export async function insertDraft(tx: Tx, actor: Actor, baseVersion: number, content: PolicyContent): Promise<void> {
  await sql`
    insert into policy_draft (org_id, base_version, content, written_by, created_by, created_at, saved_by, saved_at)
    values (${actor.orgId}, ${baseVersion}, ${JSON.stringify(content)}, '{}', ${actor.staffId}, ${actor.now},
      ${actor.staffId}, ${actor.now})`.execute(tx)
}

/** Keeps what was written; whoever writes is one of its writers from then on. */
export async function writeDraft(
  tx: Tx,
  actor: Actor,
  given: Pick<DraftRow, 'content' | 'reason' | 'takesEffectOn'>,
): Promise<void> {
  await sql`
    update policy_draft set content = ${JSON.stringify(given.content)}, reason = ${given.reason},
      takes_effect_on = ${given.takesEffectOn}::date, saves = saves + 1, saved_by = ${actor.staffId}, saved_at = ${actor.now},
      written_by = case when ${actor.staffId}::uuid = any (written_by) then written_by
        else written_by || ${actor.staffId}::uuid end
    where org_id = ${actor.orgId}`.execute(tx)
}

/** Writes down which version of the draft waits, or was returned last. */
export async function markDraft(
  tx: Tx,
  orgId: string,
  mark: { submittedVersion: number | null; returnedVersion?: number | null },
): Promise<void> {
  await tx
    .updateTable('policy_draft')
    .set({
      submitted_version: mark.submittedVersion,
      ...(mark.returnedVersion !== undefined && { returned_version: mark.returnedVersion }),
    })
    .where('org_id', '=', orgId)
    .execute()
}

export async function deleteDraft(tx: Tx, orgId: string): Promise<void> {
  await tx.deleteFrom('policy_draft').where('org_id', '=', orgId).execute()
}
