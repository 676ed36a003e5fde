import { beforeAll, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { mergeCustomers, undoMerge } from '../customers/merge-customers.ts'
import { as, givenOrganisation } from '../people/given.ts'
import { wireModules } from '../wiring.ts'
import { dial, givenFollowup, settle, taken } from './given.ts'
import { givenCombining } from './given-carried.ts'
import { followupById } from './store.ts'

beforeAll(() => wireModules())

async function given() {
  const org = await givenOrganisation()
  await givenCombining(org)
  const agent = await org.staff('agent')
  const [first, second] = [await givenCustomer(org), await givenCustomer(org)]
  const merge = (survivorId: string, goneId: string) =>
    as(org.owner, tx => mergeCustomers(tx, org.owner, { survivorId, goneId, taken: [], note: '' }))
  const seen = async (id: string) => (await as(org.owner, tx => followupById(tx, org.owner, id)))!
  return { org, agent, first, second, merge, seen }
}

test('the customer whose call carries two things turns out to be another: the call goes on with both, as his', async () => {
  const { org, agent, first, second, merge, seen } = await given()
  const lead = await givenFollowup(org, second, { priority: 9 })
  const carried = await givenFollowup(org, second, { purpose: 'satisfaction' })
  await taken(agent)
  await merge(first, second)
  expect(await seen(carried)).toMatchObject({ state: 'carried', customerId: first, carriedBy: { id: lead } })
  await dial(agent, lead)
  await settle(agent, lead, {
    ...{ outcome: 'completed', answers: { content: 5 } },
    carried: [{ followupId: carried, how: 'done', answers: { content: 4 }, problem: null }],
  })
  expect(await seen(carried)).toMatchObject({ state: 'done', answers: { content: 4 } })
})

test('a merge is taken back while the call carries something of each: what is not its customer’s waits again', async () => {
  const { org, agent, first, second, merge, seen } = await given()
  const lead = await givenFollowup(org, first, { priority: 9 })
  const other = await givenFollowup(org, second, { purpose: 'satisfaction' })
  const { id } = await merge(first, second)
  expect((await taken(agent)).id).toBe(lead)
  expect(await seen(other)).toMatchObject({ state: 'carried', customerId: first })
  await as(org.owner, tx => undoMerge(tx, org.owner, id))
  expect(await seen(other)).toMatchObject({ state: 'waiting', customerId: second, carriedBy: null })
  expect((await seen(lead)).state).toBe('handed-out')
})
