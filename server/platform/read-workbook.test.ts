import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { sheetOf, workbookOf, zipOf } from '../imports/given-files.ts'
import { openWorkbook } from './read-workbook.ts'
import { cellText } from './workbook-cells.ts'

function inMemory(bytes: Buffer) {
  return { size: bytes.length, read: async (start: number, end: number) => bytes.subarray(start, end) }
}

async function rowsOf(bytes: Buffer, sheet?: string): Promise<string[][]> {
  const book = await openWorkbook(inMemory(bytes))
  const rows: string[][] = []
  for await (const part of book.rows(sheet ?? book.sheets[0]!)) rows.push(...part.rows.map(row => row.cells))
  return rows
}

describe('a workbook', () => {
  test('is read cell by cell: texts, numbers, days, times, truths, gaps', async () => {
    const bytes = await sheetOf([
      ['编号', '姓名', '电话', '生日', '时间'],
      ['A1', '李雷', 13_800_134_412, new Date(Date.UTC(1990, 1, 17)), new Date(Date.UTC(2026, 10, 2, 14, 32))],
      [null, '韩梅梅', 0.1 + 0.2, true, null],
    ])
    expect(await rowsOf(bytes)).toEqual([
      ['编号', '姓名', '电话', '生日', '时间'],
      ['A1', '李雷', '13800134412', '1990-02-17', '2026-11-02 14:32'],
      ['', '韩梅梅', '0.3', 'TRUE'],
    ])
  })

  test('gives a formula’s last value and runs none, and a text that looks like a formula stays a text', async () => {
    const bytes = await sheetOf([
      ['合计', '文字'],
      [{ formula: '1+1', result: 2 }, "=cmd|' /C calc'!A0"],
      [{ formula: 'A1&"x"', result: '合计x' }, { error: '#N/A' }],
    ])
    expect(await rowsOf(bytes)).toEqual([
      ['合计', '文字'],
      ['2', "=cmd|' /C calc'!A0"],
      ['合计x', '#N/A'],
    ])
  })

  test('counts days from 1904 where it says so', async () => {
    const day = new Date(Date.UTC(2026, 1, 17))
    const bytes = await workbookOf(book => {
      book.properties.date1904 = true
      book.addWorksheet('a').addRow([day])
    })
    expect(await rowsOf(bytes)).toEqual([['2026-02-17']])
    expect(cellText('n', '44608', 'date', true)).toBe('2026-02-17')
    expect(cellText('n', '46070', 'date', false)).toBe('2026-02-17')
  })

  test('shows its visible sheets in order, each to be read by name', async () => {
    const bytes = await workbookOf(book => {
      book.addWorksheet('封面')
      book.addWorksheet('秘密', { state: 'hidden' }).addRow(['x'])
      book.addWorksheet('客户').addRow(['编号'])
    })
    expect((await openWorkbook(inMemory(bytes))).sheets).toEqual(['封面', '客户'])
    expect(await rowsOf(bytes, '客户')).toEqual([['编号']])
  })

  test('leaves cells covered by a merged one empty, and reads a text in several styles whole', async () => {
    const bytes = await workbookOf(book => {
      const sheet = book.addWorksheet('a')
      sheet.addRow(['联系方式', '', { richText: [{ text: '李' }, { font: { bold: true }, text: '雷' }] }])
      sheet.mergeCells('A1:B1')
    })
    expect((await rowsOf(bytes))[0]![0]).toBe('联系方式')
    expect((await rowsOf(bytes))[0]![2]).toBe('李雷')
  })

  test('with a cell far to the right of its table has no rows of thousands of blanks', async () => {
    const far = (number: number) => Object.assign([`A${number}`], { 16383: 'x' })
    const rows = await rowsOf(await sheetOf([['编号'], far(1), far(2)]))
    expect(rows.map(row => row[0])).toEqual(['编号', 'A1', 'A2'])
    expect(Math.max(...rows.map(row => row.length))).toBeLessThanOrEqual(2000)
  })

  test('of twenty thousand rows in a foreign alphabet breaks no character at the seams', async () => {
    const bytes = await sheetOf(Array.from({ length: 20_000 }, (_, n) => [`客户${n}号`, '回访回访回访回访']))
    const rows = await rowsOf(bytes)
    expect(rows).toHaveLength(20_000)
    expect(rows.every(([name, note], n) => name === `客户${n}号` && note === '回访回访回访回访')).toBe(true)
  })
})

describe('what is no honest workbook is refused', () => {
  const opened = (bytes: Buffer) =>
    openWorkbook(inMemory(bytes)).then(book => Array.fromAsync(book.rows(book.sheets[0]!)))

  test('noise, a cut off file, a zip of something else', async () => {
    const honest = await sheetOf([['a'], ['b']])
    await expect(opened(Buffer.from('PK\u0003\u0004 and nothing else'))).rejects.toThrow('damaged')
    await expect(opened(honest.subarray(0, honest.length / 2))).rejects.toThrow('damaged')
    await expect(opened(zipOf([{ name: 'a.txt', bytes: Buffer.from('a') }]))).rejects.toThrow('damaged')
  })

  test('a zip that says it explodes, before it is unpacked', async () => {
    const zeros = deflateRawSync(Buffer.alloc(64 * 1024 ** 2))
    const bomb = zipOf([{ name: 'xl/worksheets/sheet1.xml', bytes: zeros, method: 8, says: 64 * 1024 ** 2 }])
    await expect(opened(bomb)).rejects.toThrow('bomb')
    const huge = zipOf([{ name: 'xl/worksheets/sheet1.xml', bytes: zeros, method: 8, says: 0xff_ff_ff_00 }])
    await expect(opened(huge)).rejects.toThrow('bomb')
  })

  test('a zip that hides how it explodes, as soon as it does', async () => {
    const honest = await sheetOf([['a']])
    const entries = await entriesOf(honest)
    const zeros = deflateRawSync(Buffer.alloc(64 * 1024 ** 2, ' '))
    const lying = zipOf([
      ...entries.filter(entry => !entry.name.includes('sheet1')),
      { name: 'xl/worksheets/sheet1.xml', bytes: zeros, method: 8, says: 1000 },
    ])
    await expect(opened(lying)).rejects.toThrow('damaged')
  })

  test('macros are not touched: the cells of such a workbook are read', async () => {
    const entries = await entriesOf(await sheetOf([['编号'], ['A1']]))
    const macros = zipOf([...entries, { name: 'xl/vbaProject.bin', bytes: Buffer.from('Sub Auto_Open()') }])
    expect(await rowsOf(macros)).toEqual([['编号'], ['A1']])
  })
})

/** The entries of an honest workbook, unpacked. */
async function entriesOf(bytes: Buffer): Promise<{ name: string; bytes: Buffer }[]> {
  const { default: yauzl } = await import('yauzl')
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true })
  const entries: { name: string; bytes: Buffer }[] = []
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry)
    entries.push({ name: entry.fileName, bytes: Buffer.concat(await Array.fromAsync(stream)) })
  }
  return entries
}
