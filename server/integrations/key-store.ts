import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

export interface KeyRow {
  id: string
  name: string
  prefix: string
  permissions: string[]
  branchId: string
  createdById: string
  createdBy: string
  createdAt: Temporal.Instant
  expiresAt: Temporal.Instant | null
  lastUsedAt: Temporal.Instant | null
  revokedAt: Temporal.Instant | null
  /** The maker as he is today. */
  makerRoles: string[]
  makerPermissions: string[]
  makerGone: boolean
}

/** The keys of the actor's branches, newest first, with their makers as they are today. */
export async function keysIn(tx: Tx, actor: Actor, id?: string): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    with recursive
      k as (
        select * from api_key
        where org_id = ${actor.orgId} and branch_id = any (${[...actor.branchIds]}::uuid[])
          and (${id ?? null}::uuid is null or id = ${id ?? null})
        order by created_at desc, id desc limit 500
      ),
      above as (
        select distinct branch_id as of, branch_id as id from k
        union all
        select a.of, b.parent_id from above a join branch b on b.org_id = ${actor.orgId} and b.id = a.id
        where b.parent_id is not null
      )
    select k.id, k.name, k.prefix, k.permissions, k.branch_id as "branchId", k.created_by as "createdById",
      s.name as "createdBy", k.created_at as "createdAt", k.expires_at as "expiresAt",
      k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt", s.roles as "makerRoles",
      array(select distinct unnest(r.permissions) from staff_custom_role g
        join custom_role r on r.org_id = g.org_id and r.id = g.role_id
        where g.org_id = s.org_id and g.staff_id = s.id) as "makerPermissions",
      s.deactivated_at is not null
        or not exists (select from above a where a.of = k.branch_id and a.id = s.branch_id) as "makerGone"
    from k join staff s on s.org_id = ${actor.orgId} and s.id = k.created_by
    order by k.created_at desc, k.id desc`.execute(tx)
  return rows
}

export async function insertKey(
  tx: Tx,
  actor: Actor,
  row: {
    name: string
    branchId: string
    prefix: string
    hash: Buffer
    permissions: string[]
    expiresAt: Temporal.Instant | null
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('api_key')
    .values({
      org_id: actor.orgId,
      branch_id: row.branchId,
      name: row.name,
      prefix: row.prefix,
      hash: row.hash,
      permissions: row.permissions,
      created_by: actor.staffId!,
      created_at: actor.now,
      expires_at: row.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Ends a key; false when it lies outside the actor's branches. One that had ended keeps the time of its end. */
export async function endKey(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const done = await tx
    .updateTable('api_key')
    .set({
      revoked_at: sql`coalesce(revoked_at, ${actor.now})`,
      revoked_by: sql`coalesce(revoked_by, ${actor.staffId})`,
    })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .where('branch_id', 'in', [...actor.branchIds])
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export interface StoredKey {
  id: string
  name: string
  prefix: string
  hash: Buffer
  permissions: string[]
  branchId: string
  createdBy: string
  expiresAt: Temporal.Instant | null
  revokedAt: Temporal.Instant | null
}

/** The key with a prefix in the organisation of the scope, whatever its branch: for finding out who asks. */
export async function keyByPrefix(tx: Tx, prefix: string): Promise<StoredKey | undefined> {
  const { rows } = await sql<StoredKey>`
    select id, name, prefix, hash, permissions, branch_id as "branchId", created_by as "createdBy",
      expires_at as "expiresAt", revoked_at as "revokedAt"
    from api_key_by_prefix(${prefix})`.execute(tx)
  return rows[0]
}

/** Notes that a key was used, once a minute at most. */
export async function noteUse(tx: Tx, keyId: string, at: Temporal.Instant): Promise<void> {
  await sql`select api_key_used(${keyId}, ${at})`.execute(tx)
}
