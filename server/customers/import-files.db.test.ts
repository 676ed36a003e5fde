import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkImport } from '../imports/check-import.ts'
import type { ImportMapping } from '../imports/contract.ts'
import { createImport } from '../imports/create-import.ts'
import { bytesOf, sheetOf, workbookOf, zipOf } from '../imports/given-files.ts'
import { type Batch, importBatch } from '../imports/import-batch.ts'
import { importFile } from '../imports/index.ts'
import { deleteProfile, keepProfile, renameProfile } from '../imports/keep-profile.ts'
import { previewImport } from '../imports/preview-import.ts'
import { rejectionsFile } from '../imports/rejections-file.ts'
import { uploadImportFile } from '../imports/upload-import-file.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import type { Refusal } from '../platform/refusal.ts'
import { customersOf, givenImports } from './given.ts'

beforeAll(() => givenImports())

const db = () => testDatabase()

function take(org: GivenOrganisation, bytes: Buffer, mapping?: Partial<ImportMapping>, fileName = 'a.csv') {
  return importFile(db(), org.owner, { kind: 'customers', fileName, stream: Readable.from([bytes]), mapping })
}

async function upload(org: GivenOrganisation, bytes: Buffer) {
  const { id } = await as(org.owner, tx => createImport(tx, org.owner, { kind: 'customers', fileName: 'a' }))
  await uploadImportFile(db(), org.owner, id, Readable.from([bytes]))
  return id
}

/** The sentence a refused file is answered with, and that nothing was put in place. */
async function refusalOf(org: GivenOrganisation, bytes: Buffer): Promise<string> {
  const refused = await take(org, bytes).then(
    run => `it was ${run.state}`,
    (error: Refusal) => error.reason?.zh(error.facts as never) ?? String(error),
  )
  expect(await customersOf(org)).toEqual([])
  return refused
}

describe('a workbook', () => {
  test('becomes customers like a CSV file, whatever stands above its header', async () => {
    const org = await givenOrganisation()
    const rows = [
      ['2026年客户资料'],
      ['客户编号', '姓名', '手机', '备注'],
      ['A1', '李雷', 13_800_134_412, '=1+1'],
      [],
      ['A2', '韩梅梅', '010-62345678'],
    ]
    const run = await take(org, await sheetOf(rows), {}, 'a.xlsx')
    expect(run).toMatchObject({ state: 'finished', format: 'xlsx', rowsRead: 2, rowsNew: 2, rowsRejected: 0 })
    expect(run.readBytes).toBe(run.sizeBytes)
    expect(await customersOf(org)).toMatchObject([
      { externalId: 'A1', name: '李雷', note: '=1+1', points: ['4412'] },
      { externalId: 'A2', name: '韩梅梅', points: ['5678'] },
    ])
  })

  test('is read from its first sheet that is not empty, or from the one that is chosen', async () => {
    const org = await givenOrganisation()
    const bytes = await workbookOf(book => {
      book.addWorksheet('封面')
      book.addWorksheet('北方').addRows([['客户编号'], ['N1']])
      book.addWorksheet('南方').addRows([['客户编号'], ['S1']])
    })
    const id = await upload(org, bytes)
    expect(await previewImport(db(), org.owner, id, 'zh')).toMatchObject({
      sheets: ['封面', '北方', '南方'],
      sheet: '北方',
    })
    const south = await previewImport(db(), org.owner, id, 'zh', { sheet: '南方' })
    expect(south).toMatchObject({ sheet: '南方', rows: [['S1']], mapping: { sheet: '南方' } })
    await take(org, bytes, { sheet: '南方' })
    expect(await customersOf(org)).toMatchObject([{ externalId: 'S1' }])
  })

  test.each([
    ['is locked by a password or from before 2007', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), '密码'],
    ['is damaged', Buffer.from('PK\u0003\u0004…'), '无法|损坏'],
    ['is some other zip', zipOf([{ name: 'a.txt', bytes: Buffer.from('a') }]), '损坏'],
  ])('that %s is refused in a sentence', async (_case, bytes, words) => {
    expect(await refusalOf(await givenOrganisation(), bytes)).toMatch(new RegExp(words))
  })

  test('sent back mended is read without its reasons and linked to the import it corrects', async () => {
    const org = await givenOrganisation()
    const rows = [
      ['客户编号', '姓名', '手机'],
      ['A1', "=cmd|' /C calc'!A0", '123'],
      ['A2', '韩梅梅', '13900135523'],
    ]
    const first = await take(org, await sheetOf(rows), {}, '客户.xlsx')
    const file = await rejectionsFile(db(), org.owner, first.id, 'zh')
    expect(file.fileName).toBe('客户-rejected.xlsx')
    const { default: exceljs } = await import('exceljs')
    const book = new exceljs.Workbook()
    await book.xlsx.load((await bytesOf(file.bytes)) as never)
    const sheet = book.worksheets[0]!
    expect(sheet.getRow(2).values).toMatchObject({ 1: '2', 3: first.id, 5: "=cmd|' /C calc'!A0" })
    sheet.getCell('F2').value = '13800134412'
    const second = await take(org, Buffer.from(await book.xlsx.writeBuffer()))
    expect(second).toMatchObject({ corrects: first.id, rowsNew: 1, rowsRejected: 0 })
    expect(await customersOf(org)).toMatchObject([{ name: "=cmd|' /C calc'!A0", points: ['4412'] }, { name: '韩梅梅' }])
  })
})

describe('a CSV file', () => {
  const TEXT = '客户编号,姓名\nA1,李雷\nA2,韩梅梅\n'
  const GB18030 = Buffer.from('bfcdbba7b1e0bac52cd0d5c3fb0a41312cc0eec0d70a41322cbaabc3b7c3b70a', 'hex')

  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
    ['GB18030', GB18030],
    ['UTF-16', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
    ['semicolons', Buffer.from(TEXT.replaceAll(',', ';'))],
    ['tabs', Buffer.from(TEXT.replaceAll(',', '\t'))],
    ['bars', Buffer.from(TEXT.replaceAll(',', '|'))],
  ])('in %s is the same to us', async (_case, bytes) => {
    const org = await givenOrganisation()
    expect(await take(org, bytes)).toMatchObject({ rowsNew: 2, rowsRejected: 0 })
    expect((await customersOf(org)).map(one => one.name)).toEqual(['李雷', '韩梅梅'])
  })

  test('whose encoding was guessed wrong is read as the mapping says', async () => {
    const org = await givenOrganisation()
    const big5 = Buffer.from('69642c6e616d650a41312ca7f5b970', 'hex')
    await take(org, big5, { encoding: 'big5' })
    expect(await customersOf(org)).toMatchObject([{ name: '李雷' }])
  })

  test('with a cell of ten megabytes and one damaged byte loses those two rows alone, with reasons', async () => {
    const org = await givenOrganisation()
    const text = `id,name\nA1,"${'长'.repeat(3_500_000)}"\nA2,韩\u0001梅梅\nA3,李雷\n`
    const bytes = Buffer.from(text)
    bytes[bytes.indexOf(1)] = 0xff
    const run = await take(org, bytes)
    expect(run).toMatchObject({ state: 'finished', rowsRead: 3, rowsNew: 1, rowsRejected: 2 })
    const file = (await bytesOf((await rejectionsFile(db(), org.owner, run.id, 'en')).bytes)).toString()
    expect(file).toContain('“Name” is longer than 200 characters')
    expect(file).toContain('a character that cannot be read')
    expect(file.length).toBeGreaterThan(3_500_000)
  })

  test('with a quote that never ends names the row and keeps those before', async () => {
    const org = await givenOrganisation()
    const run = await take(org, Buffer.from('id,name\nA1,李雷\nA2,"韩梅梅\nA3,林涛\n'))
    expect(run).toMatchObject({ state: 'failed', failure: 'row-endless', rowsNew: 1, counts: { failedAtRow: 3 } })
  })

  test('of rejected rows, mended, is linked to its import; apostrophes against formulas are taken off again', async () => {
    const org = await givenOrganisation()
    const first = await take(org, Buffer.from('id,name,phone\nA1,=1+1,123\nA2,@at,456\n'))
    const rejected = (await bytesOf((await rejectionsFile(db(), org.owner, first.id, 'en')).bytes)).toString()
    expect(rejected).toContain(",'=1+1,123")
    const mended = rejected.replace(',123', ',13800134412')
    const second = await take(org, Buffer.from(mended))
    expect(second).toMatchObject({ corrects: first.id, rowsNew: 1, rowsRejected: 1 })
    expect(await customersOf(org)).toMatchObject([{ externalId: 'A1', name: '=1+1' }])
    const again = (await bytesOf((await rejectionsFile(db(), org.owner, second.id, 'en')).bytes)).toString()
    expect(again.split('\r\n')[0]).toBe('\ufeffRow,Reason,Import,id,name,phone')
    expect(again).toContain(`${second.id},A2,'@at,456`)
  })
})

describe('before anything is written', () => {
  test('the first rows are tried out: each problem with its row, sentence and column; nothing stays', async () => {
    const org = await givenOrganisation()
    const id = await upload(
      org,
      Buffer.from('客户编号,姓名,手机,类型\nA1,李雷,123,\nA2,韩梅梅,13900135523,外星人\nA3,林涛,13700136634,\n'),
    )
    const { mapping } = await previewImport(db(), org.owner, id, 'zh')
    const checked = await checkImport(db(), org.owner, id, mapping, 'zh')
    expect(checked).toMatchObject({
      rows: 3,
      rejected: 2,
      problems: [
        { row: 2, reason: 'phone-invalid', columns: ['手机'], cells: ['A1', '李雷', '123', ''] },
        { row: 3, reason: 'kind-unknown', columns: ['类型'] },
      ],
    })
    expect(checked.problems[0]!.sentence).toContain('不是有效号码')
    expect(await customersOf(org)).toEqual([])
    await expect(checkImport(db(), await org.staff('agent'), id, mapping, 'zh')).rejects.toThrow('forbidden')
  })
})

describe('a profile', () => {
  test('is recognised by the header of the next file, renamed and forgotten', async () => {
    const org = await givenOrganisation()
    const header = ['代码', '称呼', '号']
    const mapping = { columns: { externalId: ['代码'], name: ['称呼'], phone: ['号'] }, country: 'CN' }
    const keep = (name: string) =>
      as(org.owner, tx => keepProfile(tx, org.owner, { kind: 'customers', name, header, mapping }))
    const profile = await keep('老系统')
    const id = await upload(org, Buffer.from('号,代码,称呼\n13800134412,A1,李雷\n'))
    expect(await previewImport(db(), org.owner, id, 'zh')).toMatchObject({ profileId: profile.id, mapping })
    await keep('新系统')
    const rename = (name: string) => as(org.owner, tx => renameProfile(tx, org.owner, profile.id, name))
    await expect(rename('新系统')).rejects.toThrow('profile-name-taken')
    expect(await rename('老老系统')).toMatchObject({ name: '老老系统' })
    await as(org.owner, tx => deleteProfile(tx, org.owner, profile.id))
    await expect(rename('x')).rejects.toThrow('not-found')
    await expect(
      keepProfile({} as never, await org.staff('agent'), { kind: 'customers', name: 'x', header, mapping }),
    ).rejects.toThrow('forbidden')
  })
})

describe('rows over the API', () => {
  const rows: Batch['rows'] = [
    { externalId: 'A1', name: '李雷', phone: ['13800134412', '010-62345678'] },
    { externalId: 'A2', name: '韩梅梅', phone: '123' },
    { externalId: 3, name: '林涛', note: null },
  ]

  test('take the path of a file: each is answered, and sent again they change nothing', async () => {
    const org = await givenOrganisation()
    const batch = { kind: 'customers', rows, settings: {} }
    const first = await importBatch(db(), org.owner, batch, 'zh')
    expect(first).toMatchObject({ new: 2, rejected: 1 })
    expect(first.results).toMatchObject([
      { result: 'new' },
      { result: 'rejected', reason: 'phone-invalid', field: 'phone', sentence: '电话 ••• 3 不是有效号码' },
      { result: 'new' },
    ])
    const again = await importBatch(db(), org.owner, batch, 'zh')
    expect(again).toMatchObject({ new: 0, unchanged: 2, rejected: 1 })
    expect(await customersOf(org)).toMatchObject([{ externalId: '3' }, { externalId: 'A1', points: ['4412', '5678'] }])
  })

  test('sent by several at once make each customer once', async () => {
    const org = await givenOrganisation()
    const all = await Promise.all(
      Array.from({ length: 4 }, () => importBatch(db(), org.owner, { kind: 'customers', rows, settings: {} }, 'zh')),
    )
    expect(all.reduce((sum, one) => sum + one.new, 0)).toBe(2)
    expect(await customersOf(org)).toHaveLength(2)
  })

  test('with a field the kind does not have, or of an unknown kind, are refused whole', async () => {
    const org = await givenOrganisation()
    const send = (kind: string, row: Record<string, string>) =>
      importBatch(db(), org.owner, { kind, rows: [row], settings: {} }, 'zh')
    await expect(send('customers', { age: '3' })).rejects.toThrow('column-unknown')
    await expect(send('starships', { name: 'x' })).rejects.toThrow('kind-unknown')
    await expect(
      importBatch(db(), await org.staff('agent'), { kind: 'customers', rows, settings: {} }, 'zh'),
    ).rejects.toThrow('forbidden')
  })
})
