import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { AuditFinding, SealRow } from './audit-rules.ts'

/** Entries in one batch at most; more wait for the next. */
const BATCH = 100_000

export interface SealedBatch {
  firstEntry: number
  lastEntry: number
  hash: Buffer
  latestAt: Temporal.Instant
}

/** Numbers and chains the entries that wait; `undefined` when there are none. Holds other sealers back until the end. */
export async function sealEntries(tx: Tx): Promise<SealedBatch | undefined> {
  const { rows } = await sql<SealedBatch>`
    select first_entry as "firstEntry", last_entry as "lastEntry", hash, latest_at as "latestAt"
    from seal_audit_entries(${BATCH})`.execute(tx)
  return rows[0]
}

export async function lastSeal(tx: Tx, orgId: string): Promise<{ number: number; code: Buffer } | undefined> {
  const { rows } = await sql<{ number: number; code: Buffer }>`
    select number, code from audit_seal where org_id = ${orgId} order by number desc limit 1`.execute(tx)
  return rows[0]
}

export async function insertSeal(
  tx: Tx,
  orgId: string,
  seal: SealedBatch & { number: number; code: Buffer; at: Temporal.Instant },
): Promise<void> {
  await tx
    .insertInto('audit_seal')
    .values({
      org_id: orgId,
      number: seal.number,
      first_entry: seal.firstEntry,
      last_entry: seal.lastEntry,
      hash: seal.hash,
      latest_at: seal.latestAt,
      code: seal.code,
      sealed_at: seal.at,
    })
    .execute()
}

/** All seals in order, with the hash the chain has at the end of each now. */
export async function sealsOf(tx: Tx, orgId: string): Promise<SealRow[]> {
  const { rows } = await sql<SealRow>`
    select s.number, s.first_entry as "firstEntry", s.last_entry as "lastEntry", s.hash, s.code,
      s.latest_at as "latestAt", a.hash as "hashNow"
    from audit_seal s left join audit_entry a on a.org_id = s.org_id and a.number = s.last_entry
    where s.org_id = ${orgId} order by s.number`.execute(tx)
  return rows
}

/** How many entries there are, sealed and waiting. */
export async function countEntries(tx: Tx, orgId: string): Promise<{ sealed: number; waiting: number }> {
  const { rows } = await sql<{ sealed: number; waiting: number }>`
    select count(number)::int as sealed, (count(*) - count(number))::int as waiting
    from audit_entry where org_id = ${orgId}`.execute(tx)
  return rows[0]!
}

/**
 * The entries that do not agree with the chain, in its order: whose hash does not follow from the one before and from what
 * stands in them (changed), places that are missing (removed), and entries that claim to be more than a day older than a
 * seal made before them, or stand beyond the last seal with a number (inserted). One pass over the log.
 */
export async function brokenEntries(tx: Tx, orgId: string, atMost: number): Promise<AuditFinding[]> {
  const { rows } = await sql<AuditFinding>`
    with chain as (
      select a.id, a.number, a.at, a.hash, lag(a.number, 1, 0::bigint) over w as before_number,
        audit_hash(lag(a.hash, 1, sha256(convert_to(${orgId}::uuid::text, 'UTF8'))) over w, a) as expected
      from audit_entry a where a.org_id = ${orgId} and a.number is not null window w as (order by a.number)
    ),
    sealed as (
      select first_entry, last_entry, max(latest_at) over (order by number) as latest from audit_seal where org_id = ${orgId}
    ),
    found as (
      select 'removed' as kind, before_number + 1 as number, null::uuid as id, null::timestamptz as at
      from chain where number > before_number + 1
      union all
      select 'changed', number, id, at from chain where number = before_number + 1 and hash is distinct from expected
      union all
      select 'inserted', number, id, at from chain
      where number > (select coalesce(max(last_entry), 0) from sealed)
      union all
      select 'inserted', a.number, a.id, a.at from audit_entry a
      where a.org_id = ${orgId} and a.at < interval '-1 day' + (
        select max(s.latest) from sealed s where a.number is null or s.last_entry < a.number)
      union all
      select 'removed', s.last_entry, null, null from sealed s
      where not exists (select from audit_entry a where a.org_id = ${orgId} and a.number = s.last_entry)
        and s.last_entry = (select max(last_entry) from sealed)
    )
    select kind, number, id as "entryId", at from found
    order by number nulls last, kind limit ${atMost}`.execute(tx)
  return rows
}
