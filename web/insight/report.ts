import type { readToday } from '../../server/reports/contract.ts'
import type { AnswerOf } from '../kit/api.ts'

export type Report = AnswerOf<typeof readToday>
export type HourRow = Report['hours'][number]

/** The hours in which a team usually works; the picture never shows fewer, so that an early day looks early. */
const USUAL = { from: '08', to: '18' }

/**
 * The hours worth drawing: the usual working day, stretched to the first and last hour in which anything fell due or
 * was done. None at all when nothing did.
 */
export function hoursToDraw<Row extends Pick<HourRow, 'hour' | 'due' | 'done'>>(hours: readonly Row[]): Row[] {
  const busy = hours.flatMap(({ due, done }, index) => (due + done > 0 ? [index] : []))
  const [first, last] = [busy[0], busy.at(-1)]
  if (first === undefined || last === undefined) return []
  const from = hours.findIndex(({ hour }) => hour === USUAL.from)
  const to = hours.findLastIndex(({ hour }) => hour === USUAL.to)
  return hours.slice(Math.min(first, from), Math.max(last, to) + 1)
}

/** A part of a whole from 0 to 1; `null` when there is no whole. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
