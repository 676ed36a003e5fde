import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { isOpenBranch } from './branch-store.ts'
import { may, type Permission, permissionsOf, type Role } from './permissions.ts'
import { peopleReasons } from './reasons.ts'
import { customRolesToGrant } from './role-store.ts'
import { isRootOwner, ownersWithout, type StaffRow } from './staff-store.ts'

/** Refuses to give out, or to touch whoever has, what the actor may not do himself: no one grants more than he has. */
export function demandNoMore(actor: Actor, permissions: readonly Permission[]): void {
  const missing = permissions.filter(permission => !may(actor, permission))
  if (missing.length > 0) throw new Refusal('conflict', peopleReasons['more-than-yours'], { permissions: missing })
}

/** Refuses roles the actor may not give, roles that are not there, and no role at all. */
export async function demandGrantable(
  tx: Tx,
  actor: Actor,
  given: { roles: readonly Role[]; customRoleIds: readonly string[] },
): Promise<void> {
  const ids = [...new Set(given.customRoleIds)]
  if (given.roles.length + ids.length === 0) throw new Refusal('invalid', peopleReasons['no-role'])
  const custom = await customRolesToGrant(tx, actor.orgId, ids)
  if (custom.length < ids.length) throw notFound()
  const extra = custom.flatMap(role => role.permissions)
  demandNoMore(actor, permissionsOf(given.roles, extra))
}

/** Refuses to administer somebody who may do more than the actor. */
export function demandAbove(actor: Actor, target: StaffRow & { customPermissions: readonly string[] }): void {
  demandNoMore(actor, permissionsOf(target.roles, target.customPermissions))
}

/** Refuses to take the last owner of the whole organisation away, also when two try at the same moment. */
export async function demandAnotherOwner(tx: Tx, orgId: string, staffId: string): Promise<void> {
  const others = await ownersWithout(tx, orgId, staffId)
  if (others === 0 && (await isRootOwner(tx, orgId, staffId))) {
    throw new Refusal('conflict', peopleReasons['last-owner'])
  }
}

/** Refuses a branch outside the actor's, and one that is closed; keeps it open until the transaction ends. */
export async function demandOpenBranch(tx: Tx, actor: Actor, branchId: string): Promise<void> {
  if (!actor.branchIds.includes(branchId)) throw notFound()
  if (!(await isOpenBranch(tx, actor.orgId, branchId))) throw new Refusal('conflict', peopleReasons['branch-closed'])
}

/** Refuses an actor below the root for what holds for the whole organisation. */
export function demandRoot(actor: Actor): void {
  if (actor.ancestorIds.length > 0) throw notFound()
}
