import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { ConsentWord, EvidenceKind } from './facts-rules.ts'

export interface ConsentRow extends ConsentWord {
  customerId: string
  evidenceKind: EvidenceKind
  evidence: string
  source: string
  importId: string | null
  recordedByName: string | null
  recordedAt: Temporal.Instant
}

const consentColumns = sql`
  k.id, k.customer_id as "customerId", k.purpose_class as "purposeClass", k.channel, k.given, k.at,
  k.expires_at as "expiresAt", k.evidence_kind as "evidenceKind", k.evidence, k.source, k.import_id as "importId",
  s.name as "recordedByName", k.recorded_at as "recordedAt", k.voided_at as "voidedAt"`

/** One more consent of a customer than `limit`, newest first, after the row a cursor names by time and id. */
export async function consentsOf(
  tx: Tx,
  orgId: string,
  customerId: string,
  given: { after?: readonly string[] | undefined; limit: number },
): Promise<ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`
    select ${consentColumns}
    from consent k left join staff s on s.org_id = k.org_id and s.id = k.recorded_by
    where k.org_id = ${orgId} and k.customer_id = ${customerId}
      and ${given.after ? sql`(k.at, k.id) < (${given.after[0]}::timestamptz, ${given.after[1]}::uuid)` : sql`true`}
    order by k.at desc, k.id desc limit ${given.limit + 1}`.execute(tx)
  return rows
}

/** The last word of a customer for each purpose and channel, said by an instant. */
export async function lastConsents(
  tx: Tx,
  orgId: string,
  customerId: string,
  at: Temporal.Instant,
): Promise<ConsentWord[]> {
  const { rows } = await sql<ConsentWord>`
    select distinct on (k.purpose_class, k.channel) k.id, k.purpose_class as "purposeClass", k.channel, k.given, k.at,
      k.expires_at as "expiresAt", k.voided_at as "voidedAt"
    from consent k
    where k.org_id = ${orgId} and k.customer_id = ${customerId} and k.voided_at is null and k.at <= ${at}
    order by k.purpose_class, k.channel, k.at desc, k.given, k.id desc`.execute(tx)
  return rows
}

export interface NewConsent {
  id: string
  customerId: string
  purposeClass: string
  channel: string
  given: boolean
  at: Temporal.Instant
  expiresAt: Temporal.Instant | null
  evidenceKind: EvidenceKind
  evidence: string
  externalId: string | null
}

export async function insertConsents(
  tx: Tx,
  common: { orgId: string; at: Temporal.Instant; source: string; staffId: string | null; importId: string | null },
  rows: readonly NewConsent[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into consent (org_id, id, customer_id, purpose_class, channel, given, at, expires_at, evidence_kind, evidence,
      external_id, source, import_id, recorded_by, recorded_at)
    select ${common.orgId}, g.*, ${common.source}, ${common.importId}, ${common.staffId}, ${common.at}
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.customerId)}::uuid[],
      ${rows.map(row => row.purposeClass)}::text[], ${rows.map(row => row.channel)}::text[],
      ${rows.map(row => row.given)}::boolean[], ${rows.map(row => row.at.toString())}::timestamptz[],
      ${rows.map(row => row.expiresAt?.toString() ?? null)}::timestamptz[],
      ${rows.map(row => row.evidenceKind)}::text[], ${rows.map(row => row.evidence)}::text[],
      ${rows.map(row => row.externalId)}::text[]) as g`.execute(tx)
}

/** The consents that count under these numbers, as rows of a file know them. */
export async function consentsByExternalId(
  tx: Tx,
  orgId: string,
  externalIds: readonly string[],
): Promise<NewConsent[]> {
  if (externalIds.length === 0) return []
  const { rows } = await sql<NewConsent>`
    select k.id, k.customer_id as "customerId", k.purpose_class as "purposeClass", k.channel, k.given, k.at,
      k.expires_at as "expiresAt", k.evidence_kind as "evidenceKind", k.evidence, k.external_id as "externalId"
    from consent k
    where k.org_id = ${orgId} and k.external_id = any (${[...externalIds]}::text[]) and k.voided_at is null`.execute(tx)
  return rows
}

/** Consents that were brought by mistake count no more; they stay on record. */
export async function voidConsents(
  tx: Tx,
  actor: { orgId: string; now: Temporal.Instant },
  ids: readonly string[],
): Promise<void> {
  await sql`
    update consent set voided_at = ${actor.now}
    where org_id = ${actor.orgId} and id = any (${[...ids]}::uuid[]) and voided_at is null`.execute(tx)
}
