import { addFollowup } from '../server/followups/index.ts'
import { listFollowups } from '../server/followups/list-followups.ts'
import { inScope } from '../server/platform/database.ts'
import { createScript } from '../server/scripts/index.ts'
import type { Question } from '../server/scripts/rules.ts'
import type { House } from './house.ts'

/** How many customers wait with a second purpose. */
const CUSTOMERS = 4
const LOOK_AT = 60
const DAYS = 10

const QUESTIONS: Question[] = [
  { id: 'same-address', text: '您的联系地址或联系人有变化吗？', kind: 'yes-no', required: true },
  {
    id: 'new-address',
    text: '请问现在的地址和联系人是？',
    kind: 'text',
    required: true,
    showIf: { question: 'same-address', equals: true },
  },
]

/**
 * Some customers who wait to be called about something are to be asked for their address too: the next call to them serves
 * both purposes, as the contact policy allows.
 * @param resting the campaigns of which nothing is handed out
 */
export async function waitForTwo(house: House, resting: ReadonlySet<string>, at: Temporal.Instant): Promise<void> {
  const supervisor = house.staff('supervisor', at)
  const teamId = house.teamIds[house.agents[0]!.teamKey]!
  const scriptId = await scriptFor(house, at)
  await inScope(house.db, supervisor, async tx => {
    const filter = { teamId, due: 'overdue', sort: 'due', limit: LOOK_AT, appointment: false, open: false } as const
    const { items } = await listFollowups(tx, supervisor, filter, 'zh')
    const waiting = items.filter(
      ({ state, reservedForName, campaignId }) =>
        state === 'waiting' && reservedForName === null && !(campaignId && resting.has(campaignId)),
    )
    const customerIds = new Set(waiting.map(({ customerId }) => customerId))
    for (const customerId of [...customerIds].slice(0, CUSTOMERS)) {
      await addFollowup(tx, supervisor, {
        ...{ customerId, teamId, scriptId, purpose: 'verify-data', reason: '核对您登记的联系地址', priority: 3 },
        dueAt: at.subtract({ hours: 1 }),
        expiresAt: at.add({ hours: 24 * DAYS }),
      })
    }
  })
}

async function scriptFor(house: House, at: Temporal.Instant): Promise<string> {
  const planner = house.staff('planner', at)
  const script = {
    ...{ name: '核对联系地址', minutes: 1, questions: QUESTIONS },
    opening: '{customer}您好，我是{company}的{agent}，想用{minutes}分钟{reason}，您看可以吗？',
  }
  return (await inScope(house.db, planner, tx => createScript(tx, planner, script))).id
}
