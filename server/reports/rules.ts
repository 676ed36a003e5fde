import { type AaporClass, type Dispositions, finalClass, type OutcomeRates, outcomeRates } from '../followups/rules.ts'
import { rateDefinitions } from './reasons.ts'

export type RateName = keyof typeof rateDefinitions
export const RATES = Object.keys(rateDefinitions) as [RateName, ...RateName[]]

export const DISPOSITIONS = ['I', 'P', 'R', 'NC', 'O', 'UH', 'UO', 'NE'] as const satisfies readonly AaporClass[]

/** Hours of a day as they are lived in a time zone: 24, but 23 or 25 where the clock is put forward or back. */
export function hoursOf(day: Temporal.PlainDate, timeZone: string): { hour: string; startsAt: Temporal.Instant }[] {
  const midnight = day.toZonedDateTime(timeZone)
  return Array.from({ length: Math.ceil(midnight.hoursInDay) }, (_, n) => {
    const start = midnight.add({ hours: n })
    return { hour: String(start.hour).padStart(2, '0'), startsAt: start.toInstant() }
  })
}

/** The first instant of a day in a time zone, and that of the day after. */
export function spanOf(day: Temporal.PlainDate, timeZone: string): { from: Temporal.Instant; to: Temporal.Instant } {
  const start = day.toZonedDateTime(timeZone)
  return { from: start.toInstant(), to: start.add({ days: 1 }).startOfDay().toInstant() }
}

/** A quotient, `null` where there is nothing to divide by. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** Follow-ups that ended alike, and how many. */
export type EndGroup = Parameters<typeof finalClass>[0] & { followups: number }

/** Counts final follow-ups by AAPOR disposition; those that are still open count nowhere. */
export function dispositionsOf(groups: readonly EndGroup[]): Dispositions {
  const counts = Object.fromEntries(DISPOSITIONS.map(name => [name, 0])) as Dispositions
  for (const group of groups) {
    const disposition = finalClass(group)
    if (disposition) counts[disposition] += group.followups
  }
  return counts
}

/** All rates of dispositions, `null` where a rate has nothing below the line. */
export function ratesOf(dispositions: Dispositions): { e: number | null; rates: Record<RateName, number | null> } {
  const all = outcomeRates(dispositions)
  const finite = (name: keyof OutcomeRates) => (Number.isFinite(all[name]) ? all[name] : null)
  const rates = Object.fromEntries(RATES.map(name => [name, finite(name)])) as Record<RateName, number | null>
  return { e: finite('e'), rates }
}
