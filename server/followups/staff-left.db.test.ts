import { beforeAll, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { as, givenOrganisation } from '../people/given.ts'
import { deactivateStaff, staffDeactivated } from '../people/index.ts'
import { dial, givenFollowup, givenListeners, taken } from './given.ts'
import { onStaffDeactivated } from './staff-left.ts'
import { followupById } from './store.ts'

beforeAll(() => {
  givenListeners()
  staffDeactivated.listen(onStaffDeactivated)
})

async function working(dialled: boolean) {
  const org = await givenOrganisation()
  const agent = await org.staff('agent')
  const customerId = await givenCustomer(org)
  const id = await givenFollowup(org, customerId)
  expect((await taken(agent)).id).toBe(id)
  if (dialled) await dial(agent, id)
  await as(org.owner, tx => deactivateStaff(tx, org.owner, agent.staffId!))
  return { org, followup: (await as(org.owner, tx => followupById(tx, org.owner, id)))! }
}

test('what somebody has in hand goes back at once when he is deactivated, and the next one may take it', async () => {
  const { org, followup } = await working(false)
  expect(followup).toMatchObject({ state: 'waiting', handedTo: null, attempts: 0 })
  const other = await org.staff('agent')
  expect((await taken(other)).id).toBe(followup.id)
})

test('what he had dialled already counts as an attempt nobody reported', async () => {
  const { followup } = await working(true)
  expect(followup).toMatchObject({ handedTo: null, attempts: 1, lastOutcome: 'unreported' })
})
