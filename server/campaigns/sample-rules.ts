/**
 * How many of those a campaign means are followed up. `share`: each customer is drawn with the same chance. `every`: of
 * what happened on a day, every so many-th, from a place drawn for that day. `count`: so many customers, drawn at random.
 */
export const SAMPLE_KINDS = ['all', 'share', 'every', 'count'] as const
export type SampleKind = (typeof SAMPLE_KINDS)[number]

/** Of what a count holds: of the whole campaign, of each branch, or of each stage of customers. */
export const STRATA = ['campaign', 'branch', 'stage'] as const
export type Stratum = (typeof STRATA)[number]

export interface Sample {
  kind: SampleKind
  /** Percent, every so many-th, or customers; `null` while it is not chosen. */
  amount: number | null
  per: Stratum
  /** Customers with one of these tags are always in it, such as key accounts, and fill no count. */
  always: string[]
}

export const EVERYBODY: Sample = { kind: 'all', amount: null, per: 'campaign', always: [] }

/** What an amount may be, both ends included. */
export const AMOUNTS: Record<Exclude<SampleKind, 'all'>, { min: number; max: number; whole: boolean }> = {
  share: { min: 0.1, max: 99.9, whole: false },
  every: { min: 2, max: 1000, whole: true },
  count: { min: 1, max: 1_000_000, whole: true },
}

/** Whether a sample says how many. */
export function isWhole({ kind, amount }: Pick<Sample, 'kind' | 'amount'>): boolean {
  if (kind === 'all') return true
  const { min, max, whole } = AMOUNTS[kind]
  return amount !== null && amount >= min && amount <= max && (!whole || Number.isInteger(amount))
}
