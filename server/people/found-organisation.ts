import { type Database, inScope, isViolationOf, type Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { Refusal } from '../platform/refusal.ts'
import { passwordHash } from './auth.ts'
import { insertBranch } from './branch-store.ts'
import type { Role } from './permissions.ts'
import { peopleReasons } from './reasons.ts'
import { insertLogin } from './sign-in-store.ts'
import { insertStaff } from './staff-store.ts'
import { insertOrganisation, lockFounding, organisationIds } from './store.ts'

export interface Founding {
  organisation: string
  serviceNumber: string
  country?: string
  timeZone?: string
  name: string
  email: string
  password: string
  roles?: readonly Role[]
}

/** Creates an organisation with its root branch and its owner. */
export async function foundOrganisation(db: Database, founding: Founding, at: Temporal.Instant) {
  const hash = await passwordHash(founding.password)
  const orgId = newId()
  return inScope(db, { orgId, branchIds: [], ancestorIds: [] }, tx => found(tx, orgId, founding, hash, at))
}

/** Creates the first organisation of an installation; refuses when there is one, also in a race of two visitors. */
export async function foundFirstOrganisation(db: Database, founding: Founding, at: Temporal.Instant) {
  const hash = await passwordHash(founding.password)
  const orgId = newId()
  return inScope(db, { orgId, branchIds: [], ancestorIds: [] }, async tx => {
    await lockFounding(tx)
    if ((await organisationIds(tx)).length > 0) throw new Refusal('conflict', peopleReasons['already-set-up'])
    return found(tx, orgId, founding, hash, at)
  })
}

async function found(tx: Tx, orgId: string, founding: Founding, hash: string, at: Temporal.Instant) {
  await insertOrganisation(tx, {
    id: orgId,
    name: founding.organisation,
    serviceNumber: founding.serviceNumber || null,
    country: founding.country ?? 'CN',
    timeZone: founding.timeZone ?? 'Asia/Shanghai',
    at,
  })
  const branch = await insertBranch(tx, { orgId, parentId: null, name: founding.organisation, kind: 'own', at })
  const { name } = founding
  const email = founding.email.toLowerCase()
  const staff = await insertStaff(tx, {
    orgId,
    branchId: branch.id,
    name,
    email,
    roles: founding.roles ?? ['owner'],
    at,
  })
  await insertLogin(tx, { orgId, staffId: staff.id, name, email, passwordHash: hash, at }).catch(error => {
    if (isViolationOf('user_email_key', error)) throw new Refusal('conflict', peopleReasons['email-taken'], { email })
    throw error
  })
  return { orgId, branchId: branch.id, staffId: staff.id }
}
