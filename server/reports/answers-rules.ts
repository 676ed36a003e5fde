import type { Question } from '../scripts/rules.ts'

/** Below so many answers an interval is so wide that two shares can hardly be told apart; it is shown, but greyed. */
export const SMALL_BELOW = 30

/** A value with the interval that holds it with 95 % confidence; all `null` without answers. */
export interface Estimate {
  value: number | null
  low: number | null
  high: number | null
}

const NOTHING: Estimate = { value: null, low: null, high: null }
/** The 97.5 % point of the normal distribution. */
const Z = 1.959963984540054

/** A share with its Wilson score interval (Wilson 1927), which stays within 0 and 1 and holds for few answers too. */
export function shareOf(part: number, whole: number): Estimate {
  if (whole === 0) return NOTHING
  const p = part / whole
  const centre = p + (Z * Z) / (2 * whole)
  const reach = Z * Math.sqrt((p * (1 - p)) / whole + (Z * Z) / (4 * whole * whole))
  const below = 1 + (Z * Z) / whole
  return { value: p, low: Math.max(0, (centre - reach) / below), high: Math.min(1, (centre + reach) / below) }
}

/** Enough of some numbers to know mean and spread. */
export interface Sums {
  n: number
  sum: number
  /** Of the squares. */
  squares: number
}

/** A mean with its interval by Student's t; of a single number there is none. */
export function meanOf({ n, sum, squares }: Sums): Estimate {
  if (n === 0) return NOTHING
  const mean = sum / n
  if (n === 1) return { value: mean, low: null, high: null }
  const variance = Math.max(0, (squares - n * mean * mean) / (n - 1))
  const reach = studentT(n - 1) * Math.sqrt(variance / n)
  return { value: mean, low: mean - reach, high: mean + reach }
}

const FEW_DEGREES = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622]

/** The 97.5 % point of Student's t; from ten degrees on by the expansion of Abramowitz & Stegun 26.7.5, good to 0.0001. */
export function studentT(degrees: number): number {
  const known = FEW_DEGREES[degrees - 1]
  if (known !== undefined) return known
  const g1 = (Z ** 3 + Z) / 4
  const g2 = (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96
  const g3 = (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384
  return Z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3
}

/**
 * The Net Promoter Score from -100 to 100: promoters (9, 10) less detractors (0 to 6). The interval is the adjusted Wald
 * interval with three made-up answers, one quarter, half and quarter of them detractors, passives and promoters
 * (B. Rocks, Interval Estimation for the Net Promoter Score, The American Statistician 70, 2016).
 */
export function npsOf(counts: ReadonlyMap<number, number>): Estimate {
  let [promoters, passives, detractors] = [0, 0, 0]
  for (const [score, count] of counts) {
    if (score >= 9) promoters += count
    else if (score >= 7) passives += count
    else detractors += count
  }
  const n = promoters + passives + detractors
  if (n === 0) return NOTHING
  const made = n + 3
  const [up, down] = [(promoters + 0.75) / made, (detractors + 0.75) / made]
  const reach = Z * Math.sqrt((up + down - (up - down) ** 2) / made)
  return {
    value: (100 * (promoters - detractors)) / n,
    low: Math.max(-100, 100 * (up - down - reach)),
    high: Math.min(100, 100 * (up - down + reach)),
  }
}

/** What one number stands for a question: `share` is of the options named; `text` has none. */
export type Measure = { kind: 'nps' | 'mean' } | { kind: 'csat' | 'share'; of: string[] } | { kind: 'none' }

/**
 * The headline of a question: NPS for a scale from 0 to 10; the share of content (4, 5) for one from 1 to 5; else the
 * mean; the share of yes; of a choice the share of what raises a problem, else of its most frequent option.
 */
export function measureOf(question: Question, mostFrequent: string | null): Measure {
  const { kind, min, max, problemIf } = question
  if (kind === 'text') return { kind: 'none' }
  if (kind === 'scale' && min === 0 && max === 10) return { kind: 'nps' }
  if (kind === 'scale' && min === 1 && max === 5) return { kind: 'csat', of: ['4', '5'] }
  if (kind === 'scale' || kind === 'number') return { kind: 'mean' }
  if (kind === 'yes-no') return { kind: 'share', of: ['true'] }
  // Options named together by one customer cannot be told apart from the counts, so of a `multi` one alone is taken.
  if (problemIf?.operator === 'any-of' && (kind === 'choice' || problemIf.value.length === 1))
    return { kind: 'share', of: problemIf.value.map(String) }
  return mostFrequent === null ? { kind: 'none' } : { kind: 'share', of: [mostFrequent] }
}

/** The answers to one question, of all, of one week or of one part: how many gave any, and how often each value came. */
export interface Tally {
  n: number
  values: ReadonlyMap<string, number>
  /** Of numbers alone. */
  sums: Sums | null
}

/** A measure of a tally. */
export function estimateOf(measure: Measure, tally: Tally): Estimate {
  const scores = () => new Map([...tally.values].map(([value, count]) => [Number(value), count]))
  switch (measure.kind) {
    case 'nps':
      return npsOf(scores())
    case 'mean':
      return meanOf(tally.sums ?? sumsOf(scores()))
    case 'csat':
    case 'share': {
      const part = measure.of.reduce((sum, value) => sum + (tally.values.get(value) ?? 0), 0)
      return shareOf(part, tally.n)
    }
    case 'none':
      return NOTHING
  }
}

/** The sums behind the mean of counted scores. */
export function sumsOf(scores: ReadonlyMap<number, number>): Sums {
  const sums = { n: 0, sum: 0, squares: 0 }
  for (const [score, count] of scores) {
    sums.n += count
    sums.sum += score * count
    sums.squares += score * score * count
  }
  return sums
}

/** The values a question offers, in its order: options, yes and no, the steps of a scale. */
export function valuesOf({ kind, options, min, max }: Question): string[] {
  if (kind === 'choice' || kind === 'multi') return options ?? []
  if (kind === 'yes-no') return ['true', 'false']
  if (kind !== 'scale' || min === undefined || max === undefined) return []
  return Array.from({ length: max - min + 1 }, (_, n) => String(min + n))
}

const LONG_NUMBER = /[0-9０-９](?:[\s\-–—.()（）+]*[0-9０-９]){6,}/g
const SPOKEN_NUMBER = /[零〇一二三四五六七八九幺](?:\s*[零〇一二三四五六七八九幺]){6,}/g
const ADDRESS = /[^\s@<>，。；：]+@[^\s@<>，。；：]+\.[^\s@<>，。；：]+/g

/** A text without what may be a number or an address of a person: runs of seven digits or more, however written. */
export function withoutNumbers(text: string): string {
  return text.replace(ADDRESS, '•••').replace(LONG_NUMBER, '•••').replace(SPOKEN_NUMBER, '•••')
}
