import { inject } from 'vitest'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, openDatabase, openPool, type Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { addBranch } from './add-branch.ts'
import { actorOf } from './auth.ts'
import { insertBranch } from './branch-store.ts'
import type { Role } from './permissions.ts'
import { insertStaff } from './staff-store.ts'
import { branchScope, insertOrganisation } from './store.ts'
import { insertTeam } from './team-store.ts'

let shared: Database | undefined

/** The database of the integration tests, through the application's login. */
export function testDatabase(): Database {
  shared ??= openDatabase(openPool(inject('appUrl'), 10))
  return shared
}

/** Lets the connections of a test file go, whose modules are not those of the next. */
export async function closeTestDatabase(): Promise<void> {
  await shared?.destroy()
  shared = undefined
}

/** Runs work as an actor, in one transaction in his scope. */
export function as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inScope(testDatabase(), actor, work)
}

/** A Tuesday morning without holidays. */
export const TUESDAY_10_AM = Temporal.Instant.from('2026-11-17T10:00:00+08:00')

export interface GivenOrganisation {
  orgId: string
  rootId: string
  /** A branch below the root, and a sibling of it. */
  northId: string
  southId: string
  teamId: string
  owner: Actor
  /** A new member of staff with a role, by default in the root branch; agents join the team. */
  staff(role: Role, branchId?: string): Promise<Actor>
  at(actor: Actor, now: Temporal.Instant | string): Actor
}

/** A new organisation of its own for a test: root branch with two branches below it, an owner and a team. */
export async function givenOrganisation(now = TUESDAY_10_AM): Promise<GivenOrganisation> {
  const db = testDatabase()
  const orgId = newId()
  const scope = { orgId, branchIds: [], ancestorIds: [] }
  const rootId = await inScope(db, scope, async tx => {
    await insertOrganisation(tx, {
      id: orgId,
      name: '东方机械',
      serviceNumber: '4008001234',
      country: 'CN',
      timeZone: 'Asia/Shanghai',
      at: now,
    })
    return (await insertBranch(tx, { orgId, parentId: null, name: '总部', kind: 'own', at: now })).id
  })
  const staffMember = async (role: Role, branchId = rootId): Promise<Actor> => {
    const staffId = await inScope(db, scope, async tx => {
      const email = `${role}.${crypto.randomUUID()}@test.example`
      return (await insertStaff(tx, { orgId, branchId, name: role, email, roles: [role], at: now })).id
    })
    return (await actorOf(db, orgId, staffId, now, 'test'))!
  }
  const founder = await staffMember('owner')
  const north = await as(founder, tx => addBranch(tx, founder, { parentId: rootId, name: '北方', kind: 'own' }))
  const south = await as(founder, tx => addBranch(tx, founder, { parentId: rootId, name: '南方', kind: 'own' }))
  const owner = { ...founder, ...(await as(founder, tx => branchScope(tx, orgId, rootId))) }
  const team = await as(owner, tx =>
    insertTeam(tx, { orgId, branchId: rootId, name: '回访组', memberIds: [], at: now }),
  )
  return {
    orgId,
    rootId,
    northId: north.id,
    southId: south.id,
    teamId: team.id,
    owner,
    async staff(role, branchId) {
      const actor = await staffMember(role, branchId)
      if (role === 'agent') {
        await as(owner, tx =>
          tx.insertInto('team_member').values({ org_id: orgId, team_id: team.id, staff_id: actor.staffId! }).execute(),
        )
      }
      return actor
    },
    at: (actor, instant) => ({ ...actor, now: typeof instant === 'string' ? Temporal.Instant.from(instant) : instant }),
  }
}
