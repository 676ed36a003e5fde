import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { cancelImport } from '../imports/cancel-import.ts'
import { createImport } from '../imports/create-import.ts'
import { forgetAbandoned } from '../imports/forget-abandoned.ts'
import { previewImport } from '../imports/preview-import.ts'
import { rejectionCounts, rejections } from '../imports/rejection-store.ts'
import { runImport } from '../imports/run-import.ts'
import { startImport } from '../imports/start-import.ts'
import { importRun, stalledRuns } from '../imports/store.ts'
import { uploadImportFile } from '../imports/upload-import-file.ts'
import { as, givenOrganisation, testDatabase } from '../people/given.ts'
import { systemActor } from '../people/index.ts'
import { customersOf, givenImports, importText } from './given.ts'

beforeAll(() => givenImports())

const TWO = `客户编号,姓名,手机号,邮箱,备注
A1,李雷,13800134412,lilei@example.com,老客户
A2,韩梅梅,13900135523;010-62345678,,
`

async function givenUpload(text: string) {
  const org = await givenOrganisation()
  const db = testDatabase()
  const { id } = await as(org.owner, tx => createImport(tx, org.owner, { kind: 'customers', fileName: 'many.csv' }))
  await uploadImportFile(db, org.owner, id, Readable.from([Buffer.from(text)]))
  const runNow = () => as(org.owner, async tx => (await importRun(tx, org.owner, id))!)
  const start = async () => {
    const { mapping } = await previewImport(db, org.owner, id, 'zh')
    await startImport(db, org.owner, id, mapping, async () => {})
  }
  return {
    org,
    id,
    runNow,
    start,
    work: (signal?: AbortSignal) => runImport(db, { orgId: org.orgId, importId: id }, signal),
  }
}

const many = (count: number) =>
  `id,name,phone\n${Array.from({ length: count }, (_, n) => `C${n},客户${n},${13_800_100_000 + n}`).join('\n')}\n`

describe('an import run', () => {
  test('shows header, rows and a proposed mapping before it starts', async () => {
    const { org, id } = await givenUpload('客户编号;姓名;手机;座机;爱好\n1;李雷;13800134412;;足球\n')
    const preview = await previewImport(testDatabase(), org.owner, id, 'zh')
    expect(preview).toMatchObject({
      encoding: 'utf-8',
      delimiter: ';',
      header: ['客户编号', '姓名', '手机', '座机', '爱好'],
      rows: [['1', '李雷', '13800134412', '', '足球']],
      mapping: { columns: { externalId: ['客户编号'], name: ['姓名'], phone: ['手机', '座机'] } },
    })
  })

  test('that is stopped between two steps goes on from there and counts every row once', async () => {
    const given = await givenUpload(many(5000))
    await given.start()
    const stop = new AbortController()
    const db = testDatabase()
    const stopped = runImport(db, { orgId: given.org.orgId, importId: given.id }, stop.signal, () => stop.abort())
    await expect(stopped).rejects.toThrow('aborted')
    expect(await given.runNow()).toMatchObject({ state: 'running', rowsRead: 2000, rowsNew: 2000 })
    await given.work()
    expect(await given.runNow()).toMatchObject({ state: 'finished', rowsRead: 5000, rowsNew: 5000 })
    expect(await customersOf(given.org)).toHaveLength(5000)
  })

  test('whose worker was killed is found after a minute', async () => {
    const { org, id, start } = await givenUpload(TWO)
    await start()
    const stalled = () => as(org.owner, tx => stalledRuns(tx, org.orgId, 'running'))
    expect(await stalled()).toEqual([])
    const progressedAt = Temporal.Now.instant().subtract({ minutes: 2 })
    await as(org.owner, tx =>
      tx.updateTable('import_run').set({ progressed_at: progressedAt }).where('id', '=', id).execute(),
    )
    expect(await stalled()).toEqual([id])
  })

  test('worked by three at once is done once', async () => {
    const given = await givenUpload(many(5000))
    await given.start()
    await Promise.all([given.work(), given.work(), given.work()])
    expect(await given.runNow()).toMatchObject({ state: 'finished', rowsRead: 5000, rowsNew: 5000, rowsUnchanged: 0 })
  })

  test('that is cancelled stops after its step, keeps what it did and forgets the file', async () => {
    const given = await givenUpload(many(5000))
    const { org, id } = given
    await given.start()
    let cancelling: Promise<unknown> | undefined
    await runImport(testDatabase(), { orgId: org.orgId, importId: id }, undefined, () => {
      cancelling ??= as(org.owner, tx => cancelImport(tx, org.owner, id))
    })
    await cancelling
    const run = await given.runNow()
    expect(run.state).toBe('cancelled')
    expect(await customersOf(org)).toHaveLength(run.rowsNew)
    expect(await as(org.owner, tx => tx.selectFrom('import_chunk').selectAll().execute())).toEqual([])
    await expect(as(org.owner, tx => cancelImport(tx, org.owner, id))).rejects.toThrow('not-now')
  })

  test('forgets the file when it is done and cannot be started again', async () => {
    const given = await givenUpload(TWO)
    await given.start()
    await given.work()
    expect(await as(given.org.owner, tx => tx.selectFrom('import_chunk').selectAll().execute())).toEqual([])
    await expect(
      startImport(testDatabase(), given.org.owner, given.id, { columns: {} }, async () => {}),
    ).rejects.toThrow()
  })

  test('puts the rows before an endless quote in place and says why it failed', async () => {
    const given = await givenUpload('id,name\nA1,李雷\nA2,"韩梅梅\nA3,林涛\n')
    await given.start()
    await given.work()
    expect(await given.runNow()).toMatchObject({ state: 'failed', failure: 'row-endless', rowsNew: 1 })
  })

  test('is refused a mapping of columns that are not there', async () => {
    const { org, id } = await givenUpload(TWO)
    const start = (columns: Record<string, string[]>) =>
      startImport(testDatabase(), org.owner, id, { columns }, async () => {})
    await expect(start({ name: ['别的'] })).rejects.toThrow('column-unknown')
    await expect(start({ age: ['姓名'] })).rejects.toThrow('column-unknown')
  })

  test('is refused a workbook that cannot be read and an empty file', async () => {
    const org = await givenOrganisation()
    const upload = async (bytes: Buffer) => {
      const { id } = await as(org.owner, tx => createImport(tx, org.owner, { kind: 'customers', fileName: 'x' }))
      await uploadImportFile(testDatabase(), org.owner, id, Readable.from(bytes.length ? [bytes] : []))
      return previewImport(testDatabase(), org.owner, id, 'zh')
    }
    await expect(upload(Buffer.from('PK\u0003\u0004…'))).rejects.toThrow('workbook-damaged')
    await expect(upload(Buffer.alloc(0))).rejects.toThrow('file-empty')
    await expect(upload(Buffer.from('id,name\n'))).rejects.toThrow('file-empty')
  })

  test('is refused a file without a header, whose numbers would be taken for names of columns', async () => {
    const { owner, orgId } = await givenOrganisation()
    await expect(importText(owner, '13900135523,李雷\n13800134412,韩梅梅\n')).rejects.toThrow('header-missing')
    const { rows } = await as(owner, tx => sql`select header from import_run where org_id = ${orgId}`.execute(tx))
    expect(rows).toEqual([{ header: [] }])
  })

  test('is refused what is no table of text, or a table wider than anybody needs', async () => {
    const { owner } = await givenOrganisation()
    await expect(importText(owner, 'id\0,name\nA1,李雷\n')).rejects.toThrow('file-not-text')
    await expect(importText(owner, `${'a,'.repeat(1500)}\nA1\n`)).rejects.toThrow('too-many-columns')
    await expect(importText(owner, `id,name\nA1,"${'x'.repeat(18_000_000)}"\n`)).rejects.toThrow('row-endless')
  })

  test('goes on past rows the database cannot take', async () => {
    const org = await givenOrganisation()
    const endless = Array.from({ length: 9000 }, (_, at) => String.fromCharCode(97 + ((at * at) % 26))).join('')
    const run = await importText(
      org.owner,
      `id,name,note,phone\nA1,李\0雷,\n${endless},韩梅梅,\nA3,${endless},\nA4,李雷,${endless}\nA5,韩梅梅,好\nA6,李雷,,${'13900135523;'.repeat(30)}\n`,
    )
    expect(run).toMatchObject({ state: 'finished', rowsRead: 6, rowsNew: 1, rowsRejected: 5 })
    const counts = await as(org.owner, tx => rejectionCounts(tx, org.orgId, run.id))
    expect(counts.sort((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1))).toEqual([
      { reason: 'cell-too-long', rows: 3 },
      { reason: 'too-many-points', rows: 1 },
      { reason: 'unreadable-character', rows: 1 },
    ])
  })

  test('keeps no number in clear that stood in the column of something else', async () => {
    const org = await givenOrganisation()
    const run = await importText(org.owner, 'id,name,branch\nA1,李雷,138 0013 4412\nA2,韩梅梅,火星\n')
    const kept = await as(org.owner, tx => rejections(tx, org.orgId, run.id, { after: 0, limit: 9 }))
    expect(kept.map(row => row.facts)).toEqual([{ branch: '…' }, { branch: '火星' }])
  })

  test('takes the file of the upload that began last', async () => {
    const org = await givenOrganisation()
    const db = testDatabase()
    const { id } = await as(org.owner, tx => createImport(tx, org.owner, { kind: 'customers', fileName: 'x' }))
    async function* interrupted() {
      yield Buffer.alloc(1024 ** 2, 'x')
      await uploadImportFile(db, org.owner, id, Readable.from([Buffer.from(TWO)]))
      yield Buffer.alloc(1024 ** 2, 'y')
    }
    await expect(uploadImportFile(db, org.owner, id, interrupted())).rejects.toThrow('upload-superseded')
    expect((await previewImport(db, org.owner, id, 'zh')).rows).toHaveLength(2)
  })

  test('that nobody comes back to for a week is cancelled and its file forgotten', async () => {
    const given = await givenUpload(TWO)
    const later = async (hours: number) => {
      const system = await systemActor(testDatabase(), given.org.orgId, given.org.owner.now.add({ hours }))
      await as(system, tx => forgetAbandoned(tx, system))
      return (await given.runNow()).state
    }
    expect(await later(7 * 24 - 1)).toBe('uploaded')
    expect(await later(7 * 24 + 1)).toBe('cancelled')
    expect(await as(given.org.owner, tx => tx.selectFrom('import_chunk').selectAll().execute())).toEqual([])
  })

  test('keeps each rejected row under its place in the file', async () => {
    const org = await givenOrganisation()
    const { id } = await importText(org.owner, `id,phone\n\nA1,123\nA2,13800134412\nA3,456\n`)
    const rows = await as(org.owner, tx => rejections(tx, org.orgId, id, { after: 0, limit: 10 }))
    expect(rows.map(row => row.number)).toEqual([3, 5])
  })
})
