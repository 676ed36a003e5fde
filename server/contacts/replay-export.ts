import { z } from 'zod'
import { organisation } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { notFound } from '../platform/refusal.ts'
import type { Cell, Column } from '../platform/workbook.ts'
import { PolicyContent } from '../policy/rule-contract.ts'
import type { ExportContext, ExportKind } from '../privacy/index.ts'
import type { ContactChannel } from './channel-rules.ts'
import { sentenceOf } from './in-words.ts'
import { firstRules } from './replay-past-rules.ts'
import { countHeld, type HeldRow, heldPage, replayById } from './replay-store.ts'
import { calledById } from './rule-name-rules.ts'

const Criteria = z.object({
  replayId: z.uuid(),
  anyway: z.boolean().default(false),
  rule: z.string().max(60).optional(),
})
type Criteria = z.output<typeof Criteria>

/** Contacts read in one transaction. */
const STEP = 500

const HEADERS: Record<Language, readonly string[]> = {
  zh: ['客户编号', '姓名或名称', '机构', '由谁联系', '方式', '联系时间', '最早可到', '规则', '原因'],
  en: [
    'Customer number',
    'Name',
    'Branch',
    'Contacted by',
    'Channel',
    'Contacted',
    'Would have waited until',
    'Rules',
    'Why',
  ],
}
const KINDS = ['text', 'text', 'text', 'text', 'text', 'instant', 'instant', 'text', 'text'] as const

const CHANNEL_WORDS: Record<ContactChannel, Record<Language, string>> = {
  phone: { zh: '电话', en: 'Phone' },
  email: { zh: '邮件', en: 'E-mail' },
}

const BETWEEN: Record<Language, string> = { zh: '；', en: '; ' }
const HELD_BY: Record<'draft' | 'both', Record<Language, string>> = {
  draft: { zh: '只有草稿会拦下', en: 'held back by the draft alone' },
  both: { zh: '现行规则也会拦下', en: 'held back by the policy in force as well' },
}

/** The contacts that a draft of the policy would have held back, as they can leave the house; without any number. */
export const replayExport: ExportKind = {
  name: 'policy-replay',
  label: { zh: '草稿会拦下的联系', en: 'Contacts a draft would have held back' },
  permission: 'contacts.read',
  criteria: Criteria,
  summary: (tx, actor, criteria, language) => summaryOf(tx, actor, criteria as Criteria, language),
  async count(tx, actor, criteria) {
    const { replayId, ...query } = criteria as Criteria
    if (!(await replayById(tx, actor, replayId))) throw notFound()
    return countHeld(tx, actor, replayId, query)
  },
  columns: (language): readonly Column[] => HEADERS[language].map((header, at) => ({ header, kind: KINDS[at]! })),
  rows: (db, criteria, context) => rowsOf(db, criteria as Criteria, context),
}

async function summaryOf(tx: Tx, actor: Actor, criteria: Criteria, language: Language): Promise<string> {
  const run = await replayById(tx, actor, criteria.replayId)
  if (!run) throw notFound()
  const zh = language === 'zh'
  const { timeZone } = await organisation(tx, actor.orgId)
  const on = run.startedAt.toZonedDateTimeISO(timeZone).toPlainDate().toString()
  const rule = criteria.rule && calledById(criteria.rule, PolicyContent.parse(run.content), language)
  return [
    zh ? `${run.startedByName} ${on} 的试算` : `the replay by ${run.startedByName} of ${on}`,
    HELD_BY[criteria.anyway ? 'both' : 'draft'][language],
    ...(rule ? [rule] : []),
  ].join(BETWEEN[language])
}

async function* rowsOf(
  db: Database,
  { replayId, ...query }: Criteria,
  { actor, language, signal }: ExportContext,
): AsyncGenerator<readonly Cell[]> {
  const content = await inScope(db, actor, async tx => {
    const run = await replayById(tx, actor, replayId)
    return run ? PolicyContent.parse(run.content) : undefined
  })
  if (!content) return
  for (let after: readonly string[] | undefined; ; ) {
    signal?.throwIfAborted()
    const rows: HeldRow[] = await inScope(db, actor, tx =>
      heldPage(tx, actor, replayId, { ...query, after, limit: STEP }),
    )
    yield* rows.slice(0, STEP).map(row => cellsOf(row, content, actor, language))
    if (rows.length <= STEP) return
    const last = rows[STEP - 1]!
    after = [last.at.toString(), last.contactId]
  }
}

function cellsOf(row: HeldRow, content: PolicyContent, actor: Actor, language: Language): readonly Cell[] {
  const rules = firstRules(row.reasons).map(id => calledById(id, content, language))
  const reasons = row.reasons.map(reason => sentenceOf(reason, language, actor.now))
  const { customerNumber, customerName, branchName, staffName, channel, at, until } = row
  return [
    customerNumber,
    customerName,
    branchName,
    staffName,
    CHANNEL_WORDS[channel][language],
    at,
    until,
    rules.join(BETWEEN[language]),
    reasons.join(' '),
  ]
}
