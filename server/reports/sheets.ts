import type { Language } from '../platform/reason.ts'
import type { Cell, Column, Sheet } from '../platform/workbook.ts'
import { type Head, headWords, sheetWords } from './column-reasons.ts'
import type { funnelReport } from './funnel.ts'
import type { outcomesReport } from './outcomes.ts'
import type { planParts, planReport } from './plan-actual.ts'

type Kind = Column['kind']
type Heads = readonly (readonly [Head, Kind, number?])[]

/** A sheet with headings in the reader's language. */
export function sheetOf(
  name: keyof typeof sheetWords,
  heads: Heads,
  rows: Iterable<readonly Cell[]>,
  language: Language,
): Sheet {
  const columns = heads.map(([head, kind, width]) => ({ header: headWords[head][language](), kind, width }))
  return { name: sheetWords[name][language](), columns: columns as Column[], rows }
}

const NUMBER = 'number'

export function planSheet(report: Awaited<ReturnType<typeof planReport>>, language: Language): Sheet {
  const byHour = report.by === 'hour'
  const heads: Heads = [
    byHour ? ['period', 'instant'] : ['period', 'text'],
    ['from', 'day'],
    ['to', 'day'],
    ['plan', NUMBER],
    ['frozen-days', NUMBER],
    ['days', NUMBER],
    ['attempts', NUMBER],
    ['conversations', NUMBER],
    ['completed', NUMBER],
  ]
  const rows = report.rows.map(row => [
    byHour ? row.startsAt : row.label,
    row.from,
    row.to,
    row.plan,
    row.frozenDays,
    row.days,
    row.attempts,
    row.conversations,
    row.completed,
  ])
  return sheetOf('plan-by-time', heads, rows, language)
}

export function partsSheet(parts: Awaited<ReturnType<typeof planParts>>, language: Language): Sheet {
  const heads: Heads = [
    ['name', 'text', 30],
    ['plan', NUMBER],
    ['attempts', NUMBER],
    ['conversations', NUMBER],
    ['completed', NUMBER],
    ['success-rate', 'share'],
  ]
  const rows = parts.rows.map(row => [
    row.name ?? headWords['no-campaign'][language](),
    row.plan,
    row.attempts,
    row.conversations,
    row.completed,
    row.successRate,
  ])
  return sheetOf(`by-${parts.split}`, heads, rows, language)
}

type FunnelTotal = Awaited<ReturnType<typeof funnelReport>>['total']

/** The steps of funnels and what became of each follow-up; with the sum of all, where there is one. */
export function funnelSheets(
  { total, parts }: { total?: FunnelTotal; parts: readonly (FunnelTotal & { name: string | null })[] },
  language: Language,
): Sheet[] {
  const named = [
    ...(total ? [{ ...total, name: headWords.all[language]() }] : []),
    ...parts.map(part => ({ ...part, name: part.name ?? headWords['no-campaign'][language]() })),
  ]
  const steps: Heads = [
    ['name', 'text', 30],
    ['planned-followups', NUMBER],
    ['due', NUMBER],
    ['handed-out', NUMBER],
    ['attempted', NUMBER],
    ['spoken', NUMBER],
    ['completed', NUMBER],
    ['mailed', NUMBER],
  ]
  const fates: Heads = [
    ['name', 'text', 30],
    ['kind', 'text'],
    ['fate', 'text', 36],
    ['followups', NUMBER],
    ['share', 'share'],
    ['released-from', 'instant'],
    ['released-to', 'instant'],
  ]
  return [
    sheetOf(
      'funnel',
      steps,
      named.map(part => [
        part.name,
        part.planned,
        part.due,
        part.handedOut,
        part.attempted,
        part.spoken,
        part.completed,
        part.mailed,
      ]),
      language,
    ),
    sheetOf(
      'fates',
      fates,
      named.flatMap(part =>
        part.fates.map(row => [
          part.name,
          headWords[row.kind][language](),
          row.text,
          row.followups,
          row.followups / part.planned,
          row.releasedFrom,
          row.releasedTo,
        ]),
      ),
      language,
    ),
  ]
}

export function outcomesSheets(
  report: Pick<Awaited<ReturnType<typeof outcomesReport>>, 'outcomes' | 'rates' | 'dispositions' | 'attempts'>,
  language: Language,
): Sheet[] {
  const outcomes: Heads = [
    ['outcome', 'text', 30],
    ['code', 'text'],
    ['attempts', NUMBER],
    ['share', 'share'],
    ['final', NUMBER],
  ]
  const rates: Heads = [
    ['rate', 'text', 8],
    ['value', 'share'],
    ['definition', 'text', 80],
  ]
  const dispositions: Heads = [
    ['code', 'text', 8],
    ['followups', NUMBER],
  ]
  return [
    sheetOf(
      'outcomes',
      outcomes,
      report.outcomes.map(row => [row.text, row.outcome, row.attempts, row.attempts / report.attempts, row.final]),
      language,
    ),
    sheetOf(
      'rates',
      rates,
      report.rates.map(row => [row.rate.toUpperCase(), row.value, row.text]),
      language,
    ),
    sheetOf('dispositions', dispositions, Object.entries(report.dispositions), language),
  ]
}
