import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { csvLine } from '../platform/csv.ts'
import { type Database, inScope } from '../platform/database.ts'
import type { Language, Reason } from '../platform/reason.ts'
import { notFound } from '../platform/refusal.ts'
import { record, unseal } from '../privacy/index.ts'
import { importKind } from './import-kind.ts'
import { rowRejections } from './reasons.ts'
import { rejectionPlace } from './run-import.ts'
import { importRun, rejections } from './store.ts'

const PAGE = 1000
const HEAD = { zh: ['行号', '原因'], en: ['Row', 'Reason'] }
const BYTE_ORDER_MARK = '\ufeff'

/**
 * The rejected rows of an import as CSV for a spreadsheet: place in the file, reason, and the cells as they were, formulas
 * made harmless. The download is written to the audit log. Refuses an import outside the actor's branches.
 */
export async function rejectionsFile(
  db: Database,
  actor: Actor,
  importId: string,
  language: Language,
): Promise<{ fileName: string; lines: AsyncGenerator<string> }> {
  permit(actor, 'customers.import')
  const run = await inScope(db, actor, async tx => {
    const found = await importRun(tx, actor, importId)
    if (found) await record(tx, actor, 'import.rejections-downloaded', 'import', importId, { rows: found.rowsRejected })
    return found
  })
  if (!run) throw notFound()
  const sentences: Record<string, Reason<never>> = { ...rowRejections, ...importKind(run.kind).rejections }
  async function* lines() {
    yield BYTE_ORDER_MARK + csvLine([...HEAD[language], ...run!.header])
    for (let after = 0; ; ) {
      const page = await inScope(db, actor, async tx => {
        const rows = await rejections(tx, actor.orgId, importId, { after, limit: PAGE })
        return Promise.all(
          rows.map(async row => {
            const bytes = await unseal(tx, actor, rejectionPlace(importId, row.number), row.ciphertext)
            return { ...row, cells: JSON.parse(bytes.toString()) as string[] }
          }),
        )
      })
      for (const { number, reason, facts, cells } of page) {
        const sentence = sentences[reason]?.[language](facts as never) ?? reason
        yield csvLine([String(number), sentence, ...cells])
      }
      const last = page.at(-1)
      if (!last || page.length < PAGE) return
      after = last.number
    }
  }
  return { fileName: `${run.fileName.replace(/\.[^.]*$/, '')}-rejected.csv`, lines: lines() }
}
