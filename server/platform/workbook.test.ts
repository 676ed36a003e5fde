import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import { type Sheet, type WorkbookAbout, writeWorkbook } from './workbook.ts'

const at = Temporal.Instant.from('2026-11-17T02:05:00Z')
const about: WorkbookAbout = { timeZone: 'Asia/Shanghai', author: '回访', at }

async function written(sheets: readonly Sheet[], given: Partial<WorkbookAbout> = {}) {
  const stream = new PassThrough()
  const [bytes] = await Promise.all([buffer(stream), writeWorkbook(stream, sheets, { ...about, ...given })])
  const book = new exceljs.Workbook()
  await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)
  return book
}

const people: Sheet = {
  name: '客户',
  columns: [
    { header: '姓名', kind: 'text' },
    { header: '次数', kind: 'number' },
    { header: '比率', kind: 'share' },
    { header: '时间', kind: 'instant' },
    { header: '日期', kind: 'day' },
  ],
  rows: [['李明', 3, 0.25, at, Temporal.PlainDate.from('2026-02-17')]],
}

test('numbers stay numbers, and instants become the wall time of the zone', async () => {
  const row = (await written([people])).getWorksheet('客户')!.getRow(2)
  expect(row.getCell(1).value).toBe('李明')
  expect(row.getCell(2).value).toBe(3)
  expect(row.getCell(3).numFmt).toBe('0.0%')
  expect((row.getCell(4).value as Date).toISOString()).toBe('2026-11-17T10:05:00.000Z')
  expect((row.getCell(5).value as Date).toISOString()).toBe('2026-02-17T00:00:00.000Z')
})

test('a text that looks like a formula is a text', async () => {
  const text = "=cmd|' /C calc'!A0"
  const sheet: Sheet = { name: 'x', columns: [{ header: 'a', kind: 'text' }], rows: [[text]] }
  const cell = (await written([sheet])).getWorksheet('x')!.getRow(2).getCell(1)
  expect(cell.type).toBe(exceljs.ValueType.String)
  expect(cell.value).toBe(text)
})

test('a marked file says on top who took it out', async () => {
  const page = (await written([people], { mark: '张三 2026-11-17 E-1' })).getWorksheet('客户')!
  expect(page.getRow(1).getCell(1).value).toBe('张三 2026-11-17 E-1')
  expect(page.getRow(2).getCell(1).value).toBe('姓名')
  expect(page.headerFooter.oddHeader).toBe('&L张三 2026-11-17 E-1')
})

test('names that the format forbids are made fit, and none is used twice', async () => {
  const columns = [{ header: 'a', kind: 'text' } as const]
  const book = await written([
    { name: 'a/b*c', columns, rows: [] },
    { name: 'A b c', columns, rows: [] },
    { name: 'x'.repeat(40), columns, rows: [] },
  ])
  expect(book.worksheets.map(sheet => sheet.name)).toEqual(['a b c', 'A b c (2)', 'x'.repeat(31)])
})

test('rows may come from a stream, and what the format cannot hold is cut with a sign', async () => {
  async function* rows() {
    for (let number = 0; number < 1200; number += 1) yield [number === 0 ? 'x'.repeat(40_000) : 'x']
  }
  const page = (await written([{ name: 'x', columns: [{ header: 'a', kind: 'text' }], rows: rows() }])).worksheets[0]!
  expect(page.rowCount).toBe(1201)
  const long = page.getRow(2).getCell(1).value as string
  expect([long.length, long.at(-1)]).toEqual([32_767, '…'])
})

test('a reader who leaves stops the writing and harms nobody else', async () => {
  let read = 0
  async function* rows() {
    for (; read < 1_000_000; read++) yield [`客户 ${read}`, read, 0.5, at, null]
  }
  const stream = new PassThrough()
  const writing = writeWorkbook(stream, [{ ...people, rows: rows() }], about)
  stream.once('data', () => stream.destroy())
  await expect(writing).rejects.toThrow('Premature close')
  expect(read).toBeLessThan(100_000)
})

test('rows that cannot be read end the writing, and nothing is left that fails unheard', async () => {
  async function* rows() {
    yield ['李明', 1, 0.5, at, null]
    throw new Error('the database is gone')
  }
  const stream = new PassThrough()
  await expect(writeWorkbook(stream, [{ ...people, rows: rows() }], about)).rejects.toThrow('the database is gone')
  stream.destroy(new Error('the database is gone'))
  stream.on('error', () => {})
  await new Promise(resolve => setImmediate(resolve))
})
