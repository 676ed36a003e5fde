import { beforeAll, describe, expect, test } from 'vitest'
import { customersOf, givenImports, importText, rejectionsOf, takeBack } from '../customers/given.ts'
import { registerImportKind } from '../imports/index.ts'
import { machinesImport } from '../machines/index.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { recordActivity } from './record-activity.ts'
import { recordImports } from './records-import.ts'
import { activitiesOf } from './store.ts'

beforeAll(() => {
  givenImports()
  registerImportKind(machinesImport)
  for (const kind of recordImports) registerImportKind(kind)
})

async function givenOwners() {
  const org = await givenOrganisation()
  await importText(org.owner, '客户编号,名称\nC1,东方建筑\nC2,北方路桥\n', { branchId: org.northId })
  await importText(org.owner, '客户编号,序列号\nC1,SY215C0012\n', { kind: 'machines' })
  const [first] = await customersOf(org)
  return { ...org, firstId: first!.id }
}

const load = (org: GivenOrganisation, kind: string, text: string) => importText(org.owner, text, { kind })
const records = (org: GivenOrganisation, customerId: string) =>
  as(org.owner, tx => activitiesOf(tx, org.orgId, customerId, { limit: 50 }))

const SERVICES =
  '工单号,客户编号,完工时间,机号,维修内容,费用,币种\n' +
  'S1,C1,2026/11/2 15:30,SY215C 0012,更换液压油滤芯,"1,280.00",CNY\nS2,C1,2026/11/3 9:00,,上门检查,,\n'

describe('files of records', () => {
  test('of services become services of machines; the same file again changes nothing', async () => {
    const org = await givenOwners()
    expect(await load(org, 'services', SERVICES)).toMatchObject({ state: 'finished', rowsNew: 2, rowsRejected: 0 })
    expect(await records(org, org.firstId)).toMatchObject([
      { kind: 'service', externalId: 'S2', summary: '上门检查', amount: null, serialNumber: null },
      { kind: 'service', externalId: 'S1', amount: 1280, currency: 'CNY', serialNumber: 'SY215C0012' },
    ])
    expect(await load(org, 'services', SERVICES)).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 2 })
  })

  test.each([
    [
      'deliveries',
      '交付单号,客户编号,签收日期,货物\nD1,C1,2026/11/2,挖掘机一台\n',
      { kind: 'delivery', summary: '挖掘机一台' },
    ],
    [
      'complaints',
      '投诉编号,客户编号,受理时间,投诉内容\nT1,C1,2026-11-02 10:00,漏油没有修好\n',
      { kind: 'complaint', externalId: 'T1' },
    ],
    [
      'parts',
      '配件单号,客户编号,销售日期,配件名称,金额\nP1,C1,2026-11-02,机油滤芯 ×6,516\n',
      { kind: 'parts', externalId: 'P1', summary: '机油滤芯 ×6', amount: 516 },
    ],
    [
      'second-hand',
      'trade no,customer number,trade date,used machine\nU1,C1,2026-11-02,"Excavator, 2019"\n',
      { kind: 'second-hand', summary: 'Excavator, 2019' },
    ],
    [
      'solved',
      '投诉编号,客户编号,办结时间,处理结果\nT1,C1,2026-11-02 16:00,上门返修，试机正常\n',
      { kind: 'solved', externalId: 'T1', summary: '上门返修，试机正常' },
    ],
    [
      'contracts',
      '合同编号,客户编号,签订日期,到期日期,合同名称,合同金额\nH1,C1,2026/1/1,2026/12/31,年度保养,9800元\n',
      { kind: 'contract', amount: 9800, endsOn: Temporal.PlainDate.from('2026-12-31') },
    ],
    [
      'rentals',
      'rental no,customer number,rental start,return date,equipment\nR1,C1,2026-10-01,2026-11-30,Excavator\n',
      { kind: 'rental', summary: 'Excavator', endsOn: Temporal.PlainDate.from('2026-11-30') },
    ],
  ])('of %s are read by their own words', async (kind, text, expected) => {
    const org = await givenOwners()
    expect(await load(org, kind, text)).toMatchObject({ rowsNew: 1, rowsRejected: 0 })
    expect(await records(org, org.firstId)).toMatchObject([expected])
  })

  test('without numbers know a record by whose it is, when and what', async () => {
    const org = await givenOwners()
    const text = '客户编号,完工日期,服务内容\nC1,2026/11/2,换油\nC1,2026/11/2,换滤芯\nC1,2026/11/2,换油\n'
    expect(await load(org, 'services', text)).toMatchObject({ rowsNew: 2, rowsUnchanged: 1 })
    expect(await load(org, 'services', text)).toMatchObject({ rowsNew: 0, rowsUnchanged: 3 })
  })

  test('that state a record anew change it, and give it back when they are undone', async () => {
    const org = await givenOwners()
    await load(org, 'services', SERVICES)
    const before = await records(org, org.firstId)
    const run = await load(org, 'services', '工单号,客户编号,完工时间,维修内容\nS1,C1,2026/11/2 15:30,返修\n')
    expect(run).toMatchObject({ rowsChanged: 1 })
    expect((await takeBack(org, run.id)).kept).toEqual([])
    expect(await records(org, org.firstId)).toEqual(before)
  })

  test('are taken back whole', async () => {
    const org = await givenOwners()
    const run = await load(org, 'services', SERVICES)
    expect((await takeBack(org, run.id)).undone).toContainEqual(expect.objectContaining({ noun: 'record', removed: 2 }))
    expect(await records(org, org.firstId)).toEqual([])
  })

  test.each([
    [',C1,2026/1/1,2027/1/1,', 'nothing-said'],
    ['H9,,2026/1/1,2027/1/1,保养', 'customer-missing'],
    ['H9,C9,2026/1/1,2027/1/1,保养', 'customer-unknown'],
    ['H9,C1,很久以前,2027/1/1,保养', 'time-unreadable'],
    ['H9,C1,2026/1/1,,保养', 'end-missing'],
    ['H9,C1,2026/1/1,永远,保养', 'end-unreadable'],
    ['H9,C1,2026/1/1,2025/1/1,保养', 'end-before-begin'],
    ['TAKEN,C1,2026/1/1,2027/1/1,保养', 'record-of-another-customer'],
  ])('have the contract “%s” rejected: %s', async (row, reason) => {
    const org = await givenOwners()
    const head = '合同编号,客户编号,签订日期,到期日期,合同名称\n'
    await load(org, 'contracts', `${head}TAKEN,C2,2026/1/1,2027/1/1,保养\n`)
    const run = await load(org, 'contracts', `${head}${row}\n`)
    expect(await rejectionsOf(org, run.id)).toEqual([reason])
  })

  test.each([
    ['NONE-1,100,CNY', 'machine-unknown'],
    [',一百,CNY', 'amount-unreadable'],
    [',-1,CNY', 'amount-impossible'],
    [',1e300,CNY', 'amount-impossible'],
    [',100,人民币', 'currency-unknown'],
  ])('have the service “%s” rejected: %s', async (rest, reason) => {
    const org = await givenOwners()
    const run = await load(org, 'services', `工单号,客户编号,完工时间,机号,费用,币种\nS9,C1,2026/11/2,${rest}\n`)
    expect(await rejectionsOf(org, run.id)).toEqual([reason])
  })
})

describe('a record by hand', () => {
  const record = (org: Awaited<ReturnType<typeof givenOwners>>, given: object) =>
    as(org.owner, tx =>
      recordActivity(tx, org.owner, { customerId: org.firstId, kind: 'contract', happenedAt: org.owner.now, ...given }),
    )

  test('beyond all reason is refused in words', async () => {
    const org = await givenOwners()
    const lines = [{ product: '挖掘机', quantity: 1e9, unitPrice: 1e9 }]
    await expect(record(org, { lines })).rejects.toThrow('amount-too-large')
    await expect(record(org, { amount: 1e15 })).rejects.toThrow('amount-too-large')
  })

  test('ends after it begins', async () => {
    const org = await givenOwners()
    const endsOn = Temporal.PlainDate.from('2026-11-17')
    expect(await record(org, { endsOn })).toMatchObject({ endsOn })
    await expect(record(org, { endsOn: endsOn.subtract({ days: 1 }) })).rejects.toThrow('ends-before-it-begins')
  })
})
