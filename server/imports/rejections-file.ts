import { PassThrough, Readable } from 'node:stream'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { csvLine } from '../platform/csv.ts'
import { type Database, inScope } from '../platform/database.ts'
import type { Language, Reason } from '../platform/reason.ts'
import { notFound } from '../platform/refusal.ts'
import { writeWorkbook } from '../platform/workbook.ts'
import { record, unseal } from '../privacy/index.ts'
import { importKind } from './import-kind.ts'
import { rejectionPlace } from './keep-rejections.ts'
import { rowRejections } from './reasons.ts'
import { rejections } from './rejection-store.ts'
import { REJECTION_COLUMNS } from './rules.ts'
import { importRun, type RunRow } from './store.ts'

const PAGE = 1000
const BYTE_ORDER_MARK = '\ufeff'
const SHEET = { zh: '未导入的行', en: 'Rejected rows' }

export interface RejectionsFile {
  fileName: string
  /** Its media type. */
  type: string
  bytes: Readable
}

/**
 * The rejected rows of an import as a file for a spreadsheet, CSV or XLSX as they came: place in the file, reason, the
 * import, and the cells as they were, formulas made harmless. Sent again after mending, these columns are not read and
 * the new import is linked to this one. The download is written to the audit log. Refuses an import outside the actor's
 * branches.
 */
export async function rejectionsFile(
  db: Database,
  actor: Actor,
  importId: string,
  language: Language,
): Promise<RejectionsFile> {
  permit(actor, 'customers.import')
  const found = await inScope(db, actor, async tx => {
    const run = await importRun(tx, actor, importId)
    if (run) await record(tx, actor, 'import.rejections-downloaded', 'import', importId, { rows: run.rowsRejected })
    return run && { run, timeZone: (await organisation(tx, actor.orgId)).timeZone }
  })
  if (!found) throw notFound()
  const { run, timeZone } = found
  const header = headerOf(run, language)
  const rows = rejectedRows(db, actor, run, language)
  const fileName = `${run.fileName.replace(/\.[^.]*$/, '')}-rejected.${run.format}`
  if (run.format === 'csv') {
    const type = 'text/csv; charset=utf-8'
    return { fileName, type, bytes: Readable.from(csvLines(header, rows), { objectMode: false }) }
  }
  const bytes = new PassThrough()
  const columns = header.map(name => ({ header: name, kind: 'text' as const }))
  const about = { timeZone, author: 'Huifang', at: actor.now }
  writeWorkbook(bytes, [{ name: SHEET[language], columns, rows }], about).catch(error => bytes.destroy(error))
  return { fileName, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes }
}

/** The columns of the file, without those that a corrected file of rejected rows brought itself. */
function headerOf(run: RunRow, language: Language): string[] {
  return [...REJECTION_COLUMNS[language], ...run.header.slice(ownColumns(run))]
}

function ownColumns({ corrects }: RunRow): number {
  return corrects ? REJECTION_COLUMNS.en.length : 0
}

async function* csvLines(header: readonly string[], rows: AsyncIterable<readonly string[]>) {
  yield BYTE_ORDER_MARK + csvLine(header)
  for await (const row of rows) yield csvLine(row)
}

async function* rejectedRows(
  db: Database,
  actor: Actor,
  run: RunRow,
  language: Language,
): AsyncGenerator<readonly string[]> {
  const sentences: Record<string, Reason<never>> = { ...rowRejections, ...importKind(run.kind).rejections }
  for (let after = 0; ; ) {
    const page = await inScope(db, actor, async tx => {
      const rows = await rejections(tx, actor.orgId, run.id, { after, limit: PAGE })
      return Promise.all(
        rows.map(async row => {
          const bytes = await unseal(tx, actor, rejectionPlace(run.id, row.number), row.ciphertext)
          return { ...row, cells: JSON.parse(bytes.toString()) as string[] }
        }),
      )
    })
    for (const { number, reason, facts, cells } of page) {
      const sentence = sentences[reason]?.[language](facts as never) ?? reason
      yield [String(number), sentence, run.id, ...cells.slice(ownColumns(run))]
    }
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    after = last.number
  }
}
