import exceljs from 'exceljs'

/** A workbook as bytes, from what is done to it. */
export async function workbookOf(fill: (book: exceljs.Workbook) => void): Promise<Buffer> {
  const book = new exceljs.Workbook()
  fill(book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** A workbook with one sheet of rows. */
export function sheetOf(rows: readonly (readonly unknown[])[]): Promise<Buffer> {
  return workbookOf(book => book.addWorksheet('Sheet1').addRows(rows.map(row => [...row])))
}

/** A zip of stored entries, each with the sizes it says it has. (APPNOTE 4.3) */
export function zipOf(entries: readonly { name: string; bytes: Buffer; method?: number; says?: number }[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes, method = 0, says = bytes.length } of entries) {
    const named = Buffer.from(name)
    const sizes = (head: Buffer, at: number) => {
      head.writeUInt32LE(bytes.length, at)
      head.writeUInt32LE(says, at + 4)
      head.writeUInt16LE(named.length, at + 8)
    }
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(method, 8)
    sizes(local, 18)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(method, 10)
    sizes(central, 20)
    central.writeUInt32LE(offset, 42)
    parts.push(local, named, bytes)
    directory.push(central, named)
    offset += local.length + named.length + bytes.length
  }
  const all = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(all.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, all, end])
}

/** Everything a stream brings. */
export async function bytesOf(stream: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part as Uint8Array))
  return Buffer.concat(parts)
}
