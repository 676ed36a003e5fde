import type { Language } from '../platform/reason.ts'
import type { Sheet } from '../platform/workbook.ts'
import { sheetOf } from './sheets.ts'
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
