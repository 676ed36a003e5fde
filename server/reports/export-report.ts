import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { type Sheet, writeWorkbook } from '../platform/workbook.ts'
import { record } from '../privacy/index.ts'
import { answersReport, answerTexts } from './answers.ts'
import { answersSheets } from './answers-sheets.ts'
import type { AnswerSplit } from './answers-store.ts'
import type { SliceAsked } from './area.ts'
import { funnelReport } from './funnel.ts'
import { outcomesReport } from './outcomes.ts'
import type { Days, Grain } from './period-rules.ts'
import { planParts, planReport } from './plan-actual.ts'
import { SPLITS } from './plan-contract.ts'
import { funnelSheets, outcomesSheets, partsSheet, planSheet } from './sheets.ts'

/** Tables ready to be written as one file. */
export interface Book {
  fileName: string
  sheets: Sheet[]
  timeZone: string
}

/** Plan against actual by time, and per agent, team, branch and campaign; written to the audit log. */
export async function exportPlan(tx: Tx, actor: Actor, asked: SliceAsked & { by: Grain }, language: Language) {
  permit(actor, 'reports.read')
  const report = await planReport(tx, actor, asked)
  const sheets = [planSheet(report, language)]
  for (const split of SPLITS) sheets.push(partsSheet(await planParts(tx, actor, { ...asked, split }), language))
  return bookOf(tx, actor, 'plan', asked, report, sheets)
}

/** The funnel and its reasons; written to the audit log. */
export async function exportFunnel(
  tx: Tx,
  actor: Actor,
  asked: SliceAsked & { split: 'campaign' | 'team' | 'branch' },
  language: Language,
) {
  permit(actor, 'reports.read')
  const report = await funnelReport(tx, actor, asked, language)
  return bookOf(tx, actor, 'funnel', asked, report, funnelSheets(report, language))
}

/** Outcomes, dispositions and rates with their definitions; written to the audit log. */
export async function exportOutcomesBook(tx: Tx, actor: Actor, asked: SliceAsked, language: Language) {
  permit(actor, 'reports.read')
  const report = await outcomesReport(tx, actor, asked, language)
  return bookOf(tx, actor, 'outcomes', asked, report, outcomesSheets(report, language))
}

/** Words of one question that a file holds; the newest. */
const TEXTS_AT_MOST = 2000

/** The answers of a script, with the words of its open questions; written to the audit log. */
export async function exportAnswers(
  tx: Tx,
  actor: Actor,
  asked: SliceAsked & { scriptId?: string | undefined; split: AnswerSplit },
  language: Language,
) {
  permit(actor, 'reports.read')
  const report = await answersReport(tx, actor, asked)
  const texts: { question: string; rows: Awaited<ReturnType<typeof answerTexts>>['items'] }[] = []
  for (const { id, text, kind } of report.questions) {
    if (kind !== 'text' || report.scriptId === null) continue
    const page = { ...asked, scriptId: report.scriptId, question: id, limit: TEXTS_AT_MOST }
    texts.push({ question: text, rows: (await answerTexts(tx, actor, page)).items })
  }
  return bookOf(tx, actor, 'answers', asked, report, answersSheets(report, texts, language))
}

/** Names the file by its period and writes to the audit log who took which table out. */
export async function bookOf(
  tx: Tx,
  actor: Actor,
  table: string,
  asked: object,
  { from, to, timeZone }: Days & { timeZone: string },
  sheets: Sheet[],
): Promise<Book> {
  const plain = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value ? String(value) : null]))
  const facts = { ...plain, table, from: String(from), to: String(to), format: 'xlsx' }
  await record(tx, actor, 'report-exported', 'report', null, facts)
  const period = from.equals(to) ? `${from}` : `${from}_${to}`
  return { fileName: `${table}-${period}.xlsx`, sheets, timeZone }
}

export const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The file itself, marked with who took it out and when. A report has some thousand rows at most. */
export async function bytesOf({ sheets, timeZone }: Book, actor: Actor): Promise<Buffer> {
  const to = new PassThrough()
  const at = actor.now
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')
  const about = { timeZone, author: actor.name, at: actor.now, mark: `${actor.name} · ${at} · ${actor.requestId}` }
  const [bytes] = await Promise.all([buffer(to), writeWorkbook(to, sheets, about)])
  return bytes
}
