import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { passwordHash } from './auth.ts'
import { demandGrantable, demandOpenBranch } from './grant.ts'
import { deedDone } from './people-facts.ts'
import { permit, type Role } from './permissions.ts'
import { peopleReasons } from './reasons.ts'
import { insertLogin } from './sign-in-store.ts'
import { insertStaff, type StaffRow } from './staff-store.ts'

export interface NewStaff {
  name: string
  email: string
  password: string
  roles: Role[]
  branchId: string
}

/**
 * Adds a member of staff who can sign in with a password somebody else chose, for programs that bring their own people.
 * Refuses a branch outside the actor's, an e-mail in use, and roles that allow more than the actor may himself.
 */
export async function addStaff(tx: Tx, actor: Actor, given: NewStaff): Promise<StaffRow> {
  permit(actor, 'people.manage')
  await demandOpenBranch(tx, actor, given.branchId)
  await demandGrantable(tx, actor, { roles: given.roles, customRoleIds: [] })
  const staff = await admit(tx, actor, { ...given, passwordHash: await passwordHash(given.password) })
  await deedDone.tell(tx, actor, {
    action: 'staff.added',
    subject: 'staff',
    subjectId: staff.id,
    facts: { name: given.name, roles: given.roles },
  })
  return staff
}

/** Writes a member of staff with his login; refuses an e-mail in use anywhere in the installation. */
export async function admit(
  tx: Tx,
  actor: Actor,
  given: Omit<NewStaff, 'password'> & { passwordHash: string | null; language?: 'zh' | 'en' | null },
): Promise<StaffRow> {
  const email = given.email.toLowerCase()
  try {
    const invited = given.passwordHash === null
    const staff = await insertStaff(tx, { ...given, email, orgId: actor.orgId, at: actor.now, invited })
    const { name, passwordHash } = given
    await insertLogin(tx, { orgId: actor.orgId, staffId: staff.id, name, email, passwordHash, at: actor.now })
    return staff
  } catch (error) {
    if (isViolationOf('user_email_key', error) || isViolationOf('staff_email_is_unique', error)) {
      throw new Refusal('conflict', peopleReasons['email-taken'], { email })
    }
    throw error
  }
}
