import type { z } from 'zod'
import { STAGE_WORDS, type Stage } from '../customers/stage-rules.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import type { Language } from '../platform/reason.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { areaOf } from './area.ts'
import { checkCoverage } from './coverage-alerts.ts'
import type { addCoverageRule as addEndpoint } from './coverage-contract.ts'
import { coverageReasons } from './coverage-reasons.ts'
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

/** Says who must not be left alone for how long. Who is so already raises no alert; who comes to be so later does. */
export async function addCoverageRule(tx: Tx, actor: Actor, given: z.output<(typeof addEndpoint)['body']>) {
  permit(actor, 'reports.schedule')
  await areaOf(tx, actor, { branchId: given.branchId })
  if (given.stage === null && given.tag === null) {
    throw new Refusal('invalid', coverageReasons['coverage-needs-customers'])
  }
  const id = await store.insertCoverageRule(tx, actor, given)
  await checkCoverage(tx, actor, (await store.coverageRule(tx, actor, id))!)
  await record(tx, actor, 'coverage-rule-added', 'coverage-rule', id, { name: given.name, days: given.days })
  await announce(tx, actor.orgId, 'reports')
  return { id }
}

/** Takes a rule back. */
export async function removeCoverageRule(tx: Tx, actor: Actor, id: string): Promise<Record<string, never>> {
  permit(actor, 'reports.schedule')
  if (!(await store.deleteCoverageRule(tx, actor, id))) throw notFound()
  await record(tx, actor, 'coverage-rule-removed', 'coverage-rule', id)
  await announce(tx, actor.orgId, 'reports')
  return {}
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
