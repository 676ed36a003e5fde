import { sql } from 'kysely'
import type { ImportChange } from '../imports/index.ts'
import { asArray, type Tx } from '../platform/database.ts'
import type { ContactChannel } from './channel-rules.ts'
import type { LedgerOutcome } from './reasons.ts'

/** A phone or e-mail address of a customer, whatever has become of it. */
export interface PointOf {
  kind: ContactChannel
  customerId: string
  branchId: string
  pointId: string
  identifierId: string
}

/** The phones and addresses of some customers, and those behind some identifiers; of one customer the best first. */
export async function pointsOf(
  tx: Tx,
  orgId: string,
  wanted: { customerIds: readonly string[]; identifierIds: readonly string[] },
): Promise<PointOf[]> {
  const { rows } = await sql<PointOf>`
    select p.kind, p.customer_id as "customerId", c.branch_id as "branchId", p.id as "pointId", p.identifier_id as "identifierId"
    from (
      select id from contact_point where org_id = ${orgId} and customer_id = any (${asArray(wanted.customerIds)}::uuid[])
      union
      select id from contact_point where org_id = ${orgId} and identifier_id = any (${asArray(wanted.identifierIds)}::uuid[])
    ) w
    join contact_point p on p.org_id = ${orgId} and p.id = w.id
    join customer c on c.org_id = p.org_id and c.id = p.customer_id
    where p.kind in ('phone', 'email')
    order by p.customer_id, p.dialable desc, p.state = 'valid' desc, p.rank, p.id`.execute(tx)
  return rows
}

/** Holds customers until this transaction ends, so that no verdict is found while their past is being written. */
export async function holdCustomers(tx: Tx, orgId: string, customerIds: readonly string[]): Promise<void> {
  await sql`
    select from customer where org_id = ${orgId} and id = any (${asArray(customerIds)}::uuid[])
    order by id for no key update`.execute(tx)
}

/** What a row of a file says of a contact. */
export interface ImportedContact {
  id: string
  customerId: string
  branchId: string
  pointId: string
  identifierId: string
  at: Temporal.Instant
  quietUntil: Temporal.Instant
  channel: ContactChannel
  outcome: LedgerOutcome
  conversed: boolean
  purpose: string
  reason: string
  callerNumber: string
  source: string
  externalId: string | null
  note: string
  /** Of all that the row says, so that the same row again is known as the same. */
  hash: Buffer
}

export interface KnownImported {
  id: string
  customerId: string
  channel: ContactChannel
  at: Temporal.Instant
  externalId: string | null
  pointId: string
  identifierId: string
  hash: Buffer
}

/** Imported contacts of these numbers, or with these customers at these instants. */
export async function knownImported(
  tx: Tx,
  orgId: string,
  wanted: { externalIds: readonly string[]; moments: readonly { customerId: string; at: Temporal.Instant }[] },
): Promise<KnownImported[]> {
  const { externalIds, moments } = wanted
  const { rows } = await sql<KnownImported>`
    select c.id, c.customer_id as "customerId", c.channel, c.dialled_at as at, i.external_id as "externalId",
      c.contact_point_id as "pointId", c.identifier_id as "identifierId", i.content_hash as hash
    from (
      select contact_id as id from imported_contact
      where org_id = ${orgId} and external_id = any (${asArray(externalIds)}::text[])
      union
      select c.id from unnest(${asArray(moments.map(one => one.customerId))}::uuid[],
        ${asArray(moments.map(one => one.at.toString()))}::timestamptz[]) as g (customer_id, at)
      cross join lateral (select k.id from contact k where k.org_id = ${orgId} and k.customer_id = g.customer_id
        and k.reserved_at = g.at and k.import_id is not null offset 0) c
    ) w
    join contact c on c.org_id = ${orgId} and c.id = w.id
    join imported_contact i on i.org_id = c.org_id and i.contact_id = c.id
    order by c.id`.execute(tx)
  return rows
}

function asRows(rows: readonly ImportedContact[]) {
  const texts = (value: (row: ImportedContact) => string | null) => sql`${rows.map(value)}::text[]`
  const ids = (value: (row: ImportedContact) => string) => sql`${rows.map(value)}::uuid[]`
  const times = (value: (row: ImportedContact) => Temporal.Instant) =>
    sql`${rows.map(row => value(row).toString())}::timestamptz[]`
  return sql`unnest(${ids(row => row.id)}, ${ids(row => row.customerId)}, ${ids(row => row.branchId)},
      ${ids(row => row.pointId)}, ${ids(row => row.identifierId)}, ${times(row => row.at)}, ${times(row => row.quietUntil)},
      ${texts(row => row.outcome)}, ${rows.map(row => row.conversed)}::boolean[], ${texts(row => row.purpose)},
      ${texts(row => row.reason)}, ${texts(row => row.callerNumber)}, ${texts(row => row.source)},
      ${texts(row => row.externalId)}, ${texts(row => row.note)}, ${rows.map(row => row.hash)}::bytea[],
      ${texts(row => row.channel)})
    as g (id, customer_id, branch_id, point_id, identifier_id, at, quiet_until, outcome, conversed, purpose, reason,
      caller_number, source, external_id, note, hash, channel)`
}

/** Adds contacts that are over to the ledger. */
export async function insertImported(
  tx: Tx,
  common: { orgId: string; importId: string; staffId: string | null; policyVersion: number },
  rows: readonly ImportedContact[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    with g as (select * from ${asRows(rows)}), added as (
      insert into contact (org_id, id, customer_id, branch_id, contact_point_id, identifier_id, matter_id, purpose, reason,
        staff_id, caller_number, state, reserved_at, held_until, quiet_until, dialled_at, settled_at, outcome, conversed,
        policy_version, made_elsewhere, import_id, channel)
      select ${common.orgId}, g.id, g.customer_id, g.branch_id, g.point_id, g.identifier_id, uuid_v7(), g.purpose, g.reason,
        ${common.staffId}::uuid, g.caller_number, 'made', g.at, g.at, g.quiet_until, g.at, g.at, g.outcome, g.conversed,
        ${common.policyVersion}::int, g.source, ${common.importId}::uuid,
        g.channel
      from g
    )
    insert into imported_contact (org_id, contact_id, external_id, note, content_hash)
    select ${common.orgId}, g.id, g.external_id, g.note, g.hash from g`.execute(tx)
}

/** Overwrites contacts that came in before with what a file says of them now. */
export async function updateImported(
  tx: Tx,
  common: { orgId: string; importId: string },
  rows: readonly ImportedContact[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    with g as (select * from ${asRows(rows)}), changed as (
      update contact c set contact_point_id = g.point_id, identifier_id = g.identifier_id, reserved_at = g.at,
        held_until = g.at, quiet_until = g.quiet_until, dialled_at = g.at, settled_at = g.at, outcome = g.outcome,
        conversed = g.conversed, purpose = g.purpose, reason = g.reason, caller_number = g.caller_number,
        made_elsewhere = g.source, import_id = ${common.importId}::uuid, channel = g.channel
      from g where c.org_id = ${common.orgId} and c.id = g.id
    )
    update imported_contact i set external_id = g.external_id, note = g.note, content_hash = g.hash
    from g where i.org_id = ${common.orgId} and i.contact_id = g.id`.execute(tx)
}

/** Contacts as an import may change them, for its journal. */
export async function importedImages(
  tx: Tx,
  orgId: string,
  ids: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; image: Record<string, unknown> }>`
    select c.id, jsonb_build_object('contact_point_id', c.contact_point_id, 'identifier_id', c.identifier_id,
      'reserved_at', c.reserved_at, 'held_until', c.held_until, 'quiet_until', c.quiet_until, 'dialled_at', c.dialled_at,
      'settled_at', c.settled_at, 'outcome', c.outcome, 'conversed', c.conversed, 'purpose', c.purpose,
      'reason', c.reason, 'caller_number', c.caller_number, 'made_elsewhere', c.made_elsewhere,
      'import_id', c.import_id, 'channel', c.channel, 'external_id', i.external_id, 'note', i.note, 'content_hash', i.content_hash) as image
    from contact c join imported_contact i on i.org_id = c.org_id and i.contact_id = c.id
    where c.org_id = ${orgId} and c.id = any (${asArray(ids)}::uuid[])`.execute(tx)
  return new Map(rows.map(row => [row.id, row.image]))
}

/** Puts contacts back as they were where they are still as `after` says; answers those it put back. */
export async function restoreImported(tx: Tx, orgId: string, changes: readonly ImportChange[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with g as (
      select * from unnest(${changes.map(change => change.id)}::uuid[],
        ${changes.map(change => JSON.stringify(change.before))}::jsonb[],
        ${changes.map(change => JSON.stringify(change.after))}::jsonb[]) as g (id, before, after)
    ), back as (
      select c.id, g.before from g
      join contact c on c.org_id = ${orgId} and c.id = g.id
      join imported_contact i on i.org_id = c.org_id and i.contact_id = c.id
      where to_jsonb(c) || to_jsonb(i) @> g.after
    ), contacts as (
      update contact c set (contact_point_id, identifier_id, reserved_at, held_until, quiet_until, dialled_at, settled_at,
          outcome, conversed, purpose, reason, caller_number, made_elsewhere, import_id, channel) =
        (b.contact_point_id, b.identifier_id, b.reserved_at, b.held_until, b.quiet_until, b.dialled_at, b.settled_at,
          b.outcome, b.conversed, b.purpose, b.reason, b.caller_number, b.made_elsewhere, b.import_id,
          coalesce(b.channel, c.channel))
      from back cross join lateral jsonb_populate_record(null::contact, back.before) b
      where c.org_id = ${orgId} and c.id = back.id
    )
    update imported_contact i set (external_id, note, content_hash) = (b.external_id, b.note, b.content_hash)
    from back cross join lateral jsonb_populate_record(null::imported_contact, back.before) b
    where i.org_id = ${orgId} and i.contact_id = back.id
    returning back.id`.execute(tx)
  return rows.map(row => row.id)
}

/** Holds contacts and tells which are still as this import wrote them; those that are gone are left out. */
export async function holdImported(
  tx: Tx,
  orgId: string,
  importId: string,
  ids: readonly string[],
): Promise<{ id: string; unchanged: boolean }[]> {
  const { rows } = await sql<{ id: string; unchanged: boolean }>`
    select id, import_id is not distinct from ${importId}::uuid as unchanged from contact
    where org_id = ${orgId} and id = any (${asArray(ids)}::uuid[]) order by id for update`.execute(tx)
  return rows
}

/** Deletes contacts that an import wrote, and what it noted of them. */
export async function deleteImported(tx: Tx, orgId: string, ids: readonly string[]): Promise<void> {
  await sql`delete from imported_contact where org_id = ${orgId} and contact_id = any (${asArray(ids)}::uuid[])`.execute(
    tx,
  )
  await sql`delete from contact where org_id = ${orgId} and id = any (${asArray(ids)}::uuid[])`.execute(tx)
}
