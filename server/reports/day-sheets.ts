import { closedWords } from '../followups/reasons.ts'
import type { ClosedReason } from '../followups/rules.ts'
import type { Language } from '../platform/reason.ts'
import type { Sheet } from '../platform/workbook.ts'
import { sheetOf } from './sheets.ts'
import type { FunnelRow } from './store.ts'
import type { todayReport } from './today.ts'

type Report = Awaited<ReturnType<typeof todayReport>>

export function hoursSheet({ hours }: Report, language: Language): Sheet {
  return sheetOf(
    'by-hour',
    [
      ['hour', 'instant'],
      ['plan', 'number'],
      ['due', 'number'],
      ['attempts', 'number'],
      ['conversations', 'number'],
      ['completed', 'number'],
    ],
    hours.map(row => [row.startsAt, row.planned, row.due, row.done, row.reached, row.completed]),
    language,
  )
}

export function agentsSheet({ agents }: Report, language: Language): Sheet {
  return sheetOf(
    'by-agent',
    [
      ['name', 'text'],
      ['attempts', 'number'],
      ['conversations', 'number'],
      ['completed', 'number'],
      ['success-rate', 'share'],
      ['talk-minutes', 'number'],
    ],
    agents.map(row => [row.name, row.attempts, row.conversations, row.completed, row.successRate, row.talkMinutes]),
    language,
  )
}

/** How far each campaign has come, and why its follow-ups fell out. */
export function campaignSheets(rows: readonly FunnelRow[], language: Language): Sheet[] {
  return [
    sheetOf(
      'by-campaign',
      [
        ['campaign', 'text', 30],
        ['due', 'number'],
        ['waiting', 'number'],
        ['held', 'number'],
        ['in-hand', 'number'],
        ['ended', 'number'],
        ['fell-out', 'number'],
      ],
      rows.map(row => [row.name, row.eligible, row.waiting, row.held, row.handedOut, row.done, row.closed]),
      language,
    ),
    sheetOf(
      'fates',
      [
        ['campaign', 'text', 30],
        ['fate', 'text', 30],
        ['followups', 'number'],
      ],
      rows.flatMap(row =>
        row.closedBy.map(end => [row.name, closedWords[end.reason as ClosedReason][language], end.followups]),
      ),
      language,
    ),
  ]
}
