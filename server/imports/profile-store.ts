import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { ImportMapping } from './contract.ts'

export interface ProfileRow {
  id: string
  kind: string
  name: string
  header: string[]
  mapping: ImportMapping
  createdByName: string | null
  createdAt: Temporal.Instant
  usedAt: Temporal.Instant
}

const profileColumns = sql`
  p.id, p.kind, p.name, p.header, p.mapping, s.name as "createdByName", p.created_at as "createdAt", p.used_at as "usedAt"`
const profileTables = sql`import_profile p left join staff s on s.org_id = p.org_id and s.id = p.created_by`

/** The profiles of a kind of rows, or of all, last used first. */
export async function profiles(tx: Tx, orgId: string, kind: string | undefined): Promise<ProfileRow[]> {
  const { rows } = await sql<ProfileRow>`
    select ${profileColumns} from ${profileTables}
    where p.org_id = ${orgId} and ${kind ? sql`p.kind = ${kind}` : sql`true`}
    order by p.used_at desc, p.id limit 200`.execute(tx)
  return rows
}

export async function profileById(tx: Tx, orgId: string, id: string): Promise<ProfileRow | undefined> {
  const { rows } = await sql<ProfileRow>`
    select ${profileColumns} from ${profileTables} where p.org_id = ${orgId} and p.id = ${id}`.execute(tx)
  return rows[0]
}

export async function profileByName(
  tx: Tx,
  orgId: string,
  kind: string,
  name: string,
): Promise<ProfileRow | undefined> {
  const { rows } = await sql<ProfileRow>`
    select ${profileColumns} from ${profileTables}
    where p.org_id = ${orgId} and p.kind = ${kind} and p.name = ${name}`.execute(tx)
  return rows[0]
}

/** The last used profile for files with this header, in whatever order its columns come. */
export async function profileFor(
  tx: Tx,
  orgId: string,
  kind: string,
  header: readonly string[],
): Promise<ProfileRow | undefined> {
  const { rows } = await sql<ProfileRow>`
    select ${profileColumns} from ${profileTables}
    where p.org_id = ${orgId} and p.kind = ${kind} and p.header @> ${header}::text[] and p.header <@ ${header}::text[]
    order by p.used_at desc limit 1`.execute(tx)
  return rows[0]
}

/** Keeps a profile; one of the same kind and name is replaced. */
export async function upsertProfile(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'staffId' | 'now'>,
  row: { id: string; kind: string; name: string; header: readonly string[]; mapping: ImportMapping },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into import_profile (org_id, id, kind, name, header, mapping, created_by, created_at, used_at)
    values (${actor.orgId}, ${row.id}, ${row.kind}, ${row.name}, ${row.header}::text[],
      ${JSON.stringify(row.mapping)}::jsonb, ${actor.staffId}, ${actor.now}, ${actor.now})
    on conflict on constraint import_profile_name_is_unique do update set
      header = excluded.header, mapping = excluded.mapping, used_at = excluded.used_at
    returning id`.execute(tx)
  return rows[0]!.id
}

/** Gives a profile another name; false when it does not exist. */
export async function renameProfile(tx: Tx, orgId: string, id: string, name: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('import_profile')
    .set({ name })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function deleteProfile(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('import_profile')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Notes that a file with this header was read so, for the order of the list. */
export async function touchProfiles(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  kind: string,
  mapping: ImportMapping,
): Promise<void> {
  await sql`
    update import_profile set used_at = ${actor.now}
    where org_id = ${actor.orgId} and kind = ${kind} and mapping = ${JSON.stringify(mapping)}::jsonb`.execute(tx)
}
