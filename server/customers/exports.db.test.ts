import { PassThrough } from 'node:stream'
import exceljs from 'exceljs'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import { branchScope } from '../people/store.ts'
import type { Actor } from '../platform/actor.ts'
import { buildExport, bytesOfExport } from '../privacy/build-export.ts'
import { expireExports } from '../privacy/export-jobs.ts'
import { exportsToDecide } from '../privacy/export-store.ts'
import { approveExport, beginDownload, refuseExport, requestExport, withdrawExport } from '../privacy/exports.ts'
import { givenVault } from '../privacy/given.ts'
import { wireModules } from '../wiring.ts'
import { addCustomer } from './add-customer.ts'

beforeAll(() => {
  givenVault()
  wireModules()
})

interface Given {
  org: GivenOrganisation
  planner: Actor
  officer: Actor
}

async function givenCustomers(): Promise<Given> {
  const org = await givenOrganisation()
  for (const [name, phone, branchId] of [
    ['李雷', '13800134412', org.northId],
    ['=HYPERLINK("http://x")', '13800135523', org.southId],
  ] as const) {
    await as(org.owner, tx =>
      addCustomer(tx, org.owner, { name, kind: 'person', phones: [phone], emails: [], branchId }),
    )
  }
  return { org, planner: await org.staff('planner'), officer: await org.staff('privacy-officer') }
}

const ask = (actor: Actor, wantsFullNumbers = false, criteria: object = {}) =>
  as(actor, tx =>
    requestExport(tx, actor, { kind: 'customers', criteria, reason: '年度核对', wantsFullNumbers, language: 'zh' }),
  )

const approve = (actor: Actor, id: string, given: { rows: number; fullNumbers?: boolean }) =>
  as(actor, tx =>
    approveExport(tx, actor, { id, fullNumbers: false, note: '', hours: 24, language: 'zh', ...given }, async () => {}),
  )

const build = ({ org }: Given, exportId: string) =>
  buildExport(testDatabase(), { orgId: org.orgId, exportId, now: org.owner.now })

const download = (actor: Actor, id: string) => as(actor, tx => beginDownload(tx, actor, id))

async function sheetOf(actor: Actor, id: string) {
  const book = new exceljs.Workbook()
  const stream = new PassThrough()
  const read = book.xlsx.read(stream)
  for await (const part of bytesOfExport(testDatabase(), actor, id)) stream.write(part)
  stream.end()
  await read
  const sheet = book.worksheets[0]!
  const rows: string[][] = []
  sheet.eachRow(row => rows.push((row.values as unknown[]).slice(1).map(String)))
  return { rows, header: sheet.headerFooter.oddHeader, book }
}

async function stepsOf({ org }: Given, id: string) {
  return as(org.owner, async tx => {
    const { rows } = await sql<{ action: string }>`
      select action from audit_entry where org_id = ${org.orgId} and subject_id = ${id} order by at, id`.execute(tx)
    return rows.map(row => row.action)
  })
}

describe('an export', () => {
  test('is asked for, approved by another, built, downloaded, and every step is in the audit log', async () => {
    const given = await givenCustomers()
    const request = await ask(given.planner)
    expect(request).toMatchObject({ state: 'waiting', rowsExpected: 2, summary: '全部客户' })
    await approve(given.officer, request.id, { rows: 2 })
    await build(given, request.id)
    await download(given.planner, request.id)
    expect((await stepsOf(given, request.id)).sort()).toEqual(
      ['export.requested', 'export.approved', 'export.built', 'export.downloaded'].sort(),
    )
  })

  test('says on every page who took it out and under which number, holds that number in each row, masks and no formula', async () => {
    const given = await givenCustomers()
    const request = await ask(given.planner)
    await approve(given.officer, request.id, { rows: 2 })
    await build(given, request.id)
    const { rows, header, book } = await sheetOf(given.planner, request.id)
    for (const place of [rows[0]!.join(), header, book.description]) {
      expect(place).toContain(request.number)
      expect(place).toContain('planner')
    }
    const body = rows.slice(2)
    expect(body).toHaveLength(2)
    expect(body.every(row => row.at(-1) === request.number)).toBe(true)
    const text = JSON.stringify(body)
    expect(text).toContain('••• 4412')
    expect(text).not.toContain('138001')
    expect(text).toContain('=HYPERLINK')
    const formulas: unknown[] = []
    book.worksheets[0]!.eachRow(row => row.eachCell(cell => formulas.push(...(cell.formula ? [cell.formula] : []))))
    expect(formulas).toEqual([])
  })

  test('holds full numbers only when they were asked for and allowed in so many words', async () => {
    const given = await givenCustomers()
    const [masked, full] = [await ask(given.planner, true), await ask(given.planner, true)]
    await approve(given.officer, masked.id, { rows: 2 })
    await approve(given.officer, full.id, { rows: 2, fullNumbers: true })
    for (const { id } of [masked, full]) await build(given, id)
    expect(JSON.stringify((await sheetOf(given.planner, masked.id)).rows)).not.toContain('13800134412')
    expect(JSON.stringify((await sheetOf(given.planner, full.id)).rows)).toContain('+8613800134412')
    const plain = await ask(given.planner)
    await expect(approve(given.officer, plain.id, { rows: 2, fullNumbers: true })).rejects.toThrow(
      'export-numbers-not-asked',
    )
  })

  test('is not approved by the person who asked, not even past the program', async () => {
    const given = await givenCustomers()
    const own = await ask(given.org.owner)
    await expect(approve(given.org.owner, own.id, { rows: 2 })).rejects.toThrow('export-own')
    await expect(
      as(given.org.owner, tx =>
        sql`update export_request set decided_by = requested_by where id = ${own.id}`.execute(tx),
      ),
    ).rejects.toThrow('export_is_approved_by_a_second_person')
    await expect(build(given, own.id)).resolves.toBeUndefined()
    await expect(download(given.org.owner, own.id)).rejects.toThrow('export-not-now')
  })

  test('is approved only for the number of rows that was read, and decided once when two decide at once', async () => {
    const given = await givenCustomers()
    const request = await ask(given.planner)
    await expect(approve(given.officer, request.id, { rows: 1 })).rejects.toThrow('export-count-differs')
    const refuse = as(given.org.owner, tx =>
      refuseExport(tx, given.org.owner, { id: request.id, note: '不需要', language: 'zh' }),
    )
    const both = await Promise.allSettled([approve(given.officer, request.id, { rows: 2 }), refuse])
    expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  })

  test('is downloaded by the person who asked alone, three times at most even at once, and until it expires', async () => {
    const given = await givenCustomers()
    const request = await ask(given.planner)
    await approve(given.officer, request.id, { rows: 2 })
    await build(given, request.id)
    await expect(download(given.officer, request.id)).rejects.toThrow('forbidden')
    await expect(download(given.org.owner, request.id)).rejects.toThrow('not-found')
    const all = await Promise.allSettled(Array.from({ length: 6 }, () => download(given.planner, request.id)))
    expect(all.filter(one => one.status === 'fulfilled')).toHaveLength(3)
    await expect(download(given.planner, request.id)).rejects.toThrow('export-downloaded-often')
    const second = await ask(given.planner)
    await approve(given.officer, second.id, { rows: 2 })
    await build(given, second.id)
    const late = given.planner.now.add({ hours: 25 })
    await expect(download({ ...given.planner, now: late }, second.id)).rejects.toThrow('export-expired')
    await expireExports(testDatabase(), given.org.orgId, late)
    expect(await bytesOfExport(testDatabase(), given.planner, second.id).next()).toMatchObject({ done: true })
  })

  test('holds the branches of the person who asked alone, and none once he has left', async () => {
    const given = await givenCustomers()
    const north = await given.org.staff('supervisor', given.org.northId)
    const request = await ask(north)
    expect(request.rowsExpected).toBe(1)
    await approve(given.officer, request.id, { rows: 1 })
    await build(given, request.id)
    expect((await sheetOf(north, request.id)).rows).toHaveLength(3)
    const late = await ask(north)
    await approve(given.officer, late.id, { rows: 1 })
    await as(given.org.owner, tx =>
      sql`update staff set deactivated_at = ${north.now} where id = ${north.staffId}`.execute(tx),
    )
    await expect(build(given, late.id)).rejects.toThrow('no longer')
    await expect(download(north, late.id)).rejects.toThrow('export-not-now')
  })

  test('asked for with a key of one branch holds that branch alone, although its maker sees more', async () => {
    const given = await givenCustomers()
    const north = (await as(given.org.owner, tx => branchScope(tx, given.org.orgId, given.org.northId)))!
    const key = { id: given.org.orgId, name: 'BI', prefix: 'hf_x', permissions: ['exports.request', 'customers.read'] }
    const program = { ...given.planner, ...north, branchId: given.org.northId, key }
    const request = await ask(program)
    expect(request.rowsExpected).toBe(1)
    await approve(given.officer, request.id, { rows: 1 })
    await build(given, request.id)
    expect((await sheetOf(program, request.id)).rows.filter(row => row.includes('李雷'))).toHaveLength(1)
    expect((await sheetOf(program, request.id)).rows).toHaveLength(3)
  })

  test('is not built when the list has grown beyond what was approved', async () => {
    const given = await givenCustomers()
    const { owner } = given.org
    const request = await ask(given.planner, true, { words: '李雷' })
    await as(owner, async tx => {
      for (let n = 0; n < 12; n++)
        await addCustomer(tx, owner, { name: `李雷${n}`, kind: 'person', phones: [], emails: [] })
    })
    await approve(given.officer, request.id, { rows: 1, fullNumbers: true })
    await expect(build(given, request.id)).rejects.toThrow('grown')
    await expect(download(given.planner, request.id)).rejects.toThrow('export-not-now')
  })

  test('is seen by those who decide in their own branches, and can be withdrawn by the person who asked', async () => {
    const given = await givenCustomers()
    const request = await ask(given.planner)
    const southern = await given.org.staff('privacy-officer', given.org.southId)
    const seen = (actor: Actor) => as(actor, tx => exportsToDecide(tx, actor, { limit: 10 }))
    expect(await seen(given.officer)).toHaveLength(1)
    expect(await seen(southern)).toEqual([])
    await expect(approve(southern, request.id, { rows: 2 })).rejects.toThrow('not-found')
    await as(given.planner, tx => withdrawExport(tx, given.planner, { id: request.id, language: 'zh' }))
    await expect(approve(given.officer, request.id, { rows: 2 })).rejects.toThrow('export-not-now')
  })

  test('needs the permission, something to read and a kind that exists', async () => {
    const given = await givenCustomers()
    await expect(ask(await given.org.staff('agent'))).rejects.toThrow('forbidden')
    await expect(ask(given.planner, false, { words: '没有这个人' })).rejects.toThrow('export-is-empty')
    await expect(
      as(given.planner, tx =>
        requestExport(tx, given.planner, {
          kind: 'x',
          criteria: {},
          reason: '年度核对',
          wantsFullNumbers: false,
          language: 'zh',
        }),
      ),
    ).rejects.toThrow('export-kind-unknown')
  })
})
