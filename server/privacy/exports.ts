import { may, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { announce } from '../platform/live.ts'
import type { Language } from '../platform/reason.ts'
import { notFound, platformReasons, Refusal } from '../platform/refusal.ts'
import { record } from './audit.ts'
import { exportKind } from './export-kind.ts'
import { exportReasons } from './export-reasons.ts'
import { numberOf } from './export-rules.ts'
import * as store from './export-store.ts'
import { seal } from './vault.ts'

/**
 * Asks for a list to leave the house. Nothing is built before a second person agrees. Refuses a list the actor could not
 * read on the screen, and one without rows.
 */
export async function requestExport(
  tx: Tx,
  actor: Actor,
  given: { kind: string; criteria: unknown; reason: string; wantsFullNumbers: boolean; language: Language },
) {
  permit(actor, 'exports.request')
  const kind = exportKind(given.kind)
  if (!kind) throw new Refusal('invalid', exportReasons['export-kind-unknown'])
  if (!may(actor, kind.permission)) {
    throw new Refusal('forbidden', platformReasons.forbidden, { permission: kind.permission })
  }
  const parsed = kind.criteria.safeParse(given.criteria)
  if (!parsed.success) throw new Refusal('invalid', exportReasons['export-kind-unknown'])
  const rowsExpected = await kind.count(tx, actor, parsed.data)
  if (rowsExpected === 0) throw new Refusal('invalid', exportReasons['export-is-empty'])
  const id = newId()
  const criteria = await seal(tx, actor, placeOf(id), Buffer.from(JSON.stringify(given.criteria)))
  const summary = await kind.summary(tx, actor, parsed.data, given.language)
  await store.insertExport(tx, actor, { ...given, id, criteria, summary, rowsExpected })
  await noted(tx, actor, 'requested', id, { kind: kind.name, rows: rowsExpected, fullNumbers: given.wantsFullNumbers })
  return answer(tx, actor, id, given.language)
}

/** Where the criteria of a request are sealed. */
export function placeOf(id: string): string {
  return `export-criteria:${id}`
}

/**
 * Lets a request be built; `hand` passes the work on. Refuses the actor's own request, another number of rows than the
 * request names, and full numbers that were not asked for.
 */
export async function approveExport(
  tx: Tx,
  actor: Actor,
  given: { id: string; rows: number; fullNumbers: boolean; note: string; hours: number; language: Language },
  hand: (id: string) => Promise<void>,
) {
  permit(actor, 'exports.approve')
  const request = await undecided(tx, actor, given.id)
  if (request.rowsExpected !== given.rows) {
    throw new Refusal('conflict', exportReasons['export-count-differs'], { rows: request.rowsExpected })
  }
  if (given.fullNumbers && !request.wantsFullNumbers) {
    throw new Refusal('invalid', exportReasons['export-numbers-not-asked'])
  }
  const expiresAt = actor.now.add({ hours: given.hours })
  await store.decideExport(tx, actor, given.id, { ...given, state: 'building', expiresAt })
  await noted(tx, actor, 'approved', given.id, { fullNumbers: given.fullNumbers, hours: given.hours, note: given.note })
  await hand(given.id)
  return answer(tx, actor, given.id, given.language)
}

/** Refuses a request, with the reason for the person who asked. Nobody refuses his own. */
export async function refuseExport(tx: Tx, actor: Actor, given: { id: string; note: string; language: Language }) {
  permit(actor, 'exports.approve')
  await undecided(tx, actor, given.id)
  await store.decideExport(tx, actor, given.id, { ...given, state: 'refused', fullNumbers: false, expiresAt: null })
  await noted(tx, actor, 'refused', given.id, { note: given.note })
  return answer(tx, actor, given.id, given.language)
}

async function undecided(tx: Tx, actor: Actor, id: string): Promise<store.ExportRow> {
  const request = await store.exportById(tx, actor, id, true)
  if (!request) throw notFound()
  if (request.requestedBy === actor.staffId) throw new Refusal('conflict', exportReasons['export-own'])
  if (request.state !== 'waiting') throw new Refusal('conflict', exportReasons['export-not-now'])
  return request
}

/** Takes back a request of the actor's own, and deletes its file if there is one. Refuses another's. */
export async function withdrawExport(tx: Tx, actor: Actor, given: { id: string; language: Language }) {
  permit(actor, 'exports.request')
  const request = await store.exportById(tx, actor, given.id, true)
  if (request?.requestedBy !== actor.staffId || !request) throw notFound()
  if (!['waiting', 'building', 'ready'].includes(request.state)) {
    throw new Refusal('conflict', exportReasons['export-not-now'])
  }
  await store.setExportState(tx, actor.orgId, given.id, 'withdrawn')
  await noted(tx, actor, 'withdrawn', given.id)
  return answer(tx, actor, given.id, given.language)
}

/**
 * Counts a download of the actor's own file and writes it down, before the first byte leaves. Refuses another's file, one
 * that is not ready or has expired, and one download too many.
 */
export async function beginDownload(tx: Tx, actor: Actor, id: string): Promise<store.ExportRow> {
  permit(actor, 'exports.request')
  const request = await store.exportById(tx, actor, id, true)
  if (request?.requestedBy !== actor.staffId || !request) throw notFound()
  if (!(await store.countDownload(tx, actor, id))) {
    const most = request.mostDownloads
    if (request.state !== 'ready') {
      const why = request.state === 'expired' ? 'export-expired' : 'export-not-now'
      throw new Refusal('conflict', exportReasons[why])
    }
    if (request.downloads >= most) throw new Refusal('conflict', exportReasons['export-downloaded-often'], { most })
    throw new Refusal('conflict', exportReasons['export-expired'])
  }
  await noted(tx, actor, 'downloaded', id, { download: request.downloads + 1 })
  return request
}

/** Writes a step of a request into the audit log and tells the pages that show it. */
export async function noted(tx: Tx, actor: Actor, step: string, id: string, facts: Record<string, unknown> = {}) {
  await record(tx, actor, `export.${step}`, 'export', id, { number: numberOf(id), ...facts })
  await announce(tx, actor.orgId, 'exports')
}

async function answer(tx: Tx, actor: Actor, id: string, language: Language) {
  return asAnswered((await store.exportById(tx, actor, id))!, actor, language)
}

/** A request as people may see it. */
export function asAnswered(
  { criteria: _, requestedBy, language: __, branchId: ___, ...row }: store.ExportRow,
  actor: Actor,
  language: Language,
) {
  const kindName = exportKind(row.kind)?.label[language] ?? row.kind
  return { ...row, kindName, number: numberOf(row.id), isMine: requestedBy === actor.staffId }
}
