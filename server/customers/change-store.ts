import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { ChangeSource, ChangeSubject, FieldHistory } from './facts-rules.ts'
import { mergedInto } from './merge-store.ts'
import type { CustomerFields } from './rules.ts'

/** By whom and by which way something came to be known. */
export interface Provenance {
  orgId: string
  at: Temporal.Instant
  source: ChangeSource
  staffId: string | null
  importId: string | null
}

/** What an actor says: by himself, in a call, or by an import. */
export function saidBy(actor: Actor, source: ChangeSource = 'staff', importId: string | null = null): Provenance {
  return { orgId: actor.orgId, at: actor.now, source, staffId: actor.staffId, importId }
}

export interface NewChange {
  customerId: string
  subject: ChangeSubject
  subjectId?: string | null
  field: string
  old: string | null
  new: string | null
  note?: string
}

/** Writes changes into the history of customers. The values stand in clear: they must not hold an identifier. */
export async function insertChanges(tx: Tx, common: Provenance, rows: readonly NewChange[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into customer_change (org_id, customer_id, at, subject, subject_id, field, old_value, new_value, note, source,
      staff_id, import_id)
    select ${common.orgId}, g.customer_id, ${common.at}, g.subject, g.subject_id, g.field, g.old, g.new, g.note,
      ${common.source}, ${common.staffId}, ${common.importId}
    from unnest(${rows.map(row => row.customerId)}::uuid[], ${rows.map(row => row.subject)}::text[],
      ${rows.map(row => row.subjectId ?? null)}::uuid[], ${rows.map(row => row.field)}::text[],
      ${rows.map(row => row.old)}::text[], ${rows.map(row => row.new)}::text[],
      ${rows.map(row => row.note ?? '')}::text[])
      as g (customer_id, subject, subject_id, field, old, new, note)`.execute(tx)
}

/**
 * Writes into the history in what customers are about to differ from the database: called before they are updated, for any
 * number at once. Branch and owner stand there by their names at the time.
 */
export async function noteUpdates(tx: Tx, common: Provenance, rows: readonly CustomerFields[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into customer_change (org_id, customer_id, at, subject, field, old_value, new_value, source, staff_id,
      import_id)
    select c.org_id, c.id, ${common.at}, 'customer', v.field, v.old, v.new, ${common.source}, ${common.staffId},
      ${common.importId}
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.branchId)}::uuid[],
      ${rows.map(row => row.kind)}::text[], ${rows.map(row => row.name)}::text[],
      ${rows.map(row => row.externalId)}::text[], ${rows.map(row => row.country)}::text[],
      ${rows.map(row => row.note)}::text[], ${rows.map(row => row.birthday)}::text[],
      ${rows.map(row => row.language)}::text[],
      ${rows.map(row => row.ownerId)}::uuid[], ${rows.map(row => row.stage)}::text[],
      ${rows.map(row => row.tags.join(', ') || null)}::text[])
      as g (id, branch_id, kind, name, external_id, country, note, birthday, language, owner_id, stage, tags)
    cross join lateral (select * from customer c where c.org_id = ${common.orgId} and c.id = g.id offset 0) c
    join branch was on was.org_id = c.org_id and was.id = c.branch_id
    join branch is_now on is_now.org_id = c.org_id and is_now.id = g.branch_id
    left join staff looked on looked.org_id = c.org_id and looked.id = c.owner_id
    left join staff looks on looks.org_id = c.org_id and looks.id = g.owner_id
    cross join lateral (values
      ('name', c.name, g.name, c.name is distinct from g.name),
      ('kind', c.kind, g.kind, c.kind is distinct from g.kind),
      ('externalId', c.external_id, g.external_id, c.external_id is distinct from g.external_id),
      ('country', c.country, g.country, c.country is distinct from g.country),
      ('note', c.note, g.note, c.note is distinct from g.note),
      ('birthday', c.birthday, g.birthday, c.birthday is distinct from g.birthday),
      ('language', c.language, g.language, c.language is distinct from g.language),
      ('branch', was.name, is_now.name, c.branch_id is distinct from g.branch_id),
      ('owner', looked.name, looks.name, c.owner_id is distinct from g.owner_id),
      ('stage', c.stage, g.stage, c.stage is distinct from g.stage),
      ('tags', nullif(array_to_string(c.tags, ', '), ''), g.tags,
        nullif(array_to_string(c.tags, ', '), '') is distinct from g.tags)
    ) as v (field, old, new, differs)
    where v.differs`.execute(tx)
}

/** What an import changed and gave back, as its images of before and after tell. */
export async function noteRestored(
  tx: Tx,
  common: Provenance,
  changes: readonly { id: string; before: Record<string, unknown>; after: Record<string, unknown> }[],
): Promise<void> {
  if (changes.length === 0) return
  await sql`
    insert into customer_change (org_id, customer_id, at, subject, field, old_value, new_value, source, staff_id,
      import_id)
    select ${common.orgId}, g.id, ${common.at}, 'customer', v.field, v.old, v.new, ${common.source}, ${common.staffId},
      ${common.importId}
    from unnest(${changes.map(change => change.id)}::uuid[],
      ${changes.map(change => JSON.stringify(change.before))}::jsonb[],
      ${changes.map(change => JSON.stringify(change.after))}::jsonb[]) as g (id, before, after)
    cross join lateral (values
      ('name', g.after ->> 'name', g.before ->> 'name'), ('kind', g.after ->> 'kind', g.before ->> 'kind'),
      ('externalId', g.after ->> 'external_id', g.before ->> 'external_id'),
      ('country', g.after ->> 'country', g.before ->> 'country'), ('note', g.after ->> 'note', g.before ->> 'note'),
      ('birthday', g.after ->> 'birthday', g.before ->> 'birthday'),
      ('language', g.after ->> 'language', g.before ->> 'language'),
      ('branch', (select name from branch where org_id = ${common.orgId} and id = (g.after ->> 'branch_id')::uuid),
        (select name from branch where org_id = ${common.orgId} and id = (g.before ->> 'branch_id')::uuid)),
      ('owner', (select name from staff where org_id = ${common.orgId} and id = (g.after ->> 'owner_id')::uuid),
        (select name from staff where org_id = ${common.orgId} and id = (g.before ->> 'owner_id')::uuid)),
      ('stage', g.after ->> 'stage', g.before ->> 'stage'),
      ('tags', (select string_agg(t, ', ') from jsonb_array_elements_text(g.after -> 'tags') as t),
        (select string_agg(t, ', ') from jsonb_array_elements_text(g.before -> 'tags') as t))
    ) as v (field, old, new)
    where v.old is distinct from v.new`.execute(tx)
}

export interface ChangeRow {
  id: string
  at: Temporal.Instant
  subject: ChangeSubject
  subjectId: string | null
  subjectText: string | null
  /** Of a contact point, for its mask. */
  pointKind: 'phone' | 'email' | null
  lastFour: string | null
  field: string
  oldValue: string | null
  newValue: string | null
  source: string
  note: string
  staffName: string | null
  importId: string | null
  importFile: string | null
  /** The name of the customer it was told of, when that one was merged into this one. */
  ofMerged: string | null
}

/** Which changes are meant; what is left out does not narrow. */
export interface ChangesAsked {
  subjects?: readonly ChangeSubject[] | undefined
  /** Besides those of `subjects`, whatever an import told. */
  orImported?: boolean | undefined
  field?: string | undefined
  source?: ChangeSource | undefined
  /** Time and id of the row before. */
  after?: readonly string[] | undefined
  limit: number
}

function aboutOrImported({ subjects, orImported }: ChangesAsked): RawBuilder<unknown> {
  if (!subjects) return sql`true`
  const about = sql`h.subject = any (${[...subjects]}::text[])`
  return orImported ? sql`(${about} or h.source = 'import')` : about
}

/**
 * One more change of what is known of a customer, and of those merged into him, than `limit`, newest first, after the row a cursor names by time and id.
 * That he was added, and each contact point and person, is told by their own rows.
 */
export async function changesOf(tx: Tx, orgId: string, customerId: string, given: ChangesAsked): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    with one as (
      select ${customerId}::uuid as id, null::text as name union all ${mergedInto(orgId, customerId)}
    ), change as (
      select h.id, h.at, h.subject, h.subject_id, h.field, h.old_value, h.new_value, h.source, h.note, h.staff_id,
        h.import_id, one.name as of_merged
      from one join customer_change h on h.org_id = ${orgId} and h.customer_id = one.id
      union all
      select c.id, c.created_at, 'customer', null, 'added', null, null,
        case when c.import_id is null then 'staff' else 'import' end, '', c.created_by, c.import_id, null
      from customer c where c.org_id = ${orgId} and c.id = ${customerId}
      union all
      select p.id, p.registered_at, 'contact-point', p.id, 'added', null, null, p.source, '', null, p.import_id, null
      from contact_point p where p.org_id = ${orgId} and p.customer_id = ${customerId}
      union all
      select p.id, p.created_at, 'person', p.id, 'added', null, array_to_string(p.duties, ','), p.source, '',
        p.created_by, p.import_id, null
      from person_in_charge p where p.org_id = ${orgId} and p.customer_id = ${customerId}
    )
    select h.id, h.at, h.subject, h.subject_id as "subjectId", q.name as "subjectText", p.kind as "pointKind",
      i.last_four as "lastFour", h.field, h.old_value as "oldValue", h.new_value as "newValue", h.source, h.note,
      s.name as "staffName", h.import_id as "importId", r.file_name as "importFile", h.of_merged as "ofMerged"
    from change h
    left join contact_point p on h.subject = 'contact-point' and p.org_id = ${orgId} and p.id = h.subject_id
    left join identifier i on i.org_id = p.org_id and i.id = p.identifier_id
    left join person_in_charge q on h.subject = 'person' and q.org_id = ${orgId} and q.id = h.subject_id
    left join staff s on s.org_id = ${orgId} and s.id = h.staff_id
    left join import_run r on r.org_id = ${orgId} and r.id = h.import_id
    where ${aboutOrImported(given)}
      and ${given.field ? sql`h.field = ${given.field}` : sql`true`}
      and ${given.source ? sql`h.source = ${given.source}` : sql`true`}
      and ${given.after ? sql`(h.at, h.id) < (${given.after[0]}::timestamptz, ${given.after[1]}::uuid)` : sql`true`}
    order by h.at desc, h.id desc limit ${given.limit + 1}`.execute(tx)
  return rows
}

/** Who told something, when, by which way. */
export interface Told {
  at: Temporal.Instant
  source: string
  staffName: string | null
  importId: string | null
  importFile: string | null
}

/** How often each field of a customer changed, what it held before, and who told the first and the last change. */
export async function fieldHistories(
  tx: Tx,
  orgId: string,
  customerId: string,
): Promise<Map<string, FieldHistory<Told>>> {
  const { rows } = await sql<Told & { field: string; changes: number; oldValue: string | null; isFirst: boolean }>`
    select n.field, n.changes, n.old_value as "oldValue", n.place = 1 as "isFirst", n.at, n.source,
      s.name as "staffName", n.import_id as "importId", r.file_name as "importFile"
    from (
      select h.*, count(*) over of_field as changes, row_number() over (of_field order by h.at, h.id) as place
      from customer_change h
      where h.org_id = ${orgId} and h.customer_id = ${customerId} and h.subject = 'customer'
      window of_field as (partition by h.field)
    ) n
    left join staff s on s.org_id = n.org_id and s.id = n.staff_id
    left join import_run r on r.org_id = n.org_id and r.id = n.import_id
    where n.place = 1 or n.place = n.changes order by n.field, n.place limit 200`.execute(tx)
  return new Map(
    [...Map.groupBy(rows, row => row.field)].map(([field, [first, last = first]]) => [
      field,
      { field, changes: first!.changes, before: first!.oldValue, first: first!, last: last! },
    ]),
  )
}
