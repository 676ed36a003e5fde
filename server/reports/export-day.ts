import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { csvOf } from '../platform/csv.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { record } from '../privacy/index.ts'
import { agentsSheet, hoursSheet } from './day-sheets.ts'
import { type Book, bookOf } from './export-report.ts'
import { campaignFunnels } from './funnel.ts'
import { columnWords } from './reasons.ts'
import { funnelSheets, outcomesSheets } from './sheets.ts'
import { agentsOfDay, outcomesOfDay, type TodayAsked, todayReport } from './today.ts'

interface Download {
  fileName: string
  text: string
}

/** The table by agent of a day as CSV; the export is written to the audit log. */
export async function exportAgents(tx: Tx, actor: Actor, asked: TodayAsked, language: Language): Promise<Download> {
  permit(actor, 'reports.read')
  const { day, rows } = await agentsOfDay(tx, actor, asked)
  const columns = ['agent', 'attempts', 'conversations', 'completed', 'success-rate', 'talk-minutes'] as const
  const head = columns.map(column => columnWords[column][language]())
  const lines = rows.map(row => [
    row.name,
    row.attempts,
    row.conversations,
    row.completed,
    row.successRate === null ? null : Math.round(row.successRate * 1000) / 1000,
    row.talkMinutes,
  ])
  await record(tx, actor, 'report-exported', 'report', null, factsOf('agents', asked, day, rows.length))
  return { fileName: `agents-${day}.csv`, text: csvOf([head, ...lines]) }
}

/** The table of outcomes of a day as CSV; the export is written to the audit log. */
export async function exportOutcomes(tx: Tx, actor: Actor, asked: TodayAsked, language: Language): Promise<Download> {
  permit(actor, 'reports.read')
  const { day, rows } = await outcomesOfDay(tx, actor, asked, language)
  const head = (['outcome', 'code', 'attempts', 'final'] as const).map(column => columnWords[column][language]())
  const lines = rows.map(row => [row.text, row.outcome, row.attempts, row.final])
  await record(tx, actor, 'report-exported', 'report', null, factsOf('outcomes', asked, day, rows.length))
  return { fileName: `outcomes-${day}.csv`, text: csvOf([head, ...lines]) }
}

/** Every table of a day in one workbook; written to the audit log. */
export async function exportToday(tx: Tx, actor: Actor, asked: TodayAsked, language: Language): Promise<Book> {
  permit(actor, 'reports.read')
  const report = await todayReport(tx, actor, asked, language)
  const attempts = report.outcomes.reduce((sum, row) => sum + row.attempts, 0)
  const days = { from: report.day, to: report.day, timeZone: report.timeZone }
  const sheets = [
    hoursSheet(report, language),
    agentsSheet(report, language),
    ...outcomesSheets({ ...report, attempts }, language),
    ...funnelSheets({ total: report.funnel, parts: [] }, language),
  ]
  return bookOf(tx, actor, 'today', asked, days, sheets)
}

/** Campaigns of one file; the newest. */
const CAMPAIGNS_AT_MOST = 1000

/** What became of the follow-ups of each campaign since it began; written to the audit log. */
export async function exportCampaigns(tx: Tx, actor: Actor, _asked: object, language: Language): Promise<Book> {
  permit(actor, 'reports.read')
  const { items } = await campaignFunnels(tx, actor, { limit: CAMPAIGNS_AT_MOST }, language)
  const { timeZone } = await organisation(tx, actor.orgId)
  const today = actor.now.toZonedDateTimeISO(timeZone).toPlainDate()
  const days = { from: today, to: today, timeZone }
  return bookOf(tx, actor, 'campaigns', {}, days, funnelSheets({ parts: items }, language))
}

function factsOf(table: string, { branchId, campaignId }: TodayAsked, day: Temporal.PlainDate, rows: number) {
  return { table, day: day.toString(), branchId: branchId ?? null, campaignId: campaignId ?? null, rows }
}
