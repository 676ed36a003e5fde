import type { listActivities } from '../../server/activity/contract.ts'
import type { listCasesOfCustomer } from '../../server/cases/contract.ts'
import type { listContactsOfCustomer } from '../../server/contacts/contract.ts'
import type { listVerdicts } from '../../server/contacts/verdict-log-contract.ts'
import type { listConsents } from '../../server/customers/consents-contract.ts'
import type { listChanges } from '../../server/customers/facts-contract.ts'
import type { listFollowupsOfCustomer } from '../../server/followups/contract.ts'
import type { listMachineEvents } from '../../server/machines/contract.ts'
import type { AnswerOf, AnyEndpoint } from '../kit/api.ts'

type ItemOf<E extends AnyEndpoint> = AnswerOf<E> extends { items: readonly (infer T)[] } ? T : never

export type ActivityRow = ItemOf<typeof listActivities>
export type ContactRow = ItemOf<typeof listContactsOfCustomer>
export type FollowupRow = ItemOf<typeof listFollowupsOfCustomer>
export type CaseRow = ItemOf<typeof listCasesOfCustomer>
export type ConsentRow = ItemOf<typeof listConsents>
export type ChangeRow = ItemOf<typeof listChanges>
export type MachineEventRow = ItemOf<typeof listMachineEvents>
export type VerdictRow = ItemOf<typeof listVerdicts>

/** Something that happened with a customer, whichever module knows of it; `at` (ISO 8601) places it. */
export type Entry =
  | { kind: 'activity'; id: string; at: string; row: ActivityRow }
  | { kind: 'contact'; id: string; at: string; row: ContactRow }
  | { kind: 'followup'; id: string; at: string; row: FollowupRow }
  | { kind: 'case'; id: string; at: string; row: CaseRow }
  | { kind: 'consent'; id: string; at: string; row: ConsentRow }
  | { kind: 'change'; id: string; at: string; row: ChangeRow }
  | { kind: 'machine'; id: string; at: string; row: MachineEventRow }
  | { kind: 'verdict'; id: string; at: string; row: VerdictRow }

/** What one module has told so far, newest first, and whether it knows of more before that. */
export interface Source<T extends { at: string }> {
  entries: readonly T[]
  hasMore: boolean
}

/**
 * The entries of several sources as one, newest first. Only as far back as every source has been read is anything shown,
 * so that nothing can slip in between rows already on the screen. `behind` says which sources must be read on before
 * more can be shown.
 */
export function mergeByTime<T extends { at: string }>(
  sources: readonly Source<T>[],
): { shown: T[]; hasMore: boolean; behind: number[] } {
  const ends = sources.map(({ entries, hasMore }) => (hasMore ? instantOf(entries.at(-1)) : Number.NEGATIVE_INFINITY))
  const horizon = Math.max(Number.NEGATIVE_INFINITY, ...ends)
  const shown = sources
    .flatMap(source => source.entries)
    .filter(entry => instantOf(entry) >= horizon)
    .sort((a, b) => instantOf(b) - instantOf(a))
  const behind = ends.flatMap((end, at) => (sources[at]!.hasMore && end === horizon ? [at] : []))
  return { shown, hasMore: behind.length > 0, behind }
}

/** A source that has told nothing and yet knows more is behind everything. */
function instantOf(entry: { at: string } | undefined): number {
  return entry ? Date.parse(entry.at) : Number.POSITIVE_INFINITY
}

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
