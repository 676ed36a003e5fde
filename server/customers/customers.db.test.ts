import { beforeAll, describe, expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { addContactPoint } from './add-contact-point.ts'
import { addCustomer, type NewCustomer } from './add-customer.ts'
import { givenImports, importText } from './given.ts'
import { customerBrief, dialablePoints, markPointWrong } from './index.ts'
import { searchCustomers } from './search-customers.ts'
import { viewCustomer } from './view-customer.ts'

beforeAll(() => givenImports())

const add = (actor: Actor, given: Partial<NewCustomer> = {}) =>
  as(actor, tx =>
    addCustomer(tx, actor, { name: '李雷', kind: 'person', phones: ['13800134412'], emails: [], ...given }),
  )

const find = async (actor: Actor, search?: string, more: { branchId?: string; cursor?: string; limit?: number } = {}) =>
  as(actor, tx => searchCustomers(tx, actor, { words: search, limit: 50, ...more }))

const namesFound = async (actor: Actor, search?: string) => (await find(actor, search)).items.map(one => one.name)

async function givenThree(): Promise<GivenOrganisation> {
  const org = await givenOrganisation()
  await importText(
    org.owner,
    'id,name,phone,email\nA100,李雷,13800134412,lilei@example.com\nA200,韩梅梅,13900135523,\n',
    { branchId: org.northId },
  )
  await importText(org.owner, 'id,name,phone\nB100,林涛_50%,010-62344412\n', { branchId: org.southId })
  return org
}

describe('the list of customers', () => {
  test.each([
    ['part of a name', '梅', ['韩梅梅']],
    ['the beginning of a customer number', 'a1', ['李雷']],
    ['the last four digits', '4412', ['李雷', '林涛_50%']],
    ['a whole number, however it is written', '+86 138-0013-4412', ['李雷']],
    ['a whole e-mail', 'LiLei@example.com', ['李雷']],
    ['a number nobody has', '13800134413', []],
    ['signs that mean something to a database', '50%', ['林涛_50%']],
    ['signs alone', '%', []],
    ['a backslash', '\\', []],
    ['pinyin initials', 'hmm', ['韩梅梅']],
    ['whole pinyin', 'lilei', ['李雷']],
  ])('is searched by %s', async (_by, search, expected) => {
    const org = await givenThree()
    expect(await namesFound(org.owner, search)).toEqual(expected)
  })

  test('comes page by page without gap or repetition', async () => {
    const org = await givenThree()
    const first = await find(org.owner, undefined, { limit: 2 })
    const second = await find(org.owner, undefined, { limit: 2, cursor: first.next! })
    expect([...first.items, ...second.items].map(one => one.name).sort()).toEqual(['李雷', '林涛_50%', '韩梅梅'].sort())
    expect(second.next).toBeNull()
  })

  test('shows masks alone, and the customers of the actor’s branches alone', async () => {
    const org = await givenThree()
    const north = await org.staff('agent', org.northId)
    const { items } = await find(north)
    expect(items.map(one => one.externalId).sort()).toEqual(['A100', 'A200'])
    expect(JSON.stringify(items)).toContain('••• 4412')
    expect(JSON.stringify(items)).not.toContain('13800134412')
    expect(await namesFound(north, '010-62344412')).toEqual([])
    await expect(find(north, undefined, { branchId: org.southId })).rejects.toThrow('not-found')
  })

  test('shows nothing of another organisation', async () => {
    await givenThree()
    const other = await givenOrganisation()
    expect(await namesFound(other.owner, '13800134412')).toEqual([])
  })
})

describe('a customer’s page', () => {
  test('is opened by those who may, and the look is written down', async () => {
    const org = await givenOrganisation()
    const id = await add(org.owner, { branchId: org.northId })
    const agent = await org.staff('agent', org.northId)
    expect(await as(agent, tx => viewCustomer(tx, agent, id))).toMatchObject({
      name: '李雷',
      branchName: '北方',
      timeZone: 'Asia/Shanghai',
      points: [{ masked: '••• 4412', state: 'valid', source: 'staff', lineType: 'mobile' }],
    })
    const looks = await as(org.owner, tx =>
      tx.selectFrom('audit_entry').where('subject_id', '=', id).selectAll().execute(),
    )
    expect(looks).toContainEqual(expect.objectContaining({ action: 'customer.viewed', staff_id: agent.staffId }))
  })

  test('is not found from another branch or organisation', async () => {
    const [org, other] = [await givenOrganisation(), await givenOrganisation()]
    const id = await add(org.owner, { branchId: org.northId })
    const south = await org.staff('supervisor', org.southId)
    for (const stranger of [south, other.owner]) {
      await expect(as(stranger, tx => viewCustomer(tx, stranger, id))).rejects.toThrow('not-found')
      await expect(as(stranger, tx => customerBrief(tx, stranger, id))).rejects.toThrow('not-found')
    }
  })
})

describe('adding by hand', () => {
  test('refuses what cannot be read, saves nothing and shows no full number', async () => {
    const org = await givenOrganisation()
    const refused = add(org.owner, { phones: ['12345678901'] })
    await expect(refused).rejects.toMatchObject({ message: 'phone-invalid', facts: { masked: '••• 8901' } })
    await expect(add(org.owner, { emails: ['nobody'] })).rejects.toThrow('email-invalid')
    expect(await namesFound(org.owner)).toEqual([])
  })

  test('refuses a second customer with the same phone, e-mail or number', async () => {
    const org = await givenOrganisation()
    await add(org.owner, { externalId: 'A1', emails: ['lilei@example.com'] })
    await expect(add(org.owner, { phones: ['+86 138 0013 4412'] })).rejects.toThrow('customer-known')
    await expect(add(org.owner, { phones: [], emails: ['LILEI@example.com'] })).rejects.toThrow('customer-known')
    await expect(add(org.owner, { phones: [], externalId: 'A1' })).rejects.toThrow('external-id-taken')
  })

  test('of the same customer by two at once adds him once', async () => {
    const org = await givenOrganisation()
    const both = await Promise.allSettled([add(org.owner), add(org.owner), add(org.owner)])
    expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
    expect(await namesFound(org.owner)).toEqual(['李雷'])
  })

  test('refuses an agent and a branch outside the actor’s', async () => {
    const org = await givenOrganisation()
    await expect(add(await org.staff('agent'))).rejects.toThrow('forbidden')
    await expect(add(await org.staff('planner', org.northId), { branchId: org.southId })).rejects.toThrow('not-found')
  })

  test('of a contact point puts it after those there are, once', async () => {
    const org = await givenOrganisation()
    const customerId = await add(org.owner)
    const point = (value: string) =>
      as(org.owner, tx => addContactPoint(tx, org.owner, { customerId, kind: 'phone', value }))
    expect(await point('010-62345678')).toMatchObject({ rank: 2, lineType: 'fixed', lastFour: '5678' })
    await expect(point('010 6234 5678')).rejects.toThrow('point-known')
  })
})

describe('the points to dial', () => {
  test('come best first; a wrong one is dialled no more', async () => {
    const org = await givenOrganisation()
    const customerId = await add(org.owner, { phones: ['13800134412', '010-62345678'], emails: ['lilei@example.com'] })
    const points = () => as(org.owner, tx => dialablePoints(tx, org.orgId, customerId))
    const before = await points()
    expect(before.map(point => point.masked)).toEqual(['••• 4412', '••• 5678'])
    await as(org.owner, tx => markPointWrong(tx, org.owner, before[0]!.id))
    expect((await points()).map(point => point.masked)).toEqual(['••• 5678'])
    const brief = await as(org.owner, tx => customerBrief(tx, org.owner, customerId))
    expect(brief.points.map(point => [point.masked, point.state])).toEqual([
      ['••• 5678', 'valid'],
      ['•••ei@', 'valid'],
      ['••• 4412', 'wrong'],
    ])
  })

  test('of another organisation cannot be marked', async () => {
    const [org, other] = [await givenOrganisation(), await givenOrganisation()]
    const customerId = await add(org.owner)
    const [point] = await as(org.owner, tx => dialablePoints(tx, org.orgId, customerId))
    await expect(as(other.owner, tx => markPointWrong(tx, other.owner, point!.id))).rejects.toThrow('not-found')
    expect(await as(other.owner, tx => dialablePoints(tx, org.orgId, customerId))).toEqual([])
  })
})
