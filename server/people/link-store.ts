import { sql } from 'kysely'
import type { Database, Tx } from '../platform/database.ts'

export type LinkKind = 'invitation' | 'password-reset'

export interface LinkRow {
  orgId: string
  staffId: string
  kind: LinkKind
  /** `null` when he asked for it himself. */
  createdBy: string | null
}

/** Makes a link; an earlier one of the same person stops working. Only the hash of its token is stored. */
export async function insertLink(
  tx: Tx,
  row: {
    orgId: string
    staffId: string
    kind: LinkKind
    tokenHash: Buffer
    createdBy: string | null
    at: Temporal.Instant
    expiresAt: Temporal.Instant
  },
): Promise<void> {
  // Two who make one at once wait here for each other; the later one holds.
  await sql`select from staff where org_id = ${row.orgId} and id = ${row.staffId} for no key update`.execute(tx)
  await revokeLinks(tx, row.orgId, row.staffId, row.at)
  await tx
    .insertInto('auth.link')
    .values({
      token_hash: row.tokenHash,
      org_id: row.orgId,
      staff_id: row.staffId,
      kind: row.kind,
      created_by: row.createdBy,
      created_at: row.at,
      expires_at: row.expiresAt,
    })
    .execute()
}

/** Stops the open link of a member of staff; answers whether there was one. */
export async function revokeLinks(tx: Tx, orgId: string, staffId: string, at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update auth.link set revoked_at = ${at}
    where org_id = ${orgId} and staff_id = ${staffId} and used_at is null and revoked_at is null`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}

/** Whom a link is for, while it holds. */
export async function openLink(db: Database, tokenHash: Buffer, now: Temporal.Instant): Promise<LinkRow | undefined> {
  const { rows } = await sql<LinkRow>`
    select org_id as "orgId", staff_id as "staffId", kind, created_by as "createdBy" from auth.link
    where token_hash = ${tokenHash} and used_at is null and revoked_at is null and expires_at > ${now}`.execute(db)
  return rows[0]
}

/** Uses a link up; of two at once, one. */
export async function spendLink(tx: Tx, tokenHash: Buffer, now: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update auth.link set used_at = ${now}
    where token_hash = ${tokenHash} and used_at is null and revoked_at is null and expires_at > ${now}`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}

/** When a member of staff was last sent a link of a kind. */
export async function lastLinkAt(
  tx: Tx,
  orgId: string,
  staffId: string,
  kind: LinkKind,
): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ at: Temporal.Instant | null }>`
    select max(created_at) as at from auth.link
    where org_id = ${orgId} and staff_id = ${staffId} and kind = ${kind}`.execute(tx)
  return rows[0]?.at ?? null
}
