import { setTimeout as pause } from 'node:timers/promises'
import {
  approveCampaign,
  cloneCampaign,
  listCampaigns,
  pauseCampaign,
  resumeCampaign,
  submitCampaign,
} from '../../server/campaigns/contract.ts'
import { addFollowup } from '../../server/followups/contract.ts'
import { planFollowups } from '../../server/followups/plan-contract.ts'
import { reassignFollowups } from '../../server/followups/steering-contract.ts'
import { cancelPlan, listEntries, readPlan, startPlan } from '../../server/planner/contract.ts'
import { moveContacts } from '../../server/planner/move-contract.ts'
import type { Business } from './business.ts'
import type { Person } from './person.ts'

const DEEDS = { add: 60, plan: 4, 'plan-campaigns': 4, pause: 6, resume: 10, launch: 1, move: 8, reassign: 7 }

/** Plans, adds, moves, launches and pauses until the time is over; answers the follow-ups a server said it has added. */
export async function steer(planner: Person, business: Business, goesOn: () => boolean): Promise<string[]> {
  const added: string[] = []
  while (goesOn()) {
    const deed = planner.chance.among(DEEDS)
    if (deed === 'add') added.push(...(await add(planner, business)))
    else await DOING[deed](planner, business)
    await pause(planner.chance.between(200, 900))
  }
  return added
}

async function add(planner: Person, { customerIds, teamId, scriptId }: Business): Promise<string[]> {
  const now = Temporal.Now.instant()
  const added = await planner.ask(addFollowup, {
    body: {
      // A few customers are wanted by everybody.
      customerId: customerIds[Math.floor(planner.chance.next() ** 3 * customerIds.length)]!,
      teamId,
      scriptId,
      purpose: planner.chance.of(['care', 'satisfaction', 'problem-solving', 'renewal'] as const),
      reason: '了解近况',
      dueAt: now.toString(),
      expiresAt: now.add({ hours: 24 * 7 }).toString(),
      priority: planner.chance.of([2, 5, 8]),
    },
  })
  return added.ok ? [added.answer.id] : []
}

type Deed = (planner: Person, business: Business) => Promise<unknown>

const DOING: Record<Exclude<keyof typeof DEEDS, 'add'>, Deed> = {
  plan: async planner => {
    const begun = await planner.ask(startPlan)
    if (begun.ok) return
    // Another is under way, or was when its process died.
    const plan = await planner.ask(readPlan)
    const latest = plan.ok ? plan.answer.latest : null
    if (latest) await planner.ask(cancelPlan, { params: { id: latest.id } })
  },
  'plan-campaigns': planner => planner.ask(planFollowups),
  pause: planner => turn(planner, 'running', id => planner.ask(pauseCampaign, { params: { id } })),
  resume: planner => turn(planner, 'paused', id => planner.ask(resumeCampaign, { params: { id } })),
  launch: (planner, { approver }) =>
    turn(planner, 'running', async id => {
      const copy = await planner.ask(cloneCampaign, { params: { id }, body: { name: `接续 ${planner.chance.next()}` } })
      if (!copy.ok) return
      const params = { id: copy.answer.id }
      const submitted = await planner.ask(submitCampaign, { params })
      if (submitted.ok) await approver.ask(approveCampaign, { params, body: { version: submitted.answer.version } })
    }),
  move: async planner => {
    const plan = await planner.ask(readPlan)
    if (!plan.ok || !plan.answer.inForce) return
    const day = Temporal.PlainDate.from(plan.answer.today)
    const entries = await planner.ask(listEntries, { query: { day: day.toString(), limit: 20 } })
    if (!entries.ok || entries.answer.items.length === 0) return
    const followupIds = [planner.chance.of(entries.answer.items).followupId]
    const moving = {
      kind: 'move',
      followupIds,
      day: day.add({ days: planner.chance.of([1, 2, 3]) }).toString(),
    } as const
    await planner.ask(moveContacts, { body: { moving, reason: '客户这几天不方便' } })
  },
  reassign: (planner, { customerIds, agentIds }) =>
    planner.ask(reassignFollowups, {
      body: {
        which: { filter: { customerId: planner.chance.of(customerIds) } },
        to: { staffId: planner.chance.of(agentIds) },
      },
    }),
}

/** Does something to one of the campaigns in a state. */
async function turn(planner: Person, state: 'running' | 'paused', what: (id: string) => Promise<unknown>) {
  const campaigns = await planner.ask(listCampaigns, { query: { state } })
  if (campaigns.ok && campaigns.answer.items.length > 0) await what(planner.chance.of(campaigns.answer.items).id)
}
