import { beforeAll, describe, expect, test } from 'vitest'
import { activitiesOf } from '../activity/store.ts'
import { runUndo } from '../imports/run-undo.ts'
import { undoImport } from '../imports/undo-import.ts'
import { viewImport } from '../imports/view-import.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import { givenVault } from '../privacy/given.ts'
import { wireModules } from '../wiring.ts'
import { addContactPoint } from './add-contact-point.ts'
import { customersOf, importText, takeBack } from './given.ts'
import { mergeCustomers, undoMerge } from './merge-customers.ts'
import { pointsOf } from './store.ts'

beforeAll(() => {
  givenVault()
  wireModules()
})

const FILE = '客户编号,姓名,手机号,标签,方便时间\n'

async function idsOf(org: GivenOrganisation): Promise<Record<string, string>> {
  return Object.fromEntries((await customersOf(org)).map(one => [one.externalId, one.id]))
}

/** Merges a minute after all else. */
function merge(org: GivenOrganisation, survivorId: string, goneId: string) {
  const owner = org.at(org.owner, org.owner.now.add({ minutes: 1 }))
  return as(owner, tx => mergeCustomers(tx, owner, { survivorId, goneId, taken: [], note: '' }))
}

/** Four digits of each number a customer has. */
const numbersOf = async (org: GivenOrganisation, customerId: string) =>
  (await as(org.owner, tx => pointsOf(tx, org.orgId, customerId))).map(point => point.lastFour).toSorted()

describe('taking an import back after two of its customers became one', () => {
  test('leaves both, says that they were merged, and removes the others alone', async () => {
    const org = await givenOrganisation()
    const run = await importText(
      org.owner,
      `${FILE}A1,李雷,13800134412,,\nA2,李磊,13900135523,新,周六 9:00-11:00\nA3,林涛,13700136634,,\n`,
    )
    const { A1, A2 } = await idsOf(org)
    const { id } = await merge(org, A1!, A2!)
    const { run: after, undone, kept } = await takeBack(org, run.id)
    expect(after).toMatchObject({ state: 'undone', rowsToUndo: 4, rowsUndone: 4 })
    expect(undone).toEqual(
      expect.arrayContaining([
        { noun: 'customer', label: 'customers', removed: 1, restored: 0 },
        { noun: 'customer-tag', label: 'tags', removed: 0, restored: 0 },
      ]),
    )
    expect(kept).toMatchObject([
      { noun: 'customer', reason: 'has-merges', rows: 2, ids: [A1!, A2!].sort() },
      { noun: 'customer-tag', reason: 'used-since', rows: 1 },
    ])
    expect(await numbersOf(org, A1!)).toEqual(['4412', '5523'])
    await as(org.owner, tx => undoMerge(tx, org.owner, id))
    expect((await customersOf(org)).map(one => one.points)).toEqual([['4412'], ['5523']])
  })

  test('puts back nobody who went into another or took one in, says so, and takes their new numbers back', async () => {
    const org = await givenOrganisation()
    await importText(org.owner, `${FILE}A1,李雷,13800134412,,\nA2,李磊,13900135523,,\nA3,林涛,,,\n`)
    const { A1, A2 } = await idsOf(org)
    const run = await importText(
      org.owner,
      `${FILE}A1,李雷一,13700136634,,\nA2,李磊一,13700137745,,周六 9:00-11:00\nA3,林涛一,,,\n`,
    )
    expect(run).toMatchObject({ rowsChanged: 3 })
    const { id } = await merge(org, A1!, A2!)
    expect(await numbersOf(org, A1!)).toEqual(['4412', '5523', '6634', '7745'])
    const { undone, kept } = await takeBack(org, run.id)
    expect(undone).toEqual(
      expect.arrayContaining([
        { noun: 'customer', label: 'customers', removed: 0, restored: 1 },
        { noun: 'contact-point', label: 'contact points', removed: 2, restored: 0 },
        { noun: 'good-hours', label: 'good hours', removed: 0, restored: 0 },
      ]),
    )
    expect(kept.map(({ noun, reason, rows }) => [noun, reason, rows]).toSorted()).toEqual([
      ['customer', 'has-merges', 2],
      ['good-hours', 'has-merges', 1],
    ])
    expect(await numbersOf(org, A1!)).toEqual(['4412', '5523'])
    await as(org.owner, tx => undoMerge(tx, org.owner, id))
    expect((await customersOf(org)).map(({ name, points }) => [name, points])).toEqual([
      ['李雷一', ['4412']],
      ['李磊一', ['5523']],
      ['林涛', []],
    ])
  })

  test('leaves a number that the one who went was known by as well', async () => {
    const org = await givenOrganisation()
    await importText(org.owner, `${FILE}A1,李雷,13800134412,,\nA2,李磊,13900135523,,\n`)
    const { A1, A2 } = await idsOf(org)
    const run = await importText(org.owner, `${FILE}A1,,010-62345678,,\n`)
    await as(org.owner, tx => addContactPoint(tx, org.owner, { customerId: A2!, kind: 'phone', value: '010-62345678' }))
    await merge(org, A1!, A2!)
    const { kept } = await takeBack(org, run.id)
    expect(kept.map(({ noun, reason }) => [noun, reason]).toSorted()).toEqual([
      ['contact-point', 'has-merges'],
      ['customer', 'has-merges'],
    ])
    expect(await numbersOf(org, A1!)).toEqual(['4412', '5523', '5678'])
  })

  test('takes orders back from whoever has them now', async () => {
    const org = await givenOrganisation()
    await importText(org.owner, `${FILE}A1,李雷,13800134412,,\nA2,李磊,13900135523,,\n`)
    const { A1, A2 } = await idsOf(org)
    const orders = '订单号,客户编号,下单时间,产品,数量,单价\nO1,A1,2026-10-01,滤芯,1,100\nO2,A2,2026-10-02,机油,1,200\n'
    const run = await importText(org.owner, orders, { kind: 'orders' })
    expect(run).toMatchObject({ rowsNew: 2, rowsRejected: 0 })
    await merge(org, A1!, A2!)
    const activities = () => as(org.owner, tx => activitiesOf(tx, org.orgId, A1!, { limit: 10 }))
    expect(await activities()).toHaveLength(2)
    const { kept } = await takeBack(org, run.id)
    expect(kept).toEqual([])
    expect(await activities()).toEqual([])
  })

  test('at the same moment as they become one, counts every row once and loses nobody’s number', async () => {
    for (let round = 0; round < 6; round += 1) {
      const org = await givenOrganisation()
      const run = await importText(org.owner, `${FILE}A1,李雷,13800134412,,\nA2,李磊,13900135523,,\n`)
      const { A1, A2 } = await idsOf(org)
      await as(org.owner, tx => undoImport(tx, org.owner, run.id, async () => {}))
      const [undoing, merging] = await Promise.allSettled([
        runUndo(testDatabase(), { orgId: org.orgId, importId: run.id }),
        merge(org, A1!, A2!),
      ])
      expect(undoing.status).toBe('fulfilled')
      const { undone, kept } = await as(org.owner, tx => viewImport(tx, org.owner, run.id, 'en'))
      if (merging.status === 'fulfilled') {
        expect(kept).toMatchObject([{ reason: 'has-merges', rows: 2 }])
        expect(await numbersOf(org, A1!)).toEqual(['4412', '5523'])
      } else {
        expect(String(merging.reason)).toContain('not-found')
        expect(undone).toMatchObject([{ removed: 2 }])
        expect(await customersOf(org)).toEqual([])
      }
    }
  })
})
