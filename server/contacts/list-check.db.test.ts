import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { addCustomer } from '../customers/add-customer.ts'
import { surveyed } from '../customers/given.ts'
import { registerSurvey } from '../customers/index.ts'
import { as, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { givenVault } from '../privacy/given.ts'
import { checkList, listFaulty } from './check-list.ts'
import type { ListFault } from './list-check-contract.ts'
import { listCheckSurvey } from './list-check-survey.ts'

beforeAll(() => {
  givenVault()
  registerSurvey(listCheckSurvey)
})

const add = (actor: Actor, name: string, phones: string[] = [], branchId?: string) =>
  as(actor, tx => addCustomer(tx, actor, { name, kind: 'person', phones, emails: [], branchId }))

const faulty = async (actor: Actor, fault: ListFault) =>
  (await as(actor, tx => listFaulty(tx, actor, { prospects: 'yes', fault, limit: 50 }))).items.map(one => one.name)

async function givenList() {
  const org = await givenOrganisation()
  const { owner } = org
  const ids = {
    good: await add(owner, '好', ['13800134412']),
    none: await add(owner, '无号'),
    wrong: await add(owner, '错号', ['13800135523']),
    doubtful: await add(owner, '存疑', ['13800136634'], org.northId),
    other: await add(owner, '他人', ['13800137745']),
    loyal: await add(owner, '老客户'),
  }
  const set = (id: string, columns: ReturnType<typeof sql>) =>
    as(owner, tx => sql`update contact_point set ${columns} where customer_id = ${id}`.execute(tx))
  await set(ids.wrong, sql`state = 'wrong'`)
  await set(ids.doubtful, sql`state = 'doubtful'`)
  await set(ids.other, sql`ownership = 'somebody-else'`)
  await as(owner, tx =>
    sql`update customer set stage = 'loyalty', stage_since = now() where id = ${ids.loyal}`.execute(tx),
  )
  await surveyed(org, 'list-check')
  return { org, owner }
}

describe('the check of a list', () => {
  test('counts and lists what stands in the way, of prospects alone unless asked otherwise', async () => {
    const { owner } = await givenList()
    const { customers, faults } = await as(owner, tx => checkList(tx, owner, { prospects: 'yes' }))
    expect(customers).toBe(5)
    expect(Object.fromEntries(faults.map(({ fault, count }) => [fault, count]))).toEqual({
      'no-number': 1,
      'wrong-number': 1,
      'doubtful-number': 1,
      'wrong-person': 1,
      'never-reached': 0,
    })
    expect(await faulty(owner, 'no-number')).toEqual(['无号'])
    expect(await faulty(owner, 'wrong-number')).toEqual(['错号'])
    expect(await faulty(owner, 'doubtful-number')).toEqual(['存疑'])
    expect(await faulty(owner, 'wrong-person')).toEqual(['他人'])
    const all = await as(owner, tx => checkList(tx, owner, { prospects: 'no' }))
    expect(all.faults.find(({ fault }) => fault === 'no-number')?.count).toBe(2)
  })

  test('shows the customers of the actor’s branches alone', async () => {
    const { org } = await givenList()
    const [north, south] = [await org.staff('supervisor', org.northId), await org.staff('supervisor', org.southId)]
    expect(await faulty(north, 'doubtful-number')).toEqual(['存疑'])
    expect((await as(south, tx => checkList(tx, south, { prospects: 'no' }))).customers).toBe(0)
    await expect(as(south, tx => checkList(tx, south, { prospects: 'no', branchId: org.northId }))).rejects.toThrow(
      'not-found',
    )
    const agent = await org.staff('agent')
    await expect(as(agent, tx => checkList(tx, agent, { prospects: 'no' }))).rejects.toThrow('forbidden')
  })
})
