import { createHash } from 'node:crypto'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { addChunk, beginUpload, endUpload } from './file-store.ts'
import { EncodingGuess } from './read-csv.ts'
import { CHUNK, sealPiece } from './read-table.ts'
import { importReasons } from './reasons.ts'
import { type ImportFormat, importRun, type RunRow } from './store.ts'

const ZIP = Buffer.from('PK\u0003\u0004')
/** How files of Office before 2007 begin, and workbooks locked by a password. ([MS-CFB] 2.2) */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/**
 * Takes the file of an import from a stream, in sealed pieces of one megabyte, so that any server process can work on it
 * and memory stays bounded. Sent again it replaces what was sent. Refuses a workbook locked by a password or from before 2007, an empty file, and an
 * import that no longer waits for its file.
 */
export async function uploadImportFile(
  db: Database,
  actor: Actor,
  importId: string,
  stream: AsyncIterable<Uint8Array>,
): Promise<RunRow> {
  permit(actor, 'customers.import')
  const upload = newId()
  await inScope(db, actor, async tx => {
    if (!(await importRun(tx, actor, importId))) throw notFound()
    if (!(await beginUpload(tx, actor.orgId, importId, upload))) throw new Refusal('conflict', importReasons['not-now'])
  })
  const guess = new EncodingGuess()
  const hash = createHash('sha256')
  let format: ImportFormat = 'csv'
  let number = 0
  for await (const bytes of inChunks(stream)) {
    if (number === 0) format = formatOf(bytes)
    if (format === 'csv') guess.see(bytes)
    hash.update(bytes)
    await inScope(db, actor, async tx => {
      const ciphertext = await sealPiece(tx, actor, importId, number, bytes)
      const added = await addChunk(tx, actor.orgId, importId, { upload, number, ciphertext, bytes: bytes.length })
      if (!added) throw new Refusal('conflict', importReasons['upload-superseded'])
    })
    number += 1
  }
  if (number === 0) throw new Refusal('invalid', importReasons['file-empty'])
  return inScope(db, actor, async tx => {
    const encoding = format === 'csv' ? guess.encoding : null
    const end = { upload, format, encoding, hash: hash.digest() }
    if (!(await endUpload(tx, actor.orgId, importId, end))) {
      throw new Refusal('conflict', importReasons['upload-superseded'])
    }
    return (await importRun(tx, actor, importId))!
  })
}

function formatOf(bytes: Buffer): ImportFormat {
  if (bytes.subarray(0, COMPOUND.length).equals(COMPOUND))
    throw new Refusal('invalid', importReasons['workbook-locked'])
  return bytes.subarray(0, ZIP.length).equals(ZIP) ? 'xlsx' : 'csv'
}

async function* inChunks(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of stream) {
    pieces.push(piece)
    size += piece.length
    if (size < CHUNK) continue
    const whole = Buffer.concat(pieces)
    const cut = size - (size % CHUNK)
    for (let start = 0; start < cut; start += CHUNK) yield whole.subarray(start, start + CHUNK)
    pieces = [whole.subarray(cut)]
    size -= cut
  }
  if (size > 0) yield Buffer.concat(pieces)
}
