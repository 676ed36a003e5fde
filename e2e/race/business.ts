import { mobile } from '../../demo/quiet-numbers.ts'
import { recordActivity } from '../../server/activity/contract.ts'
import { approveCampaign, createCampaign, submitCampaign } from '../../server/campaigns/contract.ts'
import { addCustomer } from '../../server/customers/contract.ts'
import { addStaff, listBranches } from '../../server/people/contract.ts'
import type { Role } from '../../server/people/permissions.ts'
import { addTeam } from '../../server/people/team-contract.ts'
import type { saveDraft } from '../../server/policy/contract.ts'
import { createScript } from '../../server/scripts/contract.ts'
import type { GivenTo } from '../../web/kit/api.ts'
import { at, type Caller, cookieFor, emailOf, foundHouse, OWNER, PASSWORD } from '../house.ts'
import { statePolicy } from '../policy.ts'
import { Chance } from './chance.ts'
import type { Fleet } from './fleet.ts'
import { Person } from './person.ts'

/** How often one person may be rung, so small that a minute fills it again and again. */
export const CAPS = {
  attempts: { limit: 2, seconds: 30 },
  conversations: { limit: 1, seconds: 45 },
} as const

export interface Business {
  customerIds: string[]
  teamId: string
  scriptId: string
  agents: Person[]
  agentIds: string[]
  planners: Person[]
  approver: Person
}

interface Size {
  customers: number
  agents: number
  planners: number
}

const KINDS = ['order', 'service'] as const

/** A house without hours of rest, whose caps alone hold agents back, with campaigns that all want the same customers. */
export async function foundBusiness(fleet: Fleet, size: Size, seed: number): Promise<Business> {
  const chance = new Chance(seed)
  const house = at(await fleet.anyone(chance))
  await foundHouse(house)
  const owner = await house.as(OWNER)
  const branchId = (await owner(listBranches)).items[0]!.id
  const hire = async (login: string, role: Role) =>
    (
      await owner(addStaff, {
        body: { name: login, email: emailOf(login), password: PASSWORD, roles: [role], branchId },
      })
    ).id
  const hired = (role: Role, count: number) => each(count, n => hire(`${role}-${n}`, role))
  const agentIds = await hired('agent', size.agents)
  const plannerIds = await hired('planner', size.planners)
  const [approverId] = await hired('approver', 1)
  const teamId = (await owner(addTeam, { body: { name: '回访组', branchId, memberIds: agentIds } })).id
  const comes = async (staffId: string, login: string, n: number) => {
    const cookie = await cookieFor(await fleet.anyone(chance), emailOf(login))
    return new Person(fleet, { staffId, cookie, chance: new Chance(seed * 1000 + n) })
  }
  const agents = await each(size.agents, n => comes(agentIds[n]!, `agent-${n}`, n))
  const planners = await each(size.planners, n => comes(plannerIds[n]!, `planner-${n}`, 500 + n))
  const approver = await comes(approverId!, 'approver-0', 999)

  const planner = await house.as(emailOf('planner-0'))
  await statePolicy(house, { by: emailOf('planner-0'), approvedBy: OWNER }, () => CONTENT)
  const scriptId = (await planner(createScript, { body: SCRIPT })).id
  const customerIds = await each(size.customers, n => addOne(planner, n))
  for (const kind of KINDS) await launch(planner, await house.as(emailOf('approver-0')), kind, { teamId, scriptId })
  return { customerIds, teamId, scriptId, agents, agentIds, planners, approver }
}

const CONTENT: Parameters<Parameters<typeof statePolicy>[2]>[0] = {
  rules: (['attempts', 'conversations'] as const).map(count => ({
    id: count,
    name: count,
    kind: 'cap',
    count,
    per: 'person',
    limit: CAPS[count].limit,
    window: { kind: 'rolling', seconds: CAPS[count].seconds },
  })) as NonNullable<GivenTo<typeof saveDraft>['body']>['content']['rules'],
  exemptions: [],
}

const SCRIPT = { name: '回访话术', opening: '您好，{customer}，我是{company}的{agent}。', minutes: 3, questions: [] }

async function addOne(planner: Caller, n: number): Promise<string> {
  const body = { name: `客户 ${n}`, phones: [mobile(2 * n), mobile(2 * n + 1)] }
  const { id } = await planner(addCustomer, { body })
  for (const kind of KINDS) {
    const happenedAt = Temporal.Now.instant()
      .subtract({ hours: 24 * 5 })
      .toString()
    await planner(recordActivity, { params: { id }, body: { kind, happenedAt, summary: kind } })
  }
  return id
}

async function launch(
  planner: Caller,
  approver: Caller,
  kind: (typeof KINDS)[number],
  of: { teamId: string; scriptId: string },
): Promise<void> {
  const today = Temporal.Now.plainDateISO('Asia/Shanghai')
  const body = {
    name: `${kind} 之后的回访`,
    purposes: ['care' as const],
    reasonForCustomer: '了解近况',
    trigger: { kind, fromDay: 1, toDay: 20 },
    callerNumber: '010-0400 8000',
    validFrom: today.subtract({ days: 10 }).toString(),
    validUntil: today.add({ days: 100 }).toString(),
    ...of,
  }
  const { id } = await planner(createCampaign, { body })
  const { version } = await planner(submitCampaign, { params: { id } })
  await approver(approveCampaign, { params: { id }, body: { version } })
}

/** Does something so many times, a few at once. */
async function each<T>(count: number, one: (n: number) => Promise<T>): Promise<T[]> {
  const AT_ONCE = 6
  const done: T[] = []
  for (let from = 0; from < count; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, n) => one(from + n))
    done.push(...(await Promise.all(some)))
  }
  return done
}
