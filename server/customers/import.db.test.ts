import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { createImport } from '../imports/create-import.ts'
import { rejectionsFile } from '../imports/rejections-file.ts'
import { uploadImportFile } from '../imports/upload-import-file.ts'
import { as, givenOrganisation, testDatabase } from '../people/given.ts'
import { addBranch } from '../people/index.ts'
import { customersOf, givenImports, importText } from './given.ts'

beforeAll(() => givenImports())

const TWO = `客户编号,姓名,手机号,邮箱,备注
A1,李雷,13800134412,lilei@example.com,老客户
A2,韩梅梅,13900135523;010-62345678,,
`

describe('a customers file', () => {
  test('becomes customers with their contact points', async () => {
    const org = await givenOrganisation()
    expect(await importText(org.owner, TWO)).toMatchObject({
      state: 'finished',
      rowsRead: 2,
      rowsNew: 2,
      rowsRejected: 0,
    })
    expect(await customersOf(org)).toMatchObject([
      { externalId: 'A1', name: '李雷', branchId: org.rootId, note: '老客户', points: ['4412', 'ei'] },
      { externalId: 'A2', name: '韩梅梅', points: ['5523', '5678'] },
    ])
  })

  test('imported twice changes nothing', async () => {
    const org = await givenOrganisation()
    await importText(org.owner, TWO)
    const before = await customersOf(org)
    expect(await importText(org.owner, TWO)).toMatchObject({
      rowsNew: 0,
      rowsChanged: 0,
      rowsUnchanged: 2,
      rowsRejected: 0,
    })
    expect(await customersOf(org)).toEqual(before)
  })

  test('imported by several at the same moment makes each customer once', async () => {
    const org = await givenOrganisation()
    const runs = await Promise.all(Array.from({ length: 5 }, () => importText(org.owner, TWO)))
    expect(runs.map(run => run.state)).toEqual(Array(5).fill('finished'))
    expect(runs.reduce((sum, run) => sum + run.rowsNew, 0)).toBe(2)
    expect(runs.reduce((sum, run) => sum + run.rowsUnchanged, 0)).toBe(8)
    expect(await customersOf(org)).toHaveLength(2)
  })

  test('joined by customer number adds phones to those who are there, without a name column', async () => {
    const org = await givenOrganisation()
    await importText(org.owner, 'id,name\nA1,李雷\n')
    expect(await importText(org.owner, 'id,phone\nA1,13800134412\nA7,13700136634\n')).toMatchObject({
      rowsNew: 1,
      rowsChanged: 1,
    })
    expect(await customersOf(org)).toMatchObject([
      { externalId: 'A1', name: '李雷', points: ['4412'] },
      { externalId: 'A7', name: 'A7', points: ['6634'] },
    ])
  })

  test('matches by phone where it has no number, updates the name and erases nothing by a blank', async () => {
    const org = await givenOrganisation()
    await importText(org.owner, TWO)
    expect(await importText(org.owner, '姓名,电话,备注\n李磊,+86 138 0013 4412,\n')).toMatchObject({ rowsChanged: 1 })
    expect((await customersOf(org))[0]).toMatchObject({ externalId: 'A1', name: '李磊', note: '老客户' })
  })

  test('that names one customer in two rows makes him once', async () => {
    const org = await givenOrganisation()
    const run = await importText(
      org.owner,
      'id,name,phone\nA1,李雷,13800134412\nA1,李雷,13800134412\nA1,李雷,13700136634\n',
    )
    expect(run).toMatchObject({ rowsNew: 1, rowsUnchanged: 1, rowsChanged: 1 })
    expect(await customersOf(org)).toMatchObject([{ points: ['4412', '6634'] }])
  })

  test('reads numbers in the country of the row, else of the organisation', async () => {
    const org = await givenOrganisation()
    await importText(org.owner, 'id,phone,country\nA1,020 7946 0123,United Kingdom\nA2,13800134412,\n')
    expect(await customersOf(org)).toMatchObject([
      { country: 'GB', points: ['0123'] },
      { country: null, points: ['4412'] },
    ])
  })

  test('puts customers under the branch it names, within the branch of the import', async () => {
    const org = await givenOrganisation()
    await as(org.owner, tx => addBranch(tx, org.owner, { parentId: org.northId, name: '哈尔滨', kind: 'own' }))
    const text = 'id,name,branch\nA1,李雷,\nA2,韩梅梅,哈尔滨\nA3,林涛,南方\n'
    const run = await importText(org.owner, text, { branchId: org.northId })
    expect(run).toMatchObject({ rowsNew: 2, rowsRejected: 1 })
    expect((await customersOf(org)).map(one => one.branchId === org.northId)).toEqual([true, false])
  })

  test('of one branch does not touch the customers of another', async () => {
    const org = await givenOrganisation()
    await importText(org.owner, TWO, { branchId: org.southId })
    const planner = await org.staff('planner', org.northId)
    const run = await importText(planner, TWO.replace('李雷', '换名'))
    expect(run).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsRejected: 2 })
    expect((await customersOf(org))[0]!.name).toBe('李雷')
  })

  test('of one organisation knows nothing of another', async () => {
    const [mine, other] = [await givenOrganisation(), await givenOrganisation()]
    await importText(other.owner, TWO)
    expect(await importText(mine.owner, TWO)).toMatchObject({ rowsNew: 2 })
    expect(await customersOf(other)).toHaveLength(2)
  })
})

const BAD = `id,name,phone,kind
A1,李雷,12345678901,
A2,"=HYPERLINK(""http://x"")",13800134412,某种
,无名氏,,
A3,林涛,13700136634,个人,多余
A4,韩梅梅,13900135523,个人
`

async function fileOf(bytes: Readable): Promise<string> {
  return Buffer.concat(await bytes.map(piece => Buffer.from(piece)).toArray()).toString()
}

describe('rejected rows', () => {
  test('come back as they were, each with its reason, formulas made harmless', async () => {
    const org = await givenOrganisation()
    const run = await importText(org.owner, BAD)
    expect(run).toMatchObject({ rowsRead: 5, rowsNew: 1, rowsRejected: 4 })
    const zh = await rejectionsFile(testDatabase(), org.owner, run.id, 'zh')
    expect(zh.fileName).toBe('test-rejected.csv')
    expect((await fileOf(zh.bytes)).split('\r\n')).toEqual([
      '\ufeff行号,原因,导入编号,id,name,phone,kind',
      `2,电话 ••• 8901 不是有效号码,${run.id},A1,李雷,12345678901,`,
      `3,客户类型“某种”无法识别，应为“个人”或“企业”,${run.id},A2,"'=HYPERLINK(""http://x"")",13800134412,某种`,
      `4,既没有客户编号，也没有电话或邮箱，下次无法认出该客户,${run.id},,无名氏,,`,
      `5,该行的列数多于表头，可能有未加引号的分隔符,${run.id},A3,林涛,13700136634,个人,多余`,
      '',
    ])
    const en = await rejectionsFile(testDatabase(), org.owner, run.id, 'en')
    expect(await fileOf(en.bytes)).toContain('phone ••• 8901 is not a valid number')
  })

  test('are not readable in the database, nor is the file or any number', async () => {
    const org = await givenOrganisation()
    const { id } = await as(org.owner, tx => createImport(tx, org.owner, { kind: 'customers', fileName: 'a.csv' }))
    await uploadImportFile(testDatabase(), org.owner, id, Readable.from([Buffer.from(BAD)]))
    await importText(org.owner, BAD)
    const texts = await as(org.owner, async tx => {
      const tables = [
        'identifier',
        'customer',
        'contact_point',
        'import_run',
        'import_chunk',
        'import_rejection',
        'audit_entry',
      ]
      const found: string[] = []
      for (const table of tables) {
        const { rows } = await sql<{ text: string }>`
          select t::text as text from ${sql.table(table)} t where org_id = ${org.orgId}`.execute(tx)
        expect(rows.length, table).toBeGreaterThan(0)
        found.push(...rows.map(row => row.text))
      }
      return found
    })
    for (const number of ['12345678901', '13800134412', '13900135523', '3900135523']) {
      const traces = [number, Buffer.from(number).toString('hex')]
      expect(texts.filter(text => traces.some(trace => text.includes(trace)))).toEqual([])
    }
  })

  test('are downloaded by nobody outside the branch or without the permission', async () => {
    const org = await givenOrganisation()
    const run = await importText(org.owner, BAD, { branchId: org.southId })
    const [planner, agent] = [await org.staff('planner', org.northId), await org.staff('agent')]
    await expect(rejectionsFile(testDatabase(), planner, run.id, 'zh')).rejects.toThrow('not-found')
    await expect(rejectionsFile(testDatabase(), agent, run.id, 'zh')).rejects.toThrow('forbidden')
  })
})
