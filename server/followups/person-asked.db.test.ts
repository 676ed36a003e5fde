import { beforeEach, describe, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { addPerson } from '../customers/add-person.ts'
import { givenPerson } from '../customers/given.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { readDesk } from './desk.ts'
import { givenFollowup, givenListeners, taken } from './given.ts'
import { givenCombining } from './given-carried.ts'
import { followupById } from './store.ts'

givenListeners()

let org: GivenOrganisation
let agent: Actor
let customerId: string
beforeEach(async () => {
  org = await givenOrganisation()
  agent = await org.staff('agent')
  customerId = await givenCustomer(org, { name: '东方建筑公司' })
})

const inCharge = (name: string, duty: string, ...phones: string[]) =>
  as(org.owner, tx => addPerson(tx, org.owner, givenPerson(customerId, { name, duties: [duty], phones })))

/** Whom the agent asks for, and whose number is called. */
async function asked() {
  const { sheet } = await as(agent, tx => readDesk(tx, agent, 'zh'))
  const { customer, contact } = sheet!
  return { askFor: customer.askFor, called: contact?.masked, numbers: customer.points.map(({ masked }) => masked) }
}

describe('a follow-up asks for the person in charge of its matter', () => {
  test('and calls his number first', async () => {
    await inCharge('王采购', 'purchasing', '13800134412')
    await inCharge('赵师傅', 'maintenance', '13800135523')
    await givenFollowup(org, customerId, { purpose: 'problem-solving' })
    await taken(agent)
    const { askFor, called, numbers } = await asked()
    expect(askFor).toMatchObject({ name: '赵师傅', dutyTexts: ['维修保养'] })
    expect(called).toBe('••• 5523')
    expect(numbers[0]).toBe('••• 5523')
    expect(numbers).toContain('••• 4412')
  })

  test('by the number of the house where he has none', async () => {
    await inCharge('赵师傅', 'maintenance')
    await givenFollowup(org, customerId, { purpose: 'problem-solving' })
    await taken(agent)
    const { askFor, called, numbers } = await asked()
    expect(askFor).toMatchObject({ name: '赵师傅' })
    expect(called).toBe(numbers[0])
  })

  test('and for nobody by name where none is known to be', async () => {
    await inCharge('钱会计', 'finance', '13800136634')
    await givenFollowup(org, customerId, { purpose: 'problem-solving' })
    await taken(agent)
    const { askFor, called } = await asked()
    expect(askFor).toBeNull()
    expect(called).not.toBe('••• 6634')
  })
})

test('what asks for somebody else at the customer is not spoken about in the same call', async () => {
  await givenCombining(org)
  await inCharge('王采购', 'purchasing', '13800134412')
  await inCharge('赵师傅', 'maintenance', '13800135523')
  const [solving, satisfaction, renewal] = [
    await givenFollowup(org, customerId, { purpose: 'confirm-solution', priority: 9 }),
    await givenFollowup(org, customerId, { purpose: 'satisfaction' }),
    await givenFollowup(org, customerId, { purpose: 'renewal' }),
  ]
  expect((await taken(agent)).id).toBe(solving)
  const stateOf = async (id: string) => (await as(org.owner, tx => followupById(tx, org.owner, id)))!.state
  expect([await stateOf(satisfaction), await stateOf(renewal)]).toEqual(['carried', 'waiting'])
})
