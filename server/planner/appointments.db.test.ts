import { beforeAll, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { dial, givenFollowup, givenListeners, settle, taken } from '../followups/given.ts'
import { reassignFollowups } from '../followups/reassign-followups.ts'
import { as, givenOrganisation } from '../people/given.ts'
import { ALWAYS, givenHours, givenPlan } from './given-plan.ts'

beforeAll(() => givenListeners())

test('an appointment wins over whatever is planned for today, urgent, or given by name; his own over any other', async () => {
  const org = await givenOrganisation()
  const [agent, colleague] = [await org.staff('agent'), await org.staff('agent')]
  await givenHours(org, agent, ALWAYS)
  const add = async (given: Parameters<typeof givenFollowup>[2] = {}) =>
    givenFollowup(org, await givenCustomer(org), given)
  const three = Temporal.Instant.from('2026-11-17T15:00:00+08:00')
  const agreed = async (by: typeof agent, appointmentAt: Temporal.Instant, sameAgent: boolean) => {
    const id = await add({ priority: 1 })
    expect((await taken(by)).id).toBe(id)
    await dial(by, id)
    await settle(by, id, { outcome: 'appointment', appointmentAt, sameAgent })
    return id
  }
  const anybodys = await agreed(colleague, three, false)
  const own = await agreed(agent, three.add({ minutes: 5 }), true)
  const longAgo = org.owner.now.subtract({ hours: 48 })
  const named = await add({ dueAt: longAgo })
  const to = { staffId: agent.staffId! }
  await as(org.owner, tx => reassignFollowups(tx, org.owner, { which: { ids: [named] }, to, note: '' }, 'zh'))
  const urgent = await add({ dueAt: longAgo, priority: 9 })
  await givenPlan(org)

  const later = org.at(agent, three.add({ minutes: 6 }))
  for (const expected of [own, anybodys, named, urgent]) {
    expect((await taken(later)).id).toBe(expected)
    await dial(later, expected)
    await settle(later, expected, { outcome: 'refused' })
  }
})
