import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Encoding } from './read-csv.ts'
import type { ImportFormat } from './store.ts'

/** Begins an upload afresh and drops what an earlier one left; false unless the run waits for its file. */
export async function beginUpload(tx: Tx, orgId: string, id: string, upload: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('import_run')
    .set({ upload, state: 'uploading', size_bytes: 0, encoding: null })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('state', 'in', ['uploading', 'uploaded'])
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await tx.deleteFrom('import_chunk').where('org_id', '=', orgId).where('import_id', '=', id).execute()
  return true
}

/** Adds a chunk of the file; false when another upload of the same import has begun since. */
export async function addChunk(
  tx: Tx,
  orgId: string,
  id: string,
  chunk: { upload: string; number: number; ciphertext: Buffer; bytes: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with mine as (
      update import_run set size_bytes = size_bytes + ${chunk.bytes}
      where org_id = ${orgId} and id = ${id} and upload = ${chunk.upload} and state = 'uploading' returning org_id, id
    )
    insert into import_chunk (org_id, import_id, number, ciphertext)
    select org_id, id, ${chunk.number}, ${chunk.ciphertext} from mine`.execute(tx)
  return numAffectedRows === 1n
}

export async function endUpload(
  tx: Tx,
  orgId: string,
  id: string,
  given: { upload: string; format: ImportFormat; encoding: Encoding | null; hash: Buffer },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('import_run')
    .set({ state: 'uploaded', format: given.format, encoding: given.encoding, file_hash: given.hash })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('upload', '=', given.upload)
    .where('state', '=', 'uploading')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export function chunk(tx: Tx, orgId: string, importId: string, number: number) {
  return tx
    .selectFrom('import_chunk')
    .where('org_id', '=', orgId)
    .where('import_id', '=', importId)
    .where('number', '=', number)
    .select('ciphertext')
    .executeTakeFirst()
}

/** Forgets the file of an import. */
export async function deleteChunks(tx: Tx, orgId: string, importId: string): Promise<void> {
  await tx.deleteFrom('import_chunk').where('org_id', '=', orgId).where('import_id', '=', importId).execute()
}
