import { beforeAll, describe, expect, test } from 'vitest'
import { customersOf, givenImports, importText, rejectionsOf, takeBack } from '../customers/given.ts'
import { registerImportKind } from '../imports/index.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { addReading } from './add-reading.ts'
import { machinesImport } from './machines-import.ts'
import { machinesOf } from './store.ts'

beforeAll(() => {
  givenImports()
  registerImportKind(machinesImport)
})

const HEAD = '客户编号,整机编号,品牌,机型,交机日期,保修至,工作小时,抄表日期,设备状态\n'
const FILE =
  `${HEAD}C1,SY215C 0012,三一,SY215C,2025/3/1,2027/3/1,"1,250.5",2026/10/1,在用\n` +
  'C1,XE60-7,徐工,XE60,2024/6/1,,300 小时,2026/9/1,维修中\nC2,LW500,柳工,LW500,2023/1/1,2025/1/1,,,闲置\n'

async function givenOwners() {
  const org = await givenOrganisation()
  await importText(org.owner, '客户编号,名称\nC1,东方建筑\nC2,北方路桥\n', { branchId: org.northId })
  const [first, second] = await customersOf(org)
  return { ...org, firstId: first!.id, secondId: second!.id }
}

const load = (org: GivenOrganisation, text: string, branchId?: string) =>
  importText(org.owner, text, { kind: 'machines', ...(branchId && { branchId }) })
const machines = (org: GivenOrganisation, customerId: string) =>
  as(org.owner, tx => machinesOf(tx, org.owner, customerId, { limit: 50 }))
const numbers = async (org: GivenOrganisation, customerId: string) =>
  (await machines(org, customerId)).map(one => [one.serialNumber, one.current])

describe('a file of machines', () => {
  test('becomes machines with owner and reading; the same file again changes nothing', async () => {
    const org = await givenOwners()
    expect(await load(org, FILE)).toMatchObject({ state: 'finished', rowsNew: 3, rowsRejected: 0 })
    const found = await machines(org, org.firstId)
    expect(found.find(one => one.brand === '三一')).toMatchObject({
      serialNumber: 'SY215C0012',
      model: 'SY215C',
      state: 'in-use',
      underWarranty: true,
      lastReading: { value: 1250.5, unit: 'h', lower: false },
    })
    expect(await load(org, FILE)).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 3 })
  })

  test('with later readings adds them; a lower one is taken and flagged', async () => {
    const org = await givenOwners()
    await load(org, FILE)
    const run = await load(org, 'serial number,hours,reading date\nSY215C0012,200,2026-11-01\nXE60-7,310,2026-11-01\n')
    expect(run).toMatchObject({ rowsNew: 0, rowsChanged: 2, rowsRejected: 0 })
    const readings = (await machines(org, org.firstId)).map(one => [
      one.brand,
      one.lastReading?.value,
      one.lastReading?.lower,
    ])
    expect(readings.toSorted()).toEqual([
      ['三一', 200, true],
      ['徐工', 310, false],
    ])
  })

  test('that names another owner passes the machine on, and gives it back when it is undone', async () => {
    const org = await givenOwners()
    await load(org, FILE)
    const before = [await machines(org, org.firstId), await machines(org, org.secondId)]
    const run = await load(org, '客户编号,整机编号,购机日期,品牌\nC2,SY215C0012,2026/8/1,三一重工\n')
    expect(run).toMatchObject({ rowsChanged: 1 })
    expect(await numbers(org, org.secondId)).toContainEqual(['SY215C0012', true])
    expect(await numbers(org, org.firstId)).toContainEqual(['SY215C0012', false])
    expect((await takeBack(org, run.id)).kept).toEqual([])
    expect([await machines(org, org.firstId), await machines(org, org.secondId)]).toEqual(before)
  })

  test('is taken back whole; a machine that was read since stays', async () => {
    const org = await givenOwners()
    const run = await load(org, FILE)
    const [one] = await machines(org, org.secondId)
    const reading = { machineId: one!.id, value: 1, unit: 'h' as const, readAt: org.owner.now }
    await as(org.owner, tx => addReading(tx, org.owner, reading))
    const { kept } = await takeBack(org, run.id)
    expect(kept).toMatchObject([{ noun: 'machine', reason: 'changed-since', rows: 1 }])
    expect(await machines(org, org.firstId)).toEqual([])
    expect(await machines(org, org.secondId)).toHaveLength(1)
  })

  test.each([
    ['C1,,三一,,,,,,', 'serial-number-missing'],
    [',NEW-1,三一,,,,,,', 'customer-missing'],
    ['C9,NEW-1,三一,,,,,,', 'customer-unknown'],
    ['C1,NEW-1,三一,,去年,,,,', 'date-unreadable'],
    ['C1,NEW-1,三一,,,,很多,,', 'reading-unreadable'],
    ['C1,NEW-1,三一,,,,-5,,', 'reading-impossible'],
    ['C1,NEW-1,三一,,,,1e12,,', 'reading-impossible'],
    ['C1,NEW-1,三一,,,,,,飞走了', 'state-unknown'],
  ])('has the row “%s” rejected: %s', async (row, reason) => {
    const org = await givenOwners()
    const run = await load(org, `${HEAD}${row}\n`)
    expect(await rejectionsOf(org, run.id)).toEqual([reason])
  })

  test('touches no machine of a branch outside its scope', async () => {
    const org = await givenOwners()
    await load(org, FILE)
    const run = await load(org, '整机编号,品牌\nSY215C0012,别的\n', org.southId)
    expect(await rejectionsOf(org, run.id)).toEqual(['customer-elsewhere'])
  })

  test('imported by several at the same moment makes each machine once', async () => {
    const org = await givenOwners()
    const runs = await Promise.all([load(org, FILE), load(org, FILE), load(org, FILE)])
    expect(runs.reduce((sum, run) => sum + run.rowsNew, 0)).toBe(3)
    expect(runs.reduce((sum, run) => sum + run.rowsUnchanged, 0)).toBe(6)
  })
})
