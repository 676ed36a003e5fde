import { STAGE_WORDS, type Stage } from '../customers/stage-rules.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { notFound } from '../platform/refusal.ts'
import * as store from './coverage-store.ts'
import { type Book, bookOf } from './export-report.ts'
import { sheetOf } from './sheets.ts'
import { branchesBelow } from './store.ts'

/** The rules of the actor's branches, each with how many customers are left alone longer than it allows. */
export async function coverageOf(tx: Tx, actor: Actor) {
  permit(actor, 'reports.read')
  const items = []
  for (const rule of await store.coverageRules(tx, actor)) {
    const branchIds = await branchesBelow(tx, actor.orgId, rule.branchId)
    const counts = await store.countUncovered(tx, actor, rule, branchIds)
    items.push({ ...rule, stage: rule.stage as Stage | null, ...counts })
  }
  return { items }
}

interface PageAsked extends store.UncoveredFilter {
  cursor?: string | undefined
  limit: number
}

/** The customers a rule finds, longest left alone first. Names, no numbers. */
export async function uncoveredOf(tx: Tx, actor: Actor, id: string, asked: PageAsked) {
  permit(actor, 'reports.read')
  const rule = await store.coverageRule(tx, actor, id)
  if (!rule) throw notFound()
  const { timeZone } = await organisation(tx, actor.orgId)
  const branchIds = await branchesBelow(tx, actor.orgId, rule.branchId)
  const rows = await store.uncoveredPage(tx, actor, rule, branchIds, asked)
  const page = pageFrom(rows, asked.limit, row => [row.aloneSince, row.customerId])
  const items = page.items.map(({ createdAt, aloneSince, ...row }) => ({
    ...row,
    stage: row.stage as Stage | null,
    days: Math.floor(actor.now.since(aloneSince).total('hours') / 24),
    since: createdAt.toZonedDateTimeISO(timeZone).toPlainDate(),
  }))
  return { items, next: page.next }
}

const ROWS_AT_MOST = 10_000

/** The same customers as a table; written to the audit log. */
export async function exportUncovered(tx: Tx, actor: Actor, id: string, language: Language): Promise<Book> {
  permit(actor, 'reports.read')
  const { items } = await uncoveredOf(tx, actor, id, { limit: ROWS_AT_MOST })
  const { timeZone } = await organisation(tx, actor.orgId)
  const today = actor.now.toZonedDateTimeISO(timeZone).toPlainDate()
  const sheet = sheetOf(
    'coverage',
    [
      ['customer', 'text', 30],
      ['branch', 'text'],
      ['owner', 'text'],
      ['stage', 'text'],
      ['tags', 'text'],
      ['last-spoken', 'instant'],
      ['days-since', 'number'],
      ['planned', 'instant'],
    ],
    items.map(row => [
      row.name,
      row.branchName,
      row.ownerName,
      row.stage ? STAGE_WORDS[row.stage][language] : null,
      row.tags.join('、'),
      row.lastSpokenAt,
      row.days,
      row.plannedFor,
    ]),
    language,
  )
  return bookOf(tx, actor, 'coverage', { ruleId: id, rows: items.length }, { from: today, to: today, timeZone }, [
    sheet,
  ])
}
