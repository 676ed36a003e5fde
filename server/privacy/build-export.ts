import { PassThrough } from 'node:stream'
import { actorOf, may, organisation, systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { rowsAtLeisure } from '../platform/at-leisure.ts'
import { clockNow } from '../platform/clock.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { type Cell, writeWorkbook } from '../platform/workbook.ts'
import { decrypt } from './cipher.ts'
import { dataKeysOf } from './data-keys.ts'
import { exportReady } from './export-facts.ts'
import { type ExportKind, exportKind } from './export-kind.ts'
import { mostRows, numberOf } from './export-rules.ts'
import * as store from './export-store.ts'
import { noted, placeOf } from './exports.ts'
import { contextOf, seal, unseal } from './vault.ts'

const PART = 1024 * 1024

/**
 * Builds the file of an approved request, in the name of the person who asked and the branches he asked for, who must
 * still be allowed to read them. Fails when the list has grown beyond what was approved. It is kept encrypted, part by part, so that memory stays bounded. Every page says who took it out, when
 * and under which number; that number also stands in each row.
 */
export async function buildExport(
  db: Database,
  given: { orgId: string; exportId: string; now?: Temporal.Instant },
  signal?: AbortSignal,
): Promise<void> {
  const system = await systemActor(db, given.orgId, given.now)
  const request = await inScope(db, system, tx => store.exportById(tx, system, given.exportId))
  if (request?.state !== 'building') return
  const kind = exportKind(request.kind)
  const { requestedBy, branchId } = request
  const actor = await actorOf(db, given.orgId, requestedBy, given.now ?? clockNow(), system.requestId, branchId)
  try {
    if (!kind || !actor || !may(actor, kind.permission)) throw new Error('the list may no longer be read')
    const built = await writeFile(db, { request, kind, actor, signal })
    await inScope(db, actor, async tx => {
      if (!(await store.finishExport(tx, actor, request.id, built))) return
      await noted(tx, actor, 'built', request.id, built)
      await exportReady.tell(tx, actor, { exportId: request.id, branchId: actor.branchId, rows: built.rows })
    })
  } catch (error) {
    if (signal?.aborted) throw error
    await inScope(db, system, async tx => {
      await store.setExportState(tx, given.orgId, request.id, 'failed')
      await noted(tx, system, 'failed', request.id)
    })
    throw error
  }
}

interface Work {
  request: store.ExportRow
  kind: ExportKind
  actor: Actor
  signal?: AbortSignal
}

async function writeFile(db: Database, work: Work): Promise<{ rows: number; bytes: number }> {
  const { request, kind, actor } = work
  const { language, fullNumbers } = request
  const { criteria, timeZone } = await inScope(db, actor, async tx => {
    await store.deleteParts(tx, actor.orgId, request.id)
    const opened = await unseal(tx, actor, placeOf(request.id), request.criteria)
    const { timeZone } = await organisation(tx, actor.orgId)
    return { criteria: kind.criteria.parse(JSON.parse(opened.toString())), timeZone }
  })
  const number = numberOf(request.id)
  const counted = { rows: 0 }
  const stream = new PassThrough()
  const kept = keepParts(db, work, stream)
  const read = kind.rows(db, criteria, { actor, language, fullNumbers, signal: work.signal })
  const rows = marked(rowsAtLeisure(read, work.signal), number, counted, mostRows(request.rowsExpected))
  const columns = [...kind.columns(language, fullNumbers), { header: '#', kind: 'text' as const, width: 10 }]
  const about = { timeZone, author: actor.name, at: actor.now, mark: markOf(work, timeZone) }
  try {
    await writeWorkbook(stream, [{ name: kind.label[language], columns, rows }], about)
  } catch (error) {
    stream.destroy(error as Error)
    await kept.catch(() => {})
    throw error
  }
  return { rows: counted.rows, bytes: await kept }
}

function markOf({ request, actor }: Work, timeZone: string): string {
  const at = actor.now
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')
  const number = numberOf(request.id)
  return request.language === 'zh'
    ? `内部资料，禁止外传 · ${actor.name} 于 ${at} 导出 · 申请号 ${number}`
    : `Internal, not to be passed on · taken out by ${actor.name} on ${at} · request ${number}`
}

async function* marked(rows: AsyncIterable<readonly Cell[]>, number: string, counted: { rows: number }, most: number) {
  for await (const row of rows) {
    counted.rows += 1
    if (counted.rows > most) throw new Error('the list has grown beyond what was approved')
    yield [...row, number]
  }
}

/** Keeps what comes out of a stream, encrypted, in parts of a megabyte; answers how many bytes there were. */
async function keepParts(db: Database, { request, actor }: Work, stream: PassThrough): Promise<number> {
  let [pending, size, number, bytes]: [Buffer[], number, number, number] = [[], 0, 0, 0]
  const keep = async () => {
    const part = Buffer.concat(pending)
    await inScope(db, actor, async tx => {
      const sealed = await seal(tx, actor, partPlace(request.id, number), part)
      await store.insertPart(tx, actor.orgId, request.id, number, sealed)
    })
    bytes += part.length
    number += 1
    pending = []
    size = 0
  }
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    pending.push(chunk)
    size += chunk.length
    if (size >= PART) await keep()
  }
  if (size > 0) await keep()
  return bytes
}

function partPlace(id: string, number: number): string {
  return `export-part:${id}:${number}`
}

/** The bytes of a built file, part by part. */
export async function* bytesOfExport(db: Database, actor: Actor, id: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number += 1) {
    const part = await inScope(db, actor, async tx => {
      const sealed = await store.partOf(tx, actor.orgId, id, number)
      return sealed && unseal(tx, actor, partPlace(id, number), sealed)
    })
    if (!part) return
    yield part
  }
}

/**
 * Identifiers in clear, for a file that a second person allowed to hold them. Leaves no entry of its own for each: the
 * request is in the audit log with every step.
 */
export async function openForExport(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Map<string, string>> {
  const { encrypt } = await dataKeysOf(tx, actor)
  const rows = await store.identifiersByIds(tx, actor.orgId, ids)
  return new Map(
    rows.map(row => {
      if (row.dataKeyId !== encrypt.id) throw new Error(`identifier ${row.id} is under an unknown data key`)
      return [row.id, decrypt(encrypt.key, row.ciphertext, contextOf(actor.orgId, row.kind, row.id)).toString()]
    }),
  )
}
