import { describe, expect, test } from 'vitest'
import {
  applyRow,
  type Directory,
  type GivenCustomer,
  type KnownCustomer,
  matchCustomer,
  newCustomer,
  readCustomerKind,
  severalIn,
  tailOf,
} from './rules.ts'

const point = (identifierId: string) => ({ identifierId, kind: 'phone' as const, lineType: 'mobile' as const })
const given = (fields: Partial<GivenCustomer>, ...phones: string[]): GivenCustomer => ({
  points: phones.map(point),
  ...fields,
})

function known(id: string, fields: Partial<GivenCustomer>, ...phones: string[]): KnownCustomer {
  const customer = newCustomer(id, given(fields), 'root')
  for (const phone of phones) customer.points.add(phone)
  return customer
}

const directoryOf = (...customers: KnownCustomer[]): Directory => ({
  byExternalId: externalId => customers.find(one => one.externalId === externalId),
  holders: identifierId => customers.filter(one => one.points.has(identifierId)),
})

describe('whom a row means', () => {
  const lei = known('lei', { externalId: 'A1', name: '李雷' }, 'p1')
  const mei = known('mei', { externalId: 'A2', name: '韩梅梅' }, 'p2', 'home')
  const tao = known('tao', { name: '林涛' }, 'p3', 'home')
  const directory = directoryOf(lei, mei, tao)
  const match = (row: GivenCustomer) => {
    const answer = matchCustomer(row, directory)
    return answer.kind === 'known' ? answer.customer.id : answer.kind === 'new' ? 'new' : answer.reason
  }

  test.each<[string, GivenCustomer, string]>([
    ['the customer number decides', given({ externalId: 'A1' }), 'lei'],
    ['a number with a phone nobody has', given({ externalId: 'A1' }, 'p9'), 'lei'],
    ['a number with a phone shared by that customer', given({ externalId: 'A2' }, 'home'), 'mei'],
    ['a phone of exactly one customer', given({ name: '李雷' }, 'p1'), 'lei'],
    ['a phone of one together with one he shares', given({ name: '林涛' }, 'p3', 'home'), 'tao'],
    ['an unknown number with the phone of one who has none', given({ externalId: 'A3' }, 'p3'), 'tao'],
    ['neither known', given({ externalId: 'A9', name: '新' }, 'p9'), 'new'],
    ['a number and a phone of two customers', given({ externalId: 'A1' }, 'p2'), 'id-and-point-disagree'],
    [
      'an unknown number with the phone of one who has another',
      given({ externalId: 'A9' }, 'p1'),
      'id-and-point-disagree',
    ],
    ['two phones of two customers', given({ name: '谁' }, 'p1', 'p2'), 'points-disagree'],
    ['a phone of two customers', given({ name: '谁' }, 'home'), 'points-disagree'],
    ['nothing to know him by', given({ name: '谁' }), 'nothing-to-know-by'],
    ['a new phone without any name', given({}, 'p9'), 'name-missing'],
  ])('%s', (_case, row, expected) => expect(match(row)).toBe(expected))
})

describe('what a row changes', () => {
  test('a given value replaces, a blank never erases, points are added and never removed', () => {
    const customer = known('lei', { externalId: 'A1', name: '李雷', note: '老客户', country: 'CN' }, 'p1')
    const { changed, points } = applyRow(customer, given({ name: '李磊', note: undefined }, 'p2'))
    expect(changed).toBe(true)
    expect(points.map(one => one.identifierId)).toEqual(['p2'])
    expect(customer).toMatchObject({ name: '李磊', note: '老客户', country: 'CN', externalId: 'A1' })
    expect([...customer.points]).toEqual(['p1', 'p2'])
  })

  test('the same row again changes nothing', () => {
    const customer = known('lei', { externalId: 'A1', name: '李雷' })
    const row = given({ externalId: 'A1', name: '李雷', kind: 'person' }, 'p1')
    expect(applyRow(customer, row).changed).toBe(true)
    expect(applyRow(customer, row)).toEqual({ changed: false, points: [], hoursChanged: false })
  })

  test('tags are added and none is taken; hours replace those before', () => {
    const customer = known('lei', { externalId: 'A1', tags: ['b'] })
    const goodHours = [{ weekday: 1, from: '09:00', to: '11:00' }]
    const row = given({ externalId: 'A1', tags: ['a', 'b', 'a'], goodHours })
    expect(applyRow(customer, row)).toMatchObject({ changed: true, hoursChanged: true })
    expect(customer).toMatchObject({ tags: ['a', 'b'], goodHours })
    expect(applyRow(customer, row)).toEqual({ changed: false, points: [], hoursChanged: false })
    expect(applyRow(customer, given({ externalId: 'A1' }))).toMatchObject({ changed: false })
  })

  test('a new customer without a name is called by his number', () => {
    expect(newCustomer('x', given({ externalId: '17850' }), 'root')).toMatchObject({ name: '17850', branchId: 'root' })
  })
})

describe('cells', () => {
  test.each([
    ['13800138000;13900139000', 2],
    ['13800138000, 13900139000', 2],
    ['13800138000/010-62345678', 2],
    ['13800138000；010-62345678、13900139000', 3],
    ['010-62345678', 1],
    ['', 0],
  ])('“%s” holds %i numbers', (cell, count) => expect(severalIn(cell)).toHaveLength(count))

  test('the kind of a customer is read in both languages', () => {
    expect(['个人', 'Person', '企业', 'Company', '某种'].map(readCustomerKind)).toEqual([
      'person',
      'person',
      'organisation',
      'organisation',
      undefined,
    ])
  })

  test('the tail of an unreadable number never shows it whole', () => {
    expect(tailOf('138001380001')).toBe('0001')
    expect(tailOf('12345')).toBe('45')
    expect(tailOf('无')).toBe('')
  })
})
