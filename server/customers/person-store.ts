import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

export interface PersonFields {
  name: string
  duties: readonly string[]
  language: string | null
  note: string | null
  validFrom: Temporal.PlainDate | null
  validUntil: Temporal.PlainDate | null
}

export interface PersonRow extends PersonFields {
  id: string
  customerId: string
  endedAt: Temporal.Instant | null
  externalId: string | null
  source: string
  updatedAt: Temporal.Instant
}

const personColumns = sql`
  p.id, p.customer_id as "customerId", p.name, p.duties, p.language, p.note, p.valid_from as "validFrom",
  p.valid_until as "validUntil", p.ended_at as "endedAt", p.external_id as "externalId", p.source,
  p.updated_at as "updatedAt"`

/** The persons in charge at a customer, those in charge now first, then by name. */
export async function personsOf(tx: Tx, orgId: string, customerId: string): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select ${personColumns} from person_in_charge p
    where p.org_id = ${orgId} and p.customer_id = ${customerId}
    order by p.ended_at is not null, p.name collate "zh-x-icu", p.id limit 500`.execute(tx)
  return rows
}

/** A person in charge at a customer in the actor's branches, held until this transaction ends. */
export async function holdPerson(tx: Tx, actor: Actor, id: string): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`
    select ${personColumns}
    from person_in_charge p join customer c on c.org_id = p.org_id and c.id = p.customer_id
    where p.org_id = ${actor.orgId} and p.id = ${id} and c.branch_id = any (${[...actor.branchIds]}::uuid[])
    for update of p`.execute(tx)
  return rows[0]
}

/** The persons at customers that rows of a file may mean, by customer and their number there. */
export async function personsByExternalId(
  tx: Tx,
  orgId: string,
  wanted: readonly { customerId: string; externalId: string }[],
): Promise<PersonRow[]> {
  if (wanted.length === 0) return []
  const { rows } = await sql<PersonRow>`
    select ${personColumns}
    from unnest(${wanted.map(one => one.customerId)}::uuid[], ${wanted.map(one => one.externalId)}::text[])
      as g (customer_id, external_id)
    cross join lateral (select * from person_in_charge p where p.org_id = ${orgId}
      and p.customer_id = g.customer_id and p.external_id = g.external_id offset 0) p`.execute(tx)
  return rows
}

const day = (date: Temporal.PlainDate | null) => date?.toString() ?? null
// An array of arrays must be square for PostgreSQL; duties are sent as text.
const list = (values: readonly string[]) => JSON.stringify(values)

export type NewPersonRow = PersonFields & { id: string; customerId: string; externalId: string | null }

export async function insertPersons(
  tx: Tx,
  common: {
    orgId: string
    at: Temporal.Instant
    source: string
    staffId: string | null
    importId: string | null
  },
  rows: readonly NewPersonRow[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into person_in_charge (org_id, id, customer_id, name, duties, language, note, valid_from, valid_until,
      external_id, source, import_id, created_by, created_at, updated_at)
    select ${common.orgId}, g.id, g.customer_id, g.name, array(select jsonb_array_elements_text(g.duties)), g.language,
      g.note, g.valid_from, g.valid_until, g.external_id, ${common.source}, ${common.importId}, ${common.staffId},
      ${common.at}, ${common.at}
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.customerId)}::uuid[],
      ${rows.map(row => row.name)}::text[], ${rows.map(row => list(row.duties))}::jsonb[],
      ${rows.map(row => row.language)}::text[], ${rows.map(row => row.note)}::text[],
      ${rows.map(row => day(row.validFrom))}::date[], ${rows.map(row => day(row.validUntil))}::date[],
      ${rows.map(row => row.externalId)}::text[])
      as g (id, customer_id, name, duties, language, note, valid_from, valid_until, external_id)`.execute(tx)
}

/** Writes what is known of persons now. */
export async function updatePersons(
  tx: Tx,
  orgId: string,
  at: Temporal.Instant,
  rows: readonly (PersonFields & { id: string; endedAt: Temporal.Instant | null })[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update person_in_charge p set name = g.name, duties = array(select jsonb_array_elements_text(g.duties)),
      language = g.language, note = g.note, valid_from = g.valid_from, valid_until = g.valid_until,
      ended_at = g.ended_at, updated_at = ${at}
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.name)}::text[],
      ${rows.map(row => list(row.duties))}::jsonb[], ${rows.map(row => row.language)}::text[],
      ${rows.map(row => row.note)}::text[], ${rows.map(row => day(row.validFrom))}::date[],
      ${rows.map(row => day(row.validUntil))}::date[], ${rows.map(row => row.endedAt?.toString() ?? null)}::timestamptz[])
      as g (id, name, duties, language, note, valid_from, valid_until, ended_at)
    where p.org_id = ${orgId} and p.id = g.id`.execute(tx)
}

/** The persons whose last day is over and who have not been ended yet. */
export async function personsPastTheirDay(tx: Tx, orgId: string, today: Temporal.PlainDate): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select ${personColumns} from person_in_charge p
    where p.org_id = ${orgId} and p.ended_at is null and p.valid_until < ${today} limit 1000`.execute(tx)
  return rows
}

/** What an organisation calls duties of its own, by name. */
export async function ownDuties(tx: Tx, orgId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('duty')
    .where('org_id', '=', orgId)
    .select('name')
    .orderBy('name')
    .limit(500)
    .execute()
  return rows.map(row => row.name)
}

/** Adds duties; those that are there already are left as they are. */
export async function insertDuties(tx: Tx, actor: Actor, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  await tx
    .insertInto('duty')
    .values(names.map(name => ({ org_id: actor.orgId, name, created_by: actor.staffId, created_at: actor.now })))
    .onConflict(conflict => conflict.doNothing())
    .execute()
}
