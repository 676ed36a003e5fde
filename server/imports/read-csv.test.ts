import { describe, expect, test } from 'vitest'
import { type Encoding, EncodingGuess, readCsv, type TablePart } from './read-csv.ts'

async function read(bytes: Uint8Array, encoding: Encoding = 'utf-8', piece = bytes.length): Promise<TablePart[]> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
  }
  return Array.fromAsync(readCsv(pieces(), encoding))
}

const rowsOf = (parts: TablePart[]) => parts.flatMap(part => part.rows.map(row => row.cells))
const text = (value: string) => Buffer.from(value)

describe('reading CSV', () => {
  test.each([[','], [';'], ['\t']])('finds out that %j separates', async delimiter => {
    const lines = ['name;phone', '李雷;138', '韩梅梅;139'].map(line => line.replace(';', delimiter)).join('\n')
    const parts = await read(text(lines))
    expect(parts[0]!.header).toEqual(['name', 'phone'])
    expect(rowsOf(parts)).toEqual([
      ['李雷', '138'],
      ['韩梅梅', '139'],
    ])
  })

  test.each(['\n', '\r\n', '\r'])('takes lines that end in %j, also within quotes', async newline => {
    const parts = await read(text(['name,note', '"李, 雷","a""b"', `x,"one${newline}two"`].join(newline)))
    expect(rowsOf(parts)).toEqual([
      ['李, 雷', 'a"b'],
      ['x', `one${newline}two`],
    ])
  })

  test('gives the same rows however the bytes are cut', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `"客户 ${n}","多行\n备注 ${n}",${n}`)
    const bytes = text(`name,note,n\r\n${lines.join('\r\n')}\r\n`)
    const whole = rowsOf(await read(bytes))
    expect(whole).toHaveLength(20_000)
    expect(rowsOf(await read(bytes, 'utf-8', 1021))).toEqual(whole)
    const parts = await read(bytes, 'utf-8', 65_537)
    expect(rowsOf(parts)).toEqual(whole)
    expect(parts.at(-1)!.bytes).toBe(bytes.length)
  })

  test('counts rows as a spreadsheet does and leaves blank ones out', async () => {
    const [part] = await read(text('a,b\n1,2\n\n,\n3,4\n'))
    expect(part!.rows.map(row => row.number)).toEqual([2, 5])
  })

  test('makes header names distinct and names the nameless', async () => {
    const [part] = await read(text('phone,,phone\n1,2,3'))
    expect(part!.header).toEqual(['phone', '#2', 'phone (2)'])
  })

  test('reads the rows before a quote that never ends, and says so', async () => {
    const parts = await read(text('a,b\n1,2\n3,"4\n5,6\n'))
    expect(rowsOf(parts)).toEqual([['1', '2']])
    expect(parts.at(-1)!.endless).toBe(3)
  })

  test('reads a cell of ten megabytes, and gives a quote up that has not ended after sixteen', async () => {
    const big = await read(text(`a,b\n1,"${'x'.repeat(10_000_000)}"\n2,y\n`), 'utf-8', 1024 ** 2)
    expect(rowsOf(big).map(([a, b]) => [a, b!.length])).toEqual([
      ['1', 10_000_000],
      ['2', 1],
    ])
    const long = await read(text(`a,b\n1,2\n3,"4\n${'5,6\n'.repeat(5_000_000)}`), 'utf-8', 1024 ** 2)
    expect(rowsOf(long)).toEqual([['1', '2']])
    expect(long.at(-1)!.endless).toBe(3)
  })
})

describe('the encoding of a file', () => {
  test('is UTF-8 also when a few of its bytes are damaged', () => {
    const damaged = Buffer.concat([
      text('姓名,备注\n'),
      Buffer.from([0xff]),
      text('李雷,老客户，常来，喜欢咖啡和茶\n'.repeat(3)),
    ])
    const guess = new EncodingGuess()
    guess.see(damaged)
    expect(guess.encoding).toBe('utf-8')
  })

  const guess = (...pieces: Uint8Array[]) => {
    const encoding = new EncodingGuess()
    for (const piece of pieces) encoding.see(piece)
    return encoding.encoding
  }
  // 姓名,李雷 in GB18030.
  const GB = Buffer.from('d0d5c3fb2cc0eec0d7', 'hex')

  test('is UTF-8 with or without a byte order mark, also when a character is cut in two', async () => {
    expect(guess(text('\ufeff姓名'))).toBe('utf-8')
    expect(guess(text('姓名').subarray(0, 4), text('姓名').subarray(4))).toBe('utf-8')
    expect((await read(text('\ufeff姓名,电话\n李雷,1')))[0]!.header).toEqual(['姓名', '电话'])
  })
  test('is GB18030 when it is no UTF-8', async () => {
    expect(guess(text('name,'), GB)).toBe('gb18030')
    expect((await read(GB, 'gb18030'))[0]!.header).toEqual(['姓名', '李雷'])
  })
  test('is UTF-16 by its mark', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('姓名,电话\n李雷,1', 'utf16le')])
    expect(guess(bytes)).toBe('utf-16le')
    expect(rowsOf(await read(bytes, 'utf-16le'))).toEqual([['李雷', '1']])
  })
  test('is Windows’ Western one when it is neither', () =>
    expect(guess(Buffer.from('café,', 'latin1'))).toBe('windows-1252'))
})
