import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { admit } from './add-staff.ts'
import { deedDone } from './people-facts.ts'
import type { Role } from './permissions.ts'
import { isRootOwner, markJoined, ownersWithout, writeRoles } from './staff-store.ts'
import { activeStaff } from './store.ts'

/** Adds whoever the identity provider of the organisation vouches for; he has no password. Refuses an e-mail in use elsewhere. */
export async function admitBySignOn(
  tx: Tx,
  actor: Actor,
  given: { name: string; email: string; roles: Role[]; branchId: string },
): Promise<string> {
  const { id } = await admit(tx, actor, { ...given, passwordHash: null })
  await markJoined(tx, actor.orgId, id, actor.now)
  const facts = { name: given.name, roles: given.roles, signOn: true }
  await deedDone.tell(tx, actor, { action: 'staff.added', subject: 'staff', subjectId: id, facts })
  return id
}

/**
 * Notes that a member of staff came in by sign-on: one who was invited has joined. With roles, they take the place of his
 * present ones, unless that would leave the organisation without an owner.
 */
export async function joinBySignOn(
  tx: Tx,
  actor: Actor,
  { staffId, roles }: { staffId: string; roles: Role[] | null },
): Promise<void> {
  await markJoined(tx, actor.orgId, staffId, actor.now)
  const facts: Record<string, unknown> = { signOn: true }
  const before = (await activeStaff(tx, actor.orgId, staffId))?.roles ?? []
  const changes = roles !== null && [...roles].sort().join() !== [...before].sort().join()
  if (changes && (roles.includes('owner') || !(await isLastOwner(tx, actor.orgId, staffId)))) {
    await writeRoles(tx, actor.orgId, staffId, roles)
    facts.roles = roles
  }
  const self = { ...actor, staffId }
  await deedDone.tell(tx, self, { action: 'staff.signed-in', subject: 'staff', subjectId: staffId, facts })
}

async function isLastOwner(tx: Tx, orgId: string, staffId: string): Promise<boolean> {
  return (await ownersWithout(tx, orgId, staffId)) === 0 && (await isRootOwner(tx, orgId, staffId))
}
