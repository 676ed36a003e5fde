import { actorOf, addBranch, addStaff, addTeam, foundOrganisation } from '../server/people/index.ts'
import type { Role } from '../server/people/permissions.ts'
import type { Actor } from '../server/platform/actor.ts'
import { type Database, inScope } from '../server/platform/database.ts'
import type { Business } from './business.ts'

/** The password of every demo login. It is printed and shown; a business in earnest starts empty. */
export const DEMO_PASSWORD = 'huifang-demo'
export const TIME_ZONE = 'Asia/Shanghai'

export interface DemoLogin {
  /** The name of the business. */
  organisation: string
  email: string
  role: Role
}

/** The logins that are shown: one for each role. */
export function demoLogins({ name, owner, staff }: Business, mailDomain: string): DemoLogin[] {
  return [owner, ...staff]
    .filter(({ login, role }) => login === role)
    .map(({ login, role }) => ({ organisation: name, email: `${login}@${mailDomain}`, role }))
}

/** The house as those who fill it need it. */
export interface House {
  db: Database
  business: Business
  orgId: string
  foundedAt: Temporal.Instant
  branchIds: Record<string, string>
  teamIds: Record<string, string>
  /** The agents of each team, in a fixed order. */
  agents: readonly { teamKey: string; actor: Actor }[]
  /** A member of staff at an instant, by what stands before the @ of his login. */
  staff(login: string, now: Temporal.Instant): Actor
  /** The same by id. */
  staffById(id: string, now: Temporal.Instant): Actor
}

/** Founds the organisation with its branches, staff and teams at an instant. */
export async function foundHouse(
  db: Database,
  business: Business,
  mailDomain: string,
  at: Temporal.Instant,
): Promise<House> {
  const { owner: founding, staff, branches, teams } = business
  const email = (login: string) => `${login}@${mailDomain}`
  const founded = await foundOrganisation(
    db,
    {
      organisation: business.name,
      serviceNumber: business.serviceNumber,
      timeZone: TIME_ZONE,
      name: founding.name,
      email: email(founding.login),
      password: DEMO_PASSWORD,
    },
    at,
  )
  const { orgId } = founded
  const actor = async (staffId: string) => (await actorOf(db, orgId, staffId, at, 'demo'))!

  const founder = await actor(founded.staffId)
  const branchIds = { head: founded.branchId } as House['branchIds']
  await inScope(db, founder, async tx => {
    for (const { key, name, kind } of branches) {
      branchIds[key] = (await addBranch(tx, founder, { parentId: founded.branchId, name, kind })).id
    }
  })

  const owner = await actor(founded.staffId)
  const ids = new Map([[founding.login, founded.staffId]])
  await inScope(db, owner, async tx => {
    for (const { login, name, role, at } of staff) {
      const given = { name, email: email(login), password: DEMO_PASSWORD, roles: [role], branchId: branchIds[at]! }
      ids.set(login, (await addStaff(tx, owner, given)).id)
    }
  })
  const actors = new Map<string, Actor>()
  for (const [login, staffId] of ids) actors.set(login, await actor(staffId))

  const agents = staff
    .filter(({ role }) => role === 'agent' || role === 'partner-agent')
    .map(({ login, at }) => ({
      teamKey: at,
      actor: actors.get(login)!,
    }))
  const teamIds = {} as House['teamIds']
  await inScope(db, owner, async tx => {
    for (const { key, name } of teams) {
      const memberIds = agents.filter(({ teamKey }) => teamKey === key).map(agent => agent.actor.staffId!)
      teamIds[key] = (await addTeam(tx, owner, { name, branchId: branchIds[key]!, memberIds })).id
    }
  })
  const byId = new Map([...actors.values()].map(one => [one.staffId, one]))
  return {
    db,
    business,
    orgId,
    foundedAt: at,
    branchIds,
    teamIds,
    agents,
    staff: (login, now) => ({ ...actors.get(login)!, now }),
    staffById: (id, now) => ({ ...byId.get(id)!, now }),
  }
}
