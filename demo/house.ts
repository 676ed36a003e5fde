import { actorOf, addBranch, addStaff, addTeam, foundOrganisation } from '../server/people/index.ts'
import type { Role } from '../server/people/permissions.ts'
import type { Actor } from '../server/platform/actor.ts'
import { type Database, inScope } from '../server/platform/database.ts'
import { BRANCHES, type BranchKey } from './places.ts'

export const DEMO_ORGANISATION = '东方工程机械集团'
/** The password of every demo login. It is printed and shown; a business in earnest starts empty. */
export const DEMO_PASSWORD = 'huifang-demo'
export const DEMO_DOMAIN = 'demo.example'
export const TIME_ZONE = 'Asia/Shanghai'
/** In form a Beijing fixed line, and like those of the customers it cannot exist (see `quiet-numbers.ts`). */
export const SERVICE_NUMBER = '010-0400 8000'

interface DemoStaff {
  /** What stands before the @. */
  login: string
  name: string
  role: Role
  at: BranchKey | 'head'
}

const person = (login: string, name: string, role: Role, at: DemoStaff['at'] = 'head'): DemoStaff => {
  return { login, name, role, at }
}

const OWNER = person('owner', '陈国栋', 'owner')
/** One login for each role, named as the role; then the others by their own names. */
const STAFF: readonly DemoStaff[] = [
  person('planner', '林晓燕', 'planner'),
  person('approver', '周志强', 'approver'),
  person('agent', '李娜', 'agent'),
  person('supervisor', '王海燕', 'supervisor'),
  person('hotline', '何敏', 'hotline'),
  person('quality', '苏静', 'quality'),
  person('privacy-officer', '马文博', 'privacy-officer'),
  person('partner-agent', '郑爽', 'partner-agent', 'partner'),
  person('zhang.wei', '张伟', 'agent'),
  person('liu.yang', '刘洋', 'agent'),
  person('yang.fan', '杨帆', 'agent'),
  person('sun.yue', '孙悦', 'agent', 'east'),
  person('zhu.lin', '朱琳', 'agent', 'east'),
  person('liang.jing', '梁静', 'agent', 'south'),
  person('wu.hao', '吴昊', 'agent', 'south'),
  person('feng.lei', '冯磊', 'partner-agent', 'partner'),
  person('gao.xiang', '高翔', 'supervisor', 'north'),
  person('xu.li', '徐丽', 'supervisor', 'east'),
  person('huang.jianhua', '黄建华', 'supervisor', 'south'),
  person('luo.yong', '罗勇', 'supervisor', 'southwest'),
]

export type TeamKey = 'head' | 'east' | 'south' | 'partner'

const TEAMS: Record<TeamKey, string> = {
  head: '总部回访组',
  east: '华东回访组',
  south: '华南回访组',
  partner: '信联外呼组',
}

export interface DemoLogin {
  email: string
  role: Role
}

/** The logins that are shown: one for each role. */
export function demoLogins(mailDomain = DEMO_DOMAIN): DemoLogin[] {
  return [OWNER, ...STAFF]
    .filter(({ login, role }) => login === role)
    .map(({ login, role }) => ({ email: `${login}@${mailDomain}`, role }))
}

/** The house as those who fill it need it. */
export interface House {
  db: Database
  orgId: string
  foundedAt: Temporal.Instant
  branchIds: Record<BranchKey | 'head', string>
  teamIds: Record<TeamKey, string>
  /** The agents of each team, in a fixed order. */
  agents: readonly { teamKey: TeamKey; actor: Actor }[]
  /** A member of staff at an instant, by what stands before the @ of his login. */
  staff(login: string, now: Temporal.Instant): Actor
  /** The same by id. */
  staffById(id: string, now: Temporal.Instant): Actor
}

/** Founds the organisation with its branches, staff and teams at an instant. */
export async function foundHouse(db: Database, mailDomain: string, at: Temporal.Instant): Promise<House> {
  const email = (login: string) => `${login}@${mailDomain}`
  const founding = { name: OWNER.name, email: email(OWNER.login), password: DEMO_PASSWORD }
  const founded = await foundOrganisation(
    db,
    { organisation: DEMO_ORGANISATION, serviceNumber: SERVICE_NUMBER, timeZone: TIME_ZONE, ...founding },
    at,
  )
  const { orgId } = founded
  const actor = async (staffId: string) => (await actorOf(db, orgId, staffId, at, 'demo'))!

  const founder = await actor(founded.staffId)
  const branchIds = { head: founded.branchId } as House['branchIds']
  await inScope(db, founder, async tx => {
    for (const { key, name, kind } of BRANCHES) {
      branchIds[key] = (await addBranch(tx, founder, { parentId: founded.branchId, name, kind })).id
    }
  })

  const owner = await actor(founded.staffId)
  const ids = new Map([[OWNER.login, founded.staffId]])
  await inScope(db, owner, async tx => {
    for (const { login, name, role, at } of STAFF) {
      const given = { name, email: email(login), password: DEMO_PASSWORD, roles: [role], branchId: branchIds[at] }
      ids.set(login, (await addStaff(tx, owner, given)).id)
    }
  })
  const actors = new Map<string, Actor>()
  for (const [login, staffId] of ids) actors.set(login, await actor(staffId))

  const agents = STAFF.filter(({ role }) => role === 'agent' || role === 'partner-agent').map(({ login, at }) => ({
    teamKey: at as TeamKey,
    actor: actors.get(login)!,
  }))
  const teamIds = {} as House['teamIds']
  await inScope(db, owner, async tx => {
    for (const [key, name] of Object.entries(TEAMS) as [TeamKey, string][]) {
      const memberIds = agents.filter(({ teamKey }) => teamKey === key).map(agent => agent.actor.staffId!)
      teamIds[key] = (await addTeam(tx, owner, { name, branchId: branchIds[key], memberIds })).id
    }
  })
  const byId = new Map([...actors.values()].map(one => [one.staffId, one]))
  return {
    db,
    orgId,
    foundedAt: at,
    branchIds,
    teamIds,
    agents,
    staff: (login, now) => ({ ...actors.get(login)!, now }),
    staffById: (id, now) => ({ ...byId.get(id)!, now }),
  }
}
