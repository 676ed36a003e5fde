import type { readAnswers } from '../../server/reports/answers-contract.ts'
import type { AnswerOf } from '../kit/api.ts'

export type AnswersReport = AnswerOf<typeof readAnswers>
export type QuestionReport = AnswersReport['questions'][number]
export type Headline = QuestionReport['headline']

/** A value of a measure as people read it: a share in per cent, a score or mean with one digit. */
export function sayMeasure(kind: Headline['kind'], value: number | null): string {
  if (value === null) return '—'
  if (kind === 'share' || kind === 'csat') return `${Math.round(value * 100)}%`
  if (kind === 'nps') return `${value > 0 ? '+' : ''}${Math.round(value)}`
  return Math.abs(value) >= 100 ? String(Math.round(value)) : value.toFixed(2)
}

/** An interval in the same way, `48–62%`; empty where there is none. */
export function sayInterval(kind: Headline['kind'], low: number | null, high: number | null): string {
  if (low === null || high === null) return ''
  if (kind === 'share' || kind === 'csat') return `${Math.round(low * 100)}–${Math.round(high * 100)}%`
  const [from, to] = [sayMeasure(kind, low), sayMeasure(kind, high)]
  return from.startsWith('-') || to.startsWith('-') ? `${from} … ${to}` : `${from}–${to}`
}
