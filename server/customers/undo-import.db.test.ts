import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { givenFollowup } from '../followups/given.ts'
import { runUndo } from '../imports/run-undo.ts'
import { undoImport } from '../imports/undo-import.ts'
import { viewImport } from '../imports/view-import.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import { addContactPoint } from './add-contact-point.ts'
import { customersOf, givenImports, importText } from './given.ts'

beforeAll(() => givenImports())

const TWO = '客户编号,姓名,手机号,备注\nA1,李雷,13800134412,老客户\nA2,韩梅梅,13900135523;010-62345678,\n'

async function takeBack(org: GivenOrganisation, importId: string) {
  await as(org.owner, tx => undoImport(tx, org.owner, importId, async () => {}))
  await runUndo(testDatabase(), { orgId: org.orgId, importId })
  return as(org.owner, tx => viewImport(tx, org.owner, importId, 'en'))
}

/** Everything the import may touch, row by row. */
async function everything(org: GivenOrganisation) {
  return as(org.owner, async tx => {
    const { rows } = await sql`
      select to_jsonb(c) as row from customer c where org_id = ${org.orgId}
      union all select to_jsonb(p) from contact_point p where org_id = ${org.orgId}
      order by 1`.execute(tx)
    return rows
  })
}

describe('taking an import back', () => {
  test('removes the customers it added, with their numbers', async () => {
    const org = await givenOrganisation()
    const run = await importText(org.owner, TWO)
    const { run: after, undone, kept } = await takeBack(org, run.id)
    expect(after).toMatchObject({ state: 'undone', rowsToUndo: 2, rowsUndone: 2, undoneByName: expect.any(String) })
    expect(undone).toEqual([{ noun: 'customer', label: 'customers', removed: 2, restored: 0 }])
    expect(kept).toEqual([])
    expect(await everything(org)).toEqual([])
  })

  test('restores what it changed, and the last word of an import that named a customer twice', async () => {
    const org = await givenOrganisation()
    await importText(org.owner, TWO)
    const before = await everything(org)
    const changes = Array.from({ length: 2100 }, (_, n) => `B${n},${n}号,,,`).join('\n')
    const again = `客户编号,姓名,手机号,备注,生日\nA1,李磊,13700136634,,1985/3/12\n${changes}\nA1,李垒,,新客户,\n`
    const run = await importText(org.owner, again)
    expect(run).toMatchObject({ rowsNew: 2100, rowsChanged: 2 })
    const { undone, kept } = await takeBack(org, run.id)
    expect(kept).toEqual([])
    expect(undone).toEqual(
      expect.arrayContaining([
        { noun: 'customer', label: 'customers', removed: 2100, restored: 1 },
        { noun: 'contact-point', label: 'contact points', removed: 1, restored: 0 },
      ]),
    )
    expect(await everything(org)).toEqual(before)
  })

  test('leaves what somebody changed since, and says so', async () => {
    const org = await givenOrganisation()
    const first = await importText(org.owner, TWO)
    const second = await importText(org.owner, 'id,name\nA1,李磊\n')
    await as(org.owner, tx =>
      sql`update customer set name = '李垒', updated_at = now() where name = '李磊'`.execute(tx),
    )
    expect((await takeBack(org, second.id)).kept).toMatchObject([
      { noun: 'customer', reason: 'changed-since', rows: 1 },
    ])
    const { kept, undone } = await takeBack(org, first.id)
    expect(kept).toMatchObject([{ noun: 'customer', reason: 'changed-since', rows: 1, sentence: 'changed since' }])
    expect(undone).toMatchObject([{ removed: 1 }])
    expect(await customersOf(org)).toMatchObject([{ externalId: 'A1', name: '李垒', points: ['4412'] }])
  })

  test('of the later import makes way for that of the earlier one', async () => {
    const org = await givenOrganisation()
    const first = await importText(org.owner, TWO)
    const second = await importText(org.owner, 'id,name,phone\nA1,李磊,13700136634\n')
    expect((await takeBack(org, second.id)).kept).toEqual([])
    expect((await takeBack(org, first.id)).kept).toEqual([])
    expect(await everything(org)).toEqual([])
  })

  test('stopped between two steps goes on from there, and worked by three at once is done once', async () => {
    const org = await givenOrganisation()
    const many = Array.from({ length: 5000 }, (_, n) => `C${n},${n}号`).join('\n')
    const { id } = await importText(org.owner, `id,name\n${many}\n`)
    await as(org.owner, tx => undoImport(tx, org.owner, id, async () => {}))
    const stop = new AbortController()
    const work = (signal?: AbortSignal, onProgress?: () => void) =>
      runUndo(testDatabase(), { orgId: org.orgId, importId: id }, signal, onProgress)
    await expect(work(stop.signal, () => stop.abort())).rejects.toThrow('aborted')
    const left = (await customersOf(org)).length
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThan(5000)
    await Promise.all([work(), work(), work()])
    const { run, undone } = await as(org.owner, tx => viewImport(tx, org.owner, id, 'zh'))
    expect(run).toMatchObject({ state: 'undone', rowsUndone: 5000 })
    expect(undone).toMatchObject([{ label: '客户', removed: 5000 }])
    expect(await customersOf(org)).toEqual([])
  })

  test('is refused twice, while the import runs, and where there is nothing to take back', async () => {
    const org = await givenOrganisation()
    const run = await importText(org.owner, TWO)
    const same = await importText(org.owner, TWO)
    const undo = (importId: string) => as(org.owner, tx => undoImport(tx, org.owner, importId, async () => {}))
    await expect(undo(same.id)).rejects.toThrow('nothing-to-undo')
    await takeBack(org, run.id)
    await expect(undo(run.id)).rejects.toThrow('not-now')
  })

  test('is not for those without the permission or from another branch', async () => {
    const org = await givenOrganisation()
    const { id } = await importText(org.owner, TWO, { branchId: org.southId })
    const [agent, planner] = [await org.staff('agent'), await org.staff('planner', org.northId)]
    await expect(as(agent, tx => undoImport(tx, agent, id, async () => {}))).rejects.toThrow('forbidden')
    await expect(as(planner, tx => undoImport(tx, planner, id, async () => {}))).rejects.toThrow('not-found')
  })

  test('racing with somebody who adds a number loses nobody his number', async () => {
    const org = await givenOrganisation()
    const { id } = await importText(org.owner, TWO)
    const customerId = (await customersOf(org))[0]!.id
    await as(org.owner, tx => undoImport(tx, org.owner, id, async () => {}))
    const [, added] = await Promise.allSettled([
      runUndo(testDatabase(), { orgId: org.orgId, importId: id }),
      as(org.owner, tx => addContactPoint(tx, org.owner, { customerId, kind: 'phone', value: '13700136634' })),
    ])
    const left = await customersOf(org)
    if (added.status === 'fulfilled') expect(left.map(one => one.id)).toEqual([customerId])
    else expect(left).toEqual([])
  })

  test('leaves every customer whom somebody planned to follow up meanwhile, and the others go', async () => {
    const org = await givenOrganisation()
    const rows = Array.from({ length: 30 }, (_, n) => `D${n},${n}号,${13_800_200_000 + n}`)
    const { id } = await importText(org.owner, `id,name,phone\n${rows.join('\n')}\n`)
    const customers = await customersOf(org)
    const [early, ...late] = customers.slice(0, 6)
    await givenFollowup(org, early!.id)
    await as(org.owner, tx => undoImport(tx, org.owner, id, async () => {}))
    const [, ...planned] = await Promise.allSettled([
      runUndo(testDatabase(), { orgId: org.orgId, importId: id }),
      ...late.map(customer => givenFollowup(org, customer.id)),
    ])
    const followed = [early!, ...late.filter((_, at) => planned[at]!.status === 'fulfilled')]
    expect((await customersOf(org)).map(one => one.id).sort()).toEqual(followed.map(one => one.id).sort())
    const { run, undone, kept } = await as(org.owner, tx => viewImport(tx, org.owner, id, 'en'))
    expect(run.state).toBe('undone')
    expect(kept).toMatchObject([{ reason: 'has-followups', sentence: 'with follow-ups', rows: followed.length }])
    expect(undone).toMatchObject([{ removed: 30 - followed.length }])
    expect((await customersOf(org)).every(one => one.points.length === 1)).toBe(true)
  })
})
