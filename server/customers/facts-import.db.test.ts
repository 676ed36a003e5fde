import { beforeAll, describe, expect, test } from 'vitest'
import { registerImportKind } from '../imports/index.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { changePerson } from './change-person.ts'
import { consentsOf } from './consent-store.ts'
import { consentsImport } from './consents-import.ts'
import { customersOf, givenImports, importText, rejectionsOf, takeBack } from './given.ts'
import { dialablePoints } from './index.ts'
import { personsAt } from './persons.ts'
import { personsImport } from './persons-import.ts'
import { currentConsents } from './record-consent.ts'

beforeAll(() => {
  givenImports()
  registerImportKind(personsImport)
  registerImportKind(consentsImport)
})

async function givenCompanies(): Promise<GivenOrganisation & { firstId: string; secondId: string }> {
  const org = await givenOrganisation()
  await importText(org.owner, '客户编号,名称,电话\nC1,东方建筑,010-62345678\nC2,北方路桥,\n', { branchId: org.northId })
  const [first, second] = await customersOf(org)
  return { ...org, firstId: first!.id, secondId: second!.id }
}

const persons = (org: GivenOrganisation, customerId: string) =>
  as(org.owner, tx => personsAt(tx, org.owner, customerId, 'zh'))

describe('a file of persons in charge', () => {
  const load = (org: GivenOrganisation, text: string) => importText(org.owner, text, { kind: 'persons' })
  const FILE =
    '客户编号,联系人,职务,手机,邮箱,语言,任职自\n' +
    'C1,王采购,采购,13800134412,wang@example.com,粤语,2025/3/1\n' +
    'C1,赵会计,财务;出纳,010-62345678转8,,,\n' +
    'C2,孙师傅,机手,13900135523,,普通话,\n'

  test('becomes persons with their own numbers, and the same file again changes nothing', async () => {
    const org = await givenCompanies()
    expect(await load(org, FILE)).toMatchObject({ state: 'finished', rowsNew: 3, rowsRejected: 0 })
    expect(await persons(org, org.firstId)).toMatchObject([
      { name: '王采购', duties: ['purchasing'], language: 'yue', points: [{ masked: '••• 4412' }, { kind: 'email' }] },
      { name: '赵会计', duties: ['finance'], points: [{ masked: '••• 5678', extension: '8' }] },
    ])
    expect(await load(org, FILE)).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 3 })
    expect(await persons(org, org.firstId)).toHaveLength(2)
  })

  test('in English, known by number, changes what it says and erases nothing by a blank', async () => {
    const org = await givenCompanies()
    const head = 'customer number,contact name,role,person id,phone,note\n'
    await load(org, `${head}C1,Ann Lee,Finance,P7,010-62345678 ext 12,prefers mornings\n`)
    const run = await load(org, `${head}C1,Ann Lee-Wang,"finance;management",P7,,\n`)
    expect(run).toMatchObject({ rowsNew: 0, rowsChanged: 1 })
    expect(await persons(org, org.firstId)).toMatchObject([
      {
        name: 'Ann Lee-Wang',
        duties: ['finance', 'management'],
        note: 'prefers mornings',
        points: [{ extension: '12' }],
      },
    ])
  })

  test.each([
    [',李四,采购,,,,', 'customer-missing'],
    ['C9,李四,采购,,,,', 'customer-unknown'],
    ['C1,,采购,,,,', 'name-missing'],
    ['C1,李四,,,,,', 'duty-missing'],
    ['C1,李四,吊装总监,,,,', 'duty-unknown'],
    ['C1,李四,采购,12345678901,,,', 'phone-invalid'],
    ['C1,李四,采购,,nobody,,', 'email-invalid'],
    ['C1,李四,采购,,,火星语,', 'language-unknown'],
    ['C1,李四,采购,,,,昨天', 'date-unreadable'],
    ['C1,李四,采购,13800134412,,,', 'number-of-another-person'],
  ])('has the row “%s” rejected: %s', async (row, reason) => {
    const org = await givenCompanies()
    await load(org, FILE)
    const run = await load(org, `客户编号,联系人,职务,手机,邮箱,语言,任职自\n${row}\n`)
    expect(await rejectionsOf(org, run.id)).toEqual([reason])
  })

  test('is taken back with the numbers it brought; whom somebody changed since stays', async () => {
    const org = await givenCompanies()
    const run = await load(org, FILE)
    const [, second] = await persons(org, org.firstId)
    const later = org.at(org.owner, Temporal.Now.instant().add({ hours: 1 }))
    await as(later, tx => changePerson(tx, later, second!.id, { note: '换了办公室' }))
    const { kept, undone } = await takeBack(org, run.id)
    expect(undone).toContainEqual(expect.objectContaining({ noun: 'person', removed: 2 }))
    expect(kept).toMatchObject([{ noun: 'person', reason: 'changed-since', rows: 1 }])
    expect((await persons(org, org.firstId)).map(one => one.name)).toEqual(['赵会计'])
    const left = await as(org.owner, tx => dialablePoints(tx, org.orgId, org.firstId))
    expect(left.map(point => [point.masked, point.extension])).toEqual([
      ['••• 5678', ''],
      ['••• 5678', '8'],
    ])
    expect(await as(org.owner, tx => dialablePoints(tx, org.orgId, org.secondId))).toEqual([])
  })

  test('that changed persons gives them back as they were', async () => {
    const org = await givenCompanies()
    await load(org, FILE)
    const before = await persons(org, org.firstId)
    const run = await load(org, '客户编号,联系人,职务,备注\nC1,王采购,采购;仓库,新调来\n')
    await takeBack(org, run.id)
    expect(await persons(org, org.firstId)).toEqual(before)
  })
})

describe('a file of consents', () => {
  const load = (org: GivenOrganisation, text: string) => importText(org.owner, text, { kind: 'consents' })
  const HEAD = '客户编号,授权书编号,用途,渠道,是否同意,签署日期,有效期至,证据\n'
  const standing = async (org: GivenOrganisation, customerId: string, channel: string) =>
    (await as(org.owner, tx => currentConsents(tx, org.orgId, customerId, org.owner.now))).find(
      one => one.purposeClass === 'marketing' && one.channel === channel,
    )!.standing

  test('is written down word by word; the same file again changes nothing', async () => {
    const org = await givenCompanies()
    const file =
      `${HEAD}C1,K1,营销,电话;短信,同意,2026/1/5,2027/1/5,购机协议第 7 条\n` +
      'C1,K2,营销,电话,撤回,2026/5/6,,通话中要求不再推销\nC2,K3,服务,微信,是,2026/5/6,,https://example.com/k3.pdf\n'
    expect(await load(org, file)).toMatchObject({ rowsNew: 3, rowsRejected: 0 })
    expect(await load(org, file)).toMatchObject({ rowsNew: 0, rowsUnchanged: 3 })
    expect(await standing(org, org.firstId, 'phone')).toBe('withdrawn')
    expect(await standing(org, org.firstId, 'sms')).toBe('given')
    const words = await as(org.owner, tx => consentsOf(tx, org.orgId, org.secondId, { limit: 9 }))
    expect(words).toMatchObject([{ channel: 'chat', evidenceKind: 'file', source: 'import' }])
  })

  test.each([
    ['C9,K9,营销,电话,同意,2026/1/5,,协议', 'customer-unknown'],
    ['C1,K9,跳舞,电话,同意,2026/1/5,,协议', 'purpose-unknown'],
    ['C1,K9,营销,信鸽,同意,2026/1/5,,协议', 'channel-unknown'],
    ['C1,K9,营销,电话,也许,2026/1/5,,协议', 'given-unknown'],
    ['C1,K9,营销,电话,同意,某天,,协议', 'time-unreadable'],
    ['C1,K9,营销,电话,同意,2199/1/5,,协议', 'in-the-future'],
    ['C1,K9,营销,电话,撤回,2026/1/5,2027/1/5,协议', 'expiry-crossed'],
    ['C1,K9,营销,电话,同意,2026/1/5,,', 'evidence-missing'],
    ['C1,K1,营销,电话,撤回,2026/1/5,,协议', 'consent-differs'],
  ])('has the row “%s” rejected: %s', async (row, reason) => {
    const org = await givenCompanies()
    await load(org, `${HEAD}C1,K1,营销,电话,同意,2026/1/5,,协议\n`)
    const run = await load(org, `${HEAD}${row}\n`)
    expect(await rejectionsOf(org, run.id)).toEqual([reason])
  })

  test('taken back counts no more, stays on record, and can come again', async () => {
    const org = await givenCompanies()
    const file = `${HEAD}C1,K1,营销,电话,同意,2026/1/5,,协议\n`
    const run = await load(org, file)
    expect((await takeBack(org, run.id)).kept).toEqual([])
    expect(await standing(org, org.firstId, 'phone')).toBe('never-asked')
    expect(await load(org, file)).toMatchObject({ rowsNew: 1 })
    const words = await as(org.owner, tx => consentsOf(tx, org.orgId, org.firstId, { limit: 9 }))
    expect(words.map(one => one.voidedAt !== null).toSorted()).toEqual([false, true])
  })
})
