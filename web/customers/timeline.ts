import type { readTimeline } from '../../server/reports/timeline-contract.ts'
import type { AnswerOf } from '../kit/api.ts'

/** Something that happened with a customer, whichever module knows of it; `at` (ISO 8601) places it. */
export type Entry = AnswerOf<typeof readTimeline>['items'][number]

type RowOf<K extends Entry['kind']> = Extract<Entry, { kind: K }>['row']

export type ActivityRow = RowOf<'activity'>
export type ContactRow = RowOf<'contact'>
export type FollowupRow = RowOf<'followup'>
export type CaseRow = RowOf<'case'>
export type ConsentRow = RowOf<'consent'>
export type ChangeRow = RowOf<'change'>
export type MachineEventRow = RowOf<'machine'>
export type VerdictRow = RowOf<'verdict'>

/** The entries of each month of the organisation's calendar, both newest first. */
export function byMonth<T extends { at: string }>(
  entries: readonly T[],
  timeZone: string,
): { month: Temporal.PlainYearMonth; entries: T[] }[] {
  const months: { month: Temporal.PlainYearMonth; entries: T[] }[] = []
  for (const entry of entries) {
    const month = Temporal.Instant.from(entry.at).toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth()
    const last = months.at(-1)
    if (last?.month.equals(month)) last.entries.push(entry)
    else months.push({ month, entries: [entry] })
  }
  return months
}
