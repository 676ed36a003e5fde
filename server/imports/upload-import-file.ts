import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { seal, unseal } from '../privacy/index.ts'
import { EncodingGuess } from './read-csv.ts'
import { importReasons } from './reasons.ts'
import { addChunk, beginUpload, chunk, endUpload, importRun, type RunRow } from './store.ts'

const CHUNK = 1024 * 1024
const ZIP = Buffer.from('PK\u0003\u0004')

/**
 * Takes the file of an import from a stream, in sealed pieces of one megabyte, so that any server process can work on it
 * and memory stays bounded. Sent again it replaces what was sent. Refuses an Excel workbook, an empty file, and an
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
  let number = 0
  for await (const bytes of inChunks(stream)) {
    if (number === 0 && bytes.subarray(0, ZIP.length).equals(ZIP)) {
      throw new Refusal('invalid', importReasons['file-not-csv'])
    }
    guess.see(bytes)
    await inScope(db, actor, async tx => {
      const ciphertext = await seal(tx, actor, placeOf(importId, number), bytes)
      const added = await addChunk(tx, actor.orgId, importId, { upload, number, ciphertext, bytes: bytes.length })
      if (!added) throw new Refusal('conflict', importReasons['upload-superseded'])
    })
    number += 1
  }
  if (number === 0) throw new Refusal('invalid', importReasons['file-empty'])
  return inScope(db, actor, async tx => {
    const { encoding } = guess
    if (!(await endUpload(tx, actor.orgId, importId, { upload, encoding }))) {
      throw new Refusal('conflict', importReasons['upload-superseded'])
    }
    return (await importRun(tx, actor, importId))!
  })
}

/** The bytes of an uploaded file, piece by piece. */
export async function* bytesOfImport(
  db: Database,
  actor: Actor,
  importId: string,
): AsyncGenerator<Uint8Array, void, void> {
  for (let number = 0; ; number++) {
    const bytes = await inScope(db, actor, async tx => {
      const row = await chunk(tx, actor.orgId, importId, number)
      return row && unseal(tx, actor, placeOf(importId, number), row.ciphertext)
    })
    if (!bytes) return
    yield bytes
  }
}

function placeOf(importId: string, number: number): string {
  return `import-chunk:${importId}:${number}`
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
