import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ArchiveWriter, readArchive } from './archive.ts'

const MIB = 1024 * 1024
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huifang-archive-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** An archive of one part of this many bytes, all the same, so that it is packed to almost nothing. */
async function archiveOf(bytes: number): Promise<string> {
  const path = join(folder, String(bytes))
  const writer = await ArchiveWriter.create(path, undefined)
  await writer.write({ kind: 'rows', bytes: Buffer.alloc(bytes, '0') })
  await writer.write({ kind: 'end', tables: 0, sequences: {} })
  await writer.close()
  return path
}

describe('a part of an archive', () => {
  test('is read as it was written', async () => {
    const parts = await Array.fromAsync(readArchive(await archiveOf(5 * MIB), undefined))
    expect(parts.map(part => (part.kind === 'rows' ? part.bytes.length : part.kind))).toEqual([5 * MIB, 'end'])
  })

  test('that would unpack to more than any part holds is damage, found before memory is filled', async () => {
    const path = await archiveOf(80 * MIB)
    expect((await stat(path)).size).toBeLessThan(MIB)
    await expect(Array.fromAsync(readArchive(path, undefined))).rejects.toThrow(/damaged|损坏/)
  })

  test('is refused whichever bit of it is not right', async () => {
    const path = await archiveOf(100)
    const whole = await readFile(path)
    const read: number[] = []
    for (let bit = BEGINNING * 8; bit < whole.length * 8; bit++) {
      const bytes = Buffer.from(whole)
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      await writeFile(path, bytes)
      const refused = await Array.fromAsync(readArchive(path, undefined)).then(
        () => false,
        (error: Error) => /damaged/.test(error.message),
      )
      if (!refused) read.push(bit)
    }
    expect(read).toEqual([])
  }, 60_000)

  test('of the first version, which kept no sums, is still read', async () => {
    const path = await archiveOf(100)
    await writeFile(path, inFirstVersion(await readFile(path)))
    const parts = await Array.fromAsync(readArchive(path, undefined))
    expect(parts.map(({ kind }) => kind)).toEqual(['rows', 'end'])
  })
})

/** The first line, the version, whether it is locked, and the salt. */
const BEGINNING = 15 + 2 + 16

function inFirstVersion(archive: Buffer): Buffer {
  const beginning = Buffer.from(archive.subarray(0, BEGINNING))
  beginning[15] = 1
  const frames: Buffer[] = []
  for (let at = BEGINNING; at < archive.length; ) {
    const end = at + 4 + archive.readUInt32BE(at)
    frames.push(archive.subarray(at, end))
    at = end + 4
  }
  return Buffer.concat([beginning, ...frames])
}
