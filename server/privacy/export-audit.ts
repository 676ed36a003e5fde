import { PassThrough, Readable } from 'node:stream'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { csvLine } from '../platform/csv.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { writeWorkbook } from '../platform/workbook.ts'
import { record } from './audit.ts'
import { type AuditAsked, auditEntries } from './audit-store.ts'
import { auditColumnWords } from './reasons.ts'

const PAGE = 1000
/** What one file may hold; a longer period is taken out in parts. */
const ROWS_AT_MOST = 200_000

const COLUMNS = ['at', 'who', 'action', 'subject', 'subject-id', 'facts', 'request', 'number'] as const

export type AuditFormat = 'csv' | 'xlsx'

/** Writes into the log that its entries are taken out, and answers the zone their times are written in. */
export async function beginExport(
  tx: Tx,
  actor: Actor,
  asked: AuditAsked,
  format: AuditFormat,
): Promise<{ timeZone: string }> {
  permit(actor, 'audit.read')
  const { from, to, ...rest } = asked
  const facts = { ...rest, from: from?.toString(), to: to?.toString(), format }
  await record(tx, actor, 'audit.exported', 'audit', null, facts)
  return organisation(tx, actor.orgId)
}

/** The entries as a file while they are read, newest first, each page in a transaction of its own. */
export function exportStream(
  db: Database,
  actor: Actor,
  asked: AuditAsked,
  format: AuditFormat,
  told: { timeZone: string; language: Language },
): Readable {
  const header = COLUMNS.map(column => auditColumnWords[column][told.language]())
  if (format === 'csv') return Readable.from(csvLines(db, actor, asked, header, told.timeZone))
  const to = new PassThrough()
  const kinds = { at: 'instant', number: 'number' } as const
  const columns = COLUMNS.map((column, n) => ({
    header: header[n]!,
    kind: column === 'at' || column === 'number' ? kinds[column] : ('text' as const),
  }))
  const mark = `${actor.name} · ${actor.now.toZonedDateTimeISO(told.timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })} · ${actor.requestId}`
  const about = { timeZone: told.timeZone, author: actor.name, at: actor.now, mark }
  const name = auditColumnWords.sheet[told.language]()
  const written = writeWorkbook(to, [{ name, columns, rows: entriesOf(db, actor, asked) }], about)
  written.catch(error => to.destroy(error))
  return to
}

async function* csvLines(db: Database, actor: Actor, asked: AuditAsked, header: string[], timeZone: string) {
  yield `\uFEFF${csvLine(header)}`
  for await (const [at, ...rest] of entriesOf(db, actor, asked)) {
    yield csvLine([at.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'second' }), ...rest])
  }
}

async function* entriesOf(db: Database, actor: Actor, asked: AuditAsked) {
  let after: string[] | undefined
  for (let written = 0; written < ROWS_AT_MOST; ) {
    const rows = await inScope(db, actor, tx => auditEntries(tx, actor, { ...asked, after, limit: PAGE }))
    for (const row of rows.slice(0, PAGE)) {
      const facts = Object.keys(row.facts).length > 0 ? JSON.stringify(row.facts) : ''
      yield [
        row.at,
        row.staffName ?? '',
        row.action,
        row.subject,
        row.subjectId ?? '',
        facts,
        row.requestId ?? '',
        row.number,
      ] as const
    }
    written += PAGE
    if (rows.length <= PAGE) return
    const last = rows[PAGE - 1]!
    after = [last.at.toString(), last.id]
  }
}
