import { sql } from 'kysely'
import type { z } from 'zod'
import type { Role as RoleName } from '../people/contract.ts'
import type { Actor } from '../platform/actor.ts'
import type { Database, Tx } from '../platform/database.ts'

type Role = z.output<typeof RoleName>

export interface SignOnRow {
  enabled: boolean
  issuer: string
  clientId: string
  clientSecret: Buffer
  domains: string[]
  createRole: Role | null
  createBranchId: string | null
  roleClaim: string | null
  rolesByClaim: Record<string, Role>
  passwordOff: boolean
  breakGlassId: string | null
  changedAt: Temporal.Instant
}

/** How an organisation signs on; `undefined` while it is not set up. */
export async function signOnOf(tx: Tx, orgId: string): Promise<SignOnRow | undefined> {
  const { rows } = await sql<SignOnRow>`
    select enabled, issuer, client_id as "clientId", client_secret as "clientSecret", domains,
      create_role as "createRole", create_branch_id as "createBranchId", role_claim as "roleClaim",
      roles_by_claim as "rolesByClaim", password_off as "passwordOff", break_glass_id as "breakGlassId",
      changed_at as "changedAt"
    from sign_on where org_id = ${orgId}`.execute(tx)
  return rows[0]
}

export async function writeSignOn(tx: Tx, actor: Actor, row: Omit<SignOnRow, 'changedAt'>): Promise<void> {
  const values = {
    enabled: row.enabled,
    issuer: row.issuer,
    client_id: row.clientId,
    client_secret: row.clientSecret,
    domains: row.domains,
    create_role: row.createRole,
    create_branch_id: row.createBranchId,
    role_claim: row.roleClaim,
    roles_by_claim: JSON.stringify(row.rolesByClaim),
    password_off: row.passwordOff,
    break_glass_id: row.breakGlassId,
    changed_at: actor.now,
  }
  await tx
    .insertInto('sign_on')
    .values({ org_id: actor.orgId, ...values })
    .onConflict(conflict => conflict.column('org_id').doUpdateSet(values))
    .execute()
}

/** The organisations that offer sign-on, with their domains; known before anybody is. */
export async function offers(db: Database): Promise<{ orgId: string; domains: string[] }[]> {
  const { rows } = await sql<{ orgId: string; domains: string[] }>`
    select org_id as "orgId", domains from sign_on_offers()`.execute(db)
  return rows
}

export interface KnownPerson {
  staffId: string
  deactivated: boolean
  /** The identity of the provider he is linked to. */
  subject: string | null
  roles: Role[]
}

/** The member of staff an identity is linked to, else the one with its e-mail. */
export async function personBy(
  tx: Tx,
  orgId: string,
  identity: { issuer: string; subject: string; email: string },
): Promise<KnownPerson | undefined> {
  const { rows } = await sql<KnownPerson>`
    select s.id as "staffId", s.deactivated_at is not null as deactivated, l.subject, s.roles
    from staff s
    left join sign_on_link l on l.org_id = s.org_id and l.staff_id = s.id and l.issuer = ${identity.issuer}
    where s.org_id = ${orgId} and (l.subject = ${identity.subject} or s.email = ${identity.email})
    order by l.subject = ${identity.subject} desc nulls last limit 1`.execute(tx)
  return rows[0]
}

export async function insertLink(
  tx: Tx,
  actor: Actor,
  row: { issuer: string; subject: string; staffId: string },
): Promise<void> {
  await tx
    .insertInto('sign_on_link')
    .values({
      org_id: actor.orgId,
      issuer: row.issuer,
      subject: row.subject,
      staff_id: row.staffId,
      linked_at: actor.now,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/**
 * Whether a member of staff is an owner of the whole organisation, has a password and is not deactivated: who can be trusted
 * with the last way in.
 */
export async function isActiveOwner(tx: Tx, orgId: string, staffId: string): Promise<boolean> {
  const { rows } = await sql<{ owner: boolean }>`
    select exists (
      select from staff s
      join branch b on b.org_id = s.org_id and b.id = s.branch_id and b.parent_id is null
      join auth.login l on l.org_id = s.org_id and l.staff_id = s.id
      join auth.account a on a."userId" = l.user_id and a."providerId" = 'credential' and a.password is not null
      where s.org_id = ${orgId} and s.id = ${staffId} and s.deactivated_at is null and 'owner' = any (s.roles)
    ) as owner`.execute(tx)
  return rows[0]?.owner ?? false
}
