import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { demandNoMore, demandRoot } from './grant.ts'
import { deedDone } from './people-facts.ts'
import { PERMISSIONS_OF_ROLE, type Permission, permit, ROLES } from './permissions.ts'
import { peopleReasons } from './reasons.ts'
import * as store from './role-store.ts'

/** A role as it is shown: one of the fixed ones under its key, or the organisation's own. */
export interface ShownRole {
  id: string
  /** The key of a fixed role; `null` for one of the organisation's own. */
  fixed: (typeof ROLES)[number] | null
  name: string
  permissions: Permission[]
  staffCount: number
}

/** All roles with what they allow, the fixed ones first. */
export async function listRoles(tx: Tx, actor: Actor): Promise<ShownRole[]> {
  permit(actor, 'people.read')
  const counts = await store.countsOfFixedRoles(tx, actor.orgId)
  const fixed = ROLES.map(role => ({
    id: role,
    fixed: role,
    name: role,
    permissions: [...PERMISSIONS_OF_ROLE[role]],
    staffCount: counts.get(role) ?? 0,
  }))
  const own = await store.customRolesIn(tx, actor.orgId)
  return [...fixed, ...own.map(role => ({ ...role, fixed: null }))]
}

/** Adds a role of the organisation's own; refuses a name in use and what the actor may not do himself. */
export async function addRole(
  tx: Tx,
  actor: Actor,
  given: { name: string; permissions: Permission[] },
): Promise<ShownRole> {
  permit(actor, 'people.manage')
  demandRoot(actor)
  demandNoMore(actor, given.permissions)
  const { orgId, now: at, staffId: createdBy } = actor
  const id = await named(given.name, store.insertCustomRole(tx, { ...given, orgId, createdBy, at }))
  await deedDone.tell(tx, actor, { action: 'role.added', subject: 'role', subjectId: id, facts: given })
  return { id, fixed: null, ...given, staffCount: 0 }
}

/**
 * Changes a role; it holds from the next request of those who have it. Refuses one that allows more than the actor may
 * himself, before the change or after it.
 */
export async function changeRole(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { name: string; permissions: Permission[] },
): Promise<ShownRole> {
  permit(actor, 'people.manage')
  demandRoot(actor)
  const before = await store.customRoleForChange(tx, actor.orgId, id)
  if (!before) throw notFound()
  demandNoMore(actor, [...before.permissions, ...given.permissions])
  await named(given.name, store.writeCustomRole(tx, actor.orgId, id, given))
  const facts = { ...given, permissionsBefore: before.permissions }
  await deedDone.tell(tx, actor, { action: 'role.changed', subject: 'role', subjectId: id, facts })
  const after = (await store.customRolesIn(tx, actor.orgId)).find(role => role.id === id)!
  return { ...after, fixed: null }
}

/** Takes a role away; refuses while somebody has it. */
export async function removeRole(tx: Tx, actor: Actor, id: string): Promise<void> {
  permit(actor, 'people.manage')
  demandRoot(actor)
  const role = await store.customRoleForChange(tx, actor.orgId, id)
  if (!role) throw notFound()
  demandNoMore(actor, role.permissions)
  await store.deleteCustomRole(tx, actor.orgId, id).catch(error => {
    if (isViolationOf('custom_role_in_use_stays', error)) {
      throw new Refusal('conflict', peopleReasons['role-in-use'], { name: role.name })
    }
    throw error
  })
  await deedDone.tell(tx, actor, { action: 'role.removed', subject: 'role', subjectId: id, facts: { name: role.name } })
}

async function named<T>(name: string, work: Promise<T>): Promise<T> {
  return work.catch(error => {
    if (isViolationOf('custom_role_name_is_unique', error)) {
      throw new Refusal('conflict', peopleReasons['name-taken'], { name })
    }
    throw error
  })
}
