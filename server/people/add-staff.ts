import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { passwordHash } from './auth.ts'
import { permit, type Role } from './permissions.ts'
import { peopleReasons } from './reasons.ts'
import { insertLogin, insertStaff } from './store.ts'

export interface NewStaff {
  name: string
  email: string
  password: string
  roles: Role[]
  branchId: string
}

/** Adds a member of staff who can sign in; refuses a branch outside the actor's and an e-mail in use. */
export async function addStaff(tx: Tx, actor: Actor, given: NewStaff) {
  permit(actor, 'people.manage')
  if (!actor.branchIds.includes(given.branchId)) throw notFound()
  const email = given.email.toLowerCase()
  try {
    const staff = await insertStaff(tx, { ...given, email, orgId: actor.orgId, at: actor.now })
    await insertLogin(tx, {
      orgId: actor.orgId,
      staffId: staff.id,
      name: given.name,
      email,
      passwordHash: await passwordHash(given.password),
      at: actor.now,
    })
    return staff
  } catch (error) {
    if (isViolationOf('user_email_key', error) || isViolationOf('staff_email_is_unique', error)) {
      throw new Refusal('conflict', peopleReasons['email-taken'], { email })
    }
    throw error
  }
}
