import { beforeAll, describe, expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { addContactPoint } from './add-contact-point.ts'
import { addCustomer } from './add-customer.ts'
import { changeContactPoint } from './change-contact-point.ts'
import { type CustomerCorrection, changeCustomer } from './change-customer.ts'
import { customersOf, givenImports, importText } from './given.ts'
import { dialablePoints, markPointWrong } from './index.ts'
import { changesOfCustomer, knownFacts } from './known-facts.ts'
import { markContactPoint } from './mark-contact-point.ts'
import { setGoodHours } from './set-good-hours.ts'
import { pointsOf } from './store.ts'
import { verifyContactPoint } from './verify-contact-point.ts'

beforeAll(() => givenImports())

async function givenOne(phones = ['13800134412', '13900135523']) {
  const org = await givenOrganisation()
  const customerId = await as(org.owner, tx =>
    addCustomer(tx, org.owner, { name: '李雷', kind: 'person', branchId: org.northId, phones, emails: [] }),
  )
  return { org, customerId }
}

const points = (org: GivenOrganisation, customerId: string) => as(org.owner, tx => pointsOf(tx, org.orgId, customerId))
const dialable = async (org: GivenOrganisation, customerId: string) =>
  (await as(org.owner, tx => dialablePoints(tx, org.orgId, customerId))).map(point => point.masked)
const changes = async (actor: Actor, customerId: string) =>
  (await as(actor, tx => changesOfCustomer(tx, actor, customerId, { limit: 100 }))).items
const facts = async (actor: Actor, customerId: string) =>
  Object.fromEntries((await as(actor, tx => knownFacts(tx, actor, customerId))).map(fact => [fact.field, fact]))

describe('a contact point', () => {
  test('marked wrong or never registered is dialled no more, and again once it is verified', async () => {
    const { org, customerId } = await givenOne()
    const [first, second] = await points(org, customerId)
    const mark = (contactPointId: string, state: 'wrong' | 'never-registered' | 'doubtful') =>
      as(org.owner, tx => markContactPoint(tx, org.owner, { contactPointId, state, note: '空号' }))
    await mark(first!.id, 'wrong')
    await mark(second!.id, 'doubtful')
    expect(await dialable(org, customerId)).toEqual(['••• 5523'])
    await mark(second!.id, 'never-registered')
    expect(await dialable(org, customerId)).toEqual([])
    await expect(mark(second!.id, 'never-registered')).rejects.toThrow('state-unchanged')
    const given = { contactPointId: first!.id, how: 'visit', ownership: 'shared', note: '上门核对' } as const
    expect(await as(org.owner, tx => verifyContactPoint(tx, org.owner, given))).toMatchObject({
      state: 'valid',
      verifiedHow: 'visit',
      verifiedByName: 'owner',
      ownership: 'shared',
    })
    expect(await dialable(org, customerId)).toEqual(['••• 4412'])
  })

  test('keeps every change in the history, with masks alone', async () => {
    const { org, customerId } = await givenOne(['13800134412'])
    const [point] = await points(org, customerId)
    await as(org.owner, tx => markPointWrong(tx, org.owner, point!.id))
    await as(org.owner, tx =>
      markContactPoint(tx, org.owner, { contactPointId: point!.id, state: 'valid', note: '听错了' }),
    )
    const told = await changes(org.owner, customerId)
    expect(told.filter(one => one.field === 'state')).toMatchObject([
      { oldValue: 'wrong', newValue: 'valid', source: 'staff', note: '听错了', subjectText: '••• 4412' },
      { oldValue: 'valid', newValue: 'wrong', source: 'call' },
    ])
    expect(told.map(one => `${one.subject} ${one.field}`)).toContain('contact-point added')
    expect(JSON.stringify(told)).not.toContain('13800134412')
  })

  test('takes another place in the order of dialling', async () => {
    const { org, customerId } = await givenOne(['13800134412', '13900135523', '13700136634'])
    const [, , third] = await points(org, customerId)
    await as(org.owner, tx => changeContactPoint(tx, org.owner, { contactPointId: third!.id, place: 1 }))
    expect(await dialable(org, customerId)).toEqual(['••• 6634', '••• 4412', '••• 5523'])
    expect((await points(org, customerId)).map(point => point.rank)).toEqual([1, 2, 3])
  })

  test('moved by several at once ends with every rank once', async () => {
    const { org, customerId } = await givenOne(['13800134412', '13900135523', '13700136634'])
    const ids = (await points(org, customerId)).map(point => point.id)
    await Promise.all(
      ids.map(contactPointId => as(org.owner, tx => changeContactPoint(tx, org.owner, { contactPointId, place: 1 }))),
    )
    expect((await points(org, customerId)).map(point => point.rank)).toEqual([1, 2, 3])
  })

  test('keeps its extension; one number may have two', async () => {
    const { org, customerId } = await givenOne([])
    const add = (value: string) =>
      as(org.owner, tx => addContactPoint(tx, org.owner, { customerId, kind: 'phone', value }))
    expect(await add('010-62345678 转 801')).toMatchObject({ extension: '801', lastFour: '5678' })
    expect(await add('010-62345678 ext 802')).toMatchObject({ extension: '802' })
    await expect(add('010-62345678转801')).rejects.toThrow('point-known')
    const [first] = await points(org, customerId)
    const change = { contactPointId: first!.id, extension: '802' }
    await expect(as(org.owner, tx => changeContactPoint(tx, org.owner, change))).rejects.toThrow('extension-taken')
  })

  test('imported with two extensions becomes two, once', async () => {
    const org = await givenOrganisation()
    const file = 'id,name,phone\nA1,东方公司,010-62345678转801\nA1,东方公司,010-62345678转802\n'
    await importText(org.owner, file)
    await importText(org.owner, file)
    const [customer] = await customersOf(org)
    expect((await points(org, customer!.id)).map(point => point.extension)).toEqual(['801', '802'])
  })

  test('of another branch or organisation is not found, and agents may not change it', async () => {
    const { org, customerId } = await givenOne()
    const [point] = await points(org, customerId)
    const verifyBy = (actor: Actor) =>
      as(actor, tx => verifyContactPoint(tx, actor, { contactPointId: point!.id, how: 'call', note: '' }))
    await expect(verifyBy(await org.staff('supervisor', org.southId))).rejects.toThrow('not-found')
    await expect(verifyBy((await givenOrganisation()).owner)).rejects.toThrow('not-found')
    await expect(verifyBy(await org.staff('agent', org.northId))).rejects.toThrow('forbidden')
  })
})

describe('what we know of a customer', () => {
  const correct = (actor: Actor, customerId: string, given: CustomerCorrection) =>
    as(actor, tx => changeCustomer(tx, actor, customerId, given))

  test('says since when, from where and by whom it was changed last', async () => {
    const org = await givenOrganisation()
    await importText(org.owner, 'id,name\nA1,李雷\n', { branchId: org.northId })
    const [customer] = await customersOf(org)
    const later = org.at(org.owner, '2026-12-01T02:00:00Z')
    await correct(later, customer!.id, { name: '李磊', country: 'CN' })
    const known = await facts(org.owner, customer!.id)
    expect(known.externalId).toMatchObject({ value: 'A1', source: 'import', importFile: 'test.csv', changedAt: null })
    expect(known.name).toMatchObject({ value: '李磊', source: 'staff', staffName: 'owner', changes: 1 })
    expect(String(known.name!.knownSince)).not.toBe(String(later.now))
    expect(String(known.name!.changedAt)).toBe('2026-12-01T02:00:00Z')
    expect(String(known.country!.knownSince)).toBe('2026-12-01T02:00:00Z')
    expect(known.note).toMatchObject({ value: null, knownSince: null })
    expect(await changes(org.owner, customer!.id)).toMatchObject([
      { field: expect.stringMatching(/country|name/) },
      { field: expect.stringMatching(/country|name/) },
      { field: 'added', source: 'import' },
    ])
  })

  test('keeps the old value when an import changes it, and tells when the import is what changed it', async () => {
    const org = await givenOrganisation()
    await importText(org.owner, 'id,name,note\nA1,李雷,老客户\nA2,韩梅梅,\n', { branchId: org.northId })
    await importText(org.owner, 'id,name,branch\nA1,李大雷,北方\nA2,韩梅梅,北方\n')
    const [first, second] = await customersOf(org)
    expect((await changes(org.owner, first!.id))[0]).toMatchObject({
      field: 'name',
      oldValue: '李雷',
      newValue: '李大雷',
      source: 'import',
    })
    expect(await changes(org.owner, second!.id)).toMatchObject([{ field: 'added' }])
  })

  test('is corrected by those who may, and refuses what cannot be', async () => {
    const { org, customerId } = await givenOne()
    await as(org.owner, tx =>
      addCustomer(tx, org.owner, { name: '乙', kind: 'person', externalId: 'B2', phones: [], emails: [] }),
    )
    await expect(correct(org.owner, customerId, { externalId: 'B2' })).rejects.toThrow('external-id-taken')
    await expect(correct(org.owner, customerId, { timeZone: 'Mars/Olympus' })).rejects.toThrow('time-zone-unknown')
    const south = await org.staff('supervisor', org.southId)
    await expect(correct(south, customerId, { name: '别人' })).rejects.toThrow('not-found')
    const north = await org.staff('supervisor', org.northId)
    await expect(correct(north, customerId, { branchId: org.southId })).rejects.toThrow('not-found')
    await correct(org.owner, customerId, { branchId: org.southId, timeZone: 'Asia/Urumqi' })
    const told = await changes(org.owner, customerId)
    expect(told).toContainEqual(expect.objectContaining({ field: 'branch', oldValue: '北方', newValue: '南方' }))
    expect(told).toContainEqual(expect.objectContaining({ field: 'timeZone', oldValue: null, newValue: 'Asia/Urumqi' }))
  })

  test('takes birthdays with and without a year, and shows them to those alone who may change them', async () => {
    const org = await givenOrganisation()
    const text = '客户编号,姓名,生日\nA1,李雷,1985年3月12日\nA2,韩梅梅,2月29日\nA3,王芳,2月30日\nA1,李雷,\n'
    expect(await importText(org.owner, text, { branchId: org.northId })).toMatchObject({ rowsNew: 2, rowsRejected: 1 })
    const [first, second] = await customersOf(org)
    expect((await facts(org.owner, first!.id)).birthday).toMatchObject({ value: '1985-03-12', source: 'import' })
    expect((await facts(org.owner, second!.id)).birthday).toMatchObject({ value: '02-29' })
    await correct(org.owner, first!.id, { birthday: '3-13' })
    await correct(org.owner, second!.id, { birthday: null })
    await expect(correct(org.owner, first!.id, { birthday: '下个月' })).rejects.toThrow('birthday-unreadable')
    const change = { field: 'birthday', oldValue: '1985-03-12', newValue: '03-13', source: 'staff' }
    expect((await changes(org.owner, first!.id))[0]).toMatchObject(change)

    const reader = await org.staff('quality', org.northId)
    expect((await facts(reader, first!.id)).birthday).toMatchObject({ value: '**-**' })
    expect((await facts(reader, second!.id)).birthday).toMatchObject({ value: null })
    const hidden = { field: 'birthday', oldValue: '**-**', newValue: '**-**' }
    expect((await changes(reader, first!.id))[0]).toMatchObject(hidden)
  })

  test('comes page by page without gap or repetition', async () => {
    const { org, customerId } = await givenOne()
    for (let n = 0; n < 5; n++) await correct(org.owner, customerId, { note: `备注 ${n}` })
    const all = await changes(org.owner, customerId)
    const paged: typeof all = []
    for (let cursor: string | undefined; paged.length < 20; ) {
      const page = await as(org.owner, tx => changesOfCustomer(tx, org.owner, customerId, { limit: 3, cursor }))
      paged.push(...page.items)
      if (!page.next) break
      cursor = page.next
    }
    expect(paged).toEqual(all)
    const ofField = await as(org.owner, tx =>
      changesOfCustomer(tx, org.owner, customerId, { limit: 50, field: 'note' }),
    )
    expect(ofField.items).toHaveLength(5)
  })
})

describe('good hours', () => {
  const hours = { windows: [], notBefore: null, notAfter: null, source: 'customer', note: '' } as const
  const window = (weekday: number, from: string, to: string) => ({ weekday, from, to })

  test('are kept in the order of the week, and every change in the history', async () => {
    const { org, customerId } = await givenOne()
    const set = (given: Partial<Parameters<typeof setGoodHours>[3]>) =>
      as(org.owner, tx => setGoodHours(tx, org.owner, customerId, { ...hours, windows: [], ...given }))
    expect(
      await set({ windows: [window(3, '14:00', '16:00'), window(1, '09:00', '11:00')], notBefore: '08:30' }),
    ).toMatchObject({ windows: [{ weekday: 1 }, { weekday: 3 }], timeZone: 'Asia/Shanghai', updatedByName: 'owner' })
    expect(await set({})).toBeNull()
    expect((await changes(org.owner, customerId)).filter(one => one.subject === 'hours')).toMatchObject([
      { oldValue: '1 09:00–11:00, 3 14:00–16:00; 08:30–', newValue: null },
      { oldValue: null, newValue: '1 09:00–11:00, 3 14:00–16:00; 08:30–' },
    ])
  })

  test.each([
    ['overlap', { windows: [window(2, '09:00', '11:00'), window(2, '10:00', '12:00')] }, 'hours-out-of-order'],
    ['end before they begin', { windows: [window(2, '11:00', '09:00')] }, 'hours-out-of-order'],
    ['cross', { notBefore: '20:00', notAfter: '08:00' }, 'hours-crossed'],
  ])('that %s are refused', async (_, given, reason) => {
    const { org, customerId } = await givenOne()
    const set = as(org.owner, tx => setGoodHours(tx, org.owner, customerId, { ...hours, windows: [], ...given }))
    await expect(set).rejects.toThrow(reason)
  })
})

test('the language of a customer is a fact: by name or code, with its history, and refused where it is none', async () => {
  const { org, customerId } = await givenOne()
  const say = (language: string | null) => as(org.owner, tx => changeCustomer(tx, org.owner, customerId, { language }))
  await say('广东话')
  expect((await facts(org.owner, customerId)).language).toMatchObject({ value: 'yue', changes: 1 })
  await expect(say('随便说说')).rejects.toThrow('language-unknown')
  await say(null)
  expect((await facts(org.owner, customerId)).language).toMatchObject({ value: null, changes: 2 })
})
