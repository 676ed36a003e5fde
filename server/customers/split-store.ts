import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import type { CustomerSplit } from './split-facts.ts'
import { splitReasons } from './split-reasons.ts'

/** Moves the rows `r` of a module's own table that fit from the customer who is split to the new one, and keeps which. */
export async function moveToPart(
  tx: Tx,
  actor: Actor,
  split: CustomerSplit,
  table: string,
  which: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    with moved as (
      update ${sql.table(table)} r set customer_id = ${split.partId}
      where r.org_id = ${actor.orgId} and r.customer_id = ${split.keptId} and ${which} returning r.id
    )
    insert into customer_split_row (org_id, split_id, noun, row_id)
    select ${actor.orgId}, ${split.splitId}, ${table}, id from moved`.execute(tx)
}

/** The ids of the rows of a table that a split moved so far, as a subquery. */
export const movedBySplit = (split: CustomerSplit, noun: string) => sql`(
  select m.row_id from customer_split_row m
  where m.org_id = (select current_org()) and m.split_id = ${split.splitId} and m.noun = ${noun})`

/** Refuses a choice of which so many are not the customer's. */
export function demandMoved(strays: number): void {
  if (strays > 0) throw new Refusal('conflict', splitReasons['split-not-his'])
}

/** Keeps rows of a split under a name of their own. */
export async function keepSplitRows(tx: Tx, actor: Actor, splitId: string, noun: string, ids: readonly string[]) {
  await sql`
    insert into customer_split_row (org_id, split_id, noun, row_id)
    select ${actor.orgId}, ${splitId}, ${noun}, id from unnest(${[...ids]}::uuid[]) as g (id)`.execute(tx)
}

/** How many of the chosen points and persons are not the customer's, and the person of a chosen point who stays. */
export async function strayChoice(
  tx: Tx,
  actor: Actor,
  given: { customerId: string; pointIds: readonly string[]; personIds: readonly string[] },
): Promise<{ strays: number; personName: string | null }> {
  const { rows } = await sql<{ strays: number; personName: string | null }>`
    select
      (select count(*) from unnest(${[...given.pointIds]}::uuid[]) as g (id) where not exists (select from contact_point p
        where p.org_id = ${actor.orgId} and p.id = g.id and p.customer_id = ${given.customerId}))
      + (select count(*) from unnest(${[...given.personIds]}::uuid[]) as g (id) where not exists (
        select from person_in_charge q
        where q.org_id = ${actor.orgId} and q.id = g.id and q.customer_id = ${given.customerId})) as strays,
      (select q.name from contact_point p join person_in_charge q on q.org_id = p.org_id and q.id = p.person_id
        where p.org_id = ${actor.orgId} and p.id = any (${[...given.pointIds]}::uuid[])
          and q.id <> all (${[...given.personIds]}::uuid[]) limit 1) as "personName"`.execute(tx)
  return rows[0]!
}

/** Adds the new customer: in the branch, country and zone of the one he was part of, with the same owner. */
export async function insertPart(
  tx: Tx,
  actor: Actor,
  row: {
    id: string
    keptId: string
    name: string
    kind: string
    externalId: string | null
    nameKey: string
    terms: readonly string[]
  },
): Promise<void> {
  await sql`
    insert into customer (org_id, id, branch_id, kind, name, external_id, country, time_zone, owner_id, created_at,
      updated_at, created_by, name_key, search_terms)
    select c.org_id, ${row.id}, c.branch_id, ${row.kind}, ${row.name}, ${row.externalId}, c.country, c.time_zone,
      c.owner_id, ${actor.now}, ${actor.now}, ${actor.staffId}, ${row.nameKey}, ${[...row.terms]}::text[]
    from customer c where c.org_id = ${actor.orgId} and c.id = ${row.keptId}`.execute(tx)
}

/** Persons with their points, chosen points, and what is known of both. */
export async function moveChosen(
  tx: Tx,
  actor: Actor,
  split: CustomerSplit,
  given: { pointIds: readonly string[]; personIds: readonly string[] },
): Promise<void> {
  const persons = sql`${[...given.personIds]}::uuid[]`
  await moveToPart(tx, actor, split, 'person_in_charge', sql`r.id = any (${persons})`)
  await moveToPart(
    tx,
    actor,
    split,
    'contact_point',
    sql`(r.id = any (${[...given.pointIds]}::uuid[]) or r.person_id = any (${persons}))`,
  )
  await moveToPart(
    tx,
    actor,
    split,
    'customer_change',
    sql`(r.subject = 'contact-point' and r.subject_id in ${movedBySplit(split, 'contact_point')}
      or r.subject = 'person' and r.subject_id in ${movedBySplit(split, 'person_in_charge')})`,
  )
}

/** Writes withdrawals of consent that stand for the new customer as well: nobody knows who withdrew. Keeps which. */
export async function copyWithdrawals(tx: Tx, actor: Actor, split: CustomerSplit): Promise<void> {
  await sql`
    with last as (
      select distinct on (k.purpose_class, k.channel) k.* from consent k
      where k.org_id = ${actor.orgId} and k.customer_id = ${split.keptId} and k.voided_at is null and k.at <= ${actor.now}
      order by k.purpose_class, k.channel, k.at desc, k.given, k.id desc
    ), copied as (
      insert into consent (org_id, customer_id, purpose_class, channel, given, at, evidence_kind, evidence, source,
        recorded_by, recorded_at)
      select l.org_id, ${split.partId}, l.purpose_class, l.channel, false, l.at, l.evidence_kind, l.evidence, l.source,
        l.recorded_by, l.recorded_at
      from last l where not l.given returning id
    )
    insert into customer_split_row (org_id, split_id, noun, row_id)
    select ${actor.orgId}, ${split.splitId}, 'consent', id from copied`.execute(tx)
}

/** Takes the withdrawals away again that a split copied. */
export async function dropCopiedWithdrawals(tx: Tx, actor: Actor, split: CustomerSplit): Promise<void> {
  await sql`
    delete from consent k where k.org_id = ${actor.orgId} and k.customer_id = ${split.partId} and k.voided_at is null
      and k.id in ${movedBySplit(split, 'consent')}`.execute(tx)
}

export async function insertSplit(
  tx: Tx,
  actor: Actor,
  row: { id: string; keptId: string; partId: string; name: string; note: string },
): Promise<void> {
  await sql`
    insert into customer_split (org_id, id, kept_id, part_id, part_name, note, split_by, split_at)
    values (${actor.orgId}, ${row.id}, ${row.keptId}, ${row.partId}, ${row.name}, ${row.note}, ${actor.staffId},
      ${actor.now})`.execute(tx)
}

export async function endSplit(tx: Tx, actor: Actor, id: string, mergeId: string): Promise<void> {
  await sql`
    update customer_split set undone_by = ${actor.staffId}, undone_at = ${actor.now}, undone_by_merge_id = ${mergeId}
    where org_id = ${actor.orgId} and id = ${id}`.execute(tx)
}

const NOUNS = {
  points: 'contact_point',
  persons: 'person_in_charge',
  machines: 'machine_owner',
  activities: 'activity',
  followups: 'followup',
  cases: 'case_file',
  contacts: 'contact',
  wishes: 'do_not_contact',
} as const
export type SplitMovesRow = Record<keyof typeof NOUNS, number>

export interface SplitRow {
  id: string
  keptId: string
  keptName: string
  partId: string
  partName: string
  note: string
  moved: SplitMovesRow
  splitByName: string | null
  splitAt: Temporal.Instant
  undoneByName: string | null
  undoneAt: Temporal.Instant | null
}

const moves = sql`(
  select jsonb_object_agg(w.word, (select count(*) from customer_split_row r
    where r.org_id = s.org_id and r.split_id = s.id and r.noun = w.noun))
  from unnest(${Object.keys(NOUNS)}::text[], ${Object.values(NOUNS)}::text[]) as w (word, noun)) as moved`

/** Splits of customers the actor may see, newest first: one more than `limit`, or the one with an id. */
export async function splitsOf(
  tx: Tx,
  actor: Actor,
  given: { id?: string; customerId?: string; after?: readonly string[]; limit: number },
): Promise<SplitRow[]> {
  const { rows } = await sql<SplitRow>`
    select s.id, s.kept_id as "keptId", c.name as "keptName", s.part_id as "partId", s.part_name as "partName", s.note,
      ${moves}, b.name as "splitByName", s.split_at as "splitAt", u.name as "undoneByName", s.undone_at as "undoneAt"
    from customer_split s
    join customer c on c.org_id = s.org_id and c.id = s.kept_id
    left join staff b on b.org_id = s.org_id and b.id = s.split_by
    left join staff u on u.org_id = s.org_id and u.id = s.undone_by
    where s.org_id = ${actor.orgId} and c.branch_id = any (${[...actor.branchIds]}::uuid[])
      and ${given.id ? sql`s.id = ${given.id}` : sql`true`}
      and ${given.customerId ? sql`${given.customerId} in (s.kept_id, s.part_id)` : sql`true`}
      and ${given.after ? sql`(s.split_at, s.id) < (${given.after[0]}::timestamptz, ${given.after[1]}::uuid)` : sql`true`}
    order by s.split_at desc, s.id desc limit ${given.limit + 1}`.execute(tx)
  return rows
}

/** Does something and leaves everything as it was; answers what it came to. */
export async function tried<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint tried`.execute(tx)
  try {
    return await work()
  } finally {
    await sql`rollback to savepoint tried`.execute(tx)
  }
}
