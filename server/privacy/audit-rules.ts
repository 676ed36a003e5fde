/** How an entry or a seal does not agree with the chain. */
export type AuditFindingKind = 'changed' | 'removed' | 'inserted' | 'seal-broken'

export interface AuditFinding {
  kind: AuditFindingKind
  /** The place in the chain; of a seal the last entry it covers; `null` for an entry that is not sealed yet. */
  number: number | null
  entryId: string | null
  at: Temporal.Instant | null
}

/** A seal as it is stored, with what the chain holds at its place now. */
export interface SealRow {
  number: number
  firstEntry: number
  lastEntry: number
  hash: Buffer
  code: Buffer
  latestAt: Temporal.Instant
  /** The hash the chain has at `lastEntry` now; `null` where that entry is gone. */
  hashNow: Buffer | null
}

/** What a seal's code covers, so that neither place nor order nor number of entries can change. */
export function sealedText(
  orgId: string,
  seal: Pick<SealRow, 'number' | 'firstEntry' | 'lastEntry' | 'hash'> & { latestAt: Temporal.Instant },
  before: Buffer | null,
): string {
  const { number, firstEntry, lastEntry, hash, latestAt } = seal
  const parts = [orgId, number, firstEntry, lastEntry, hash.toString('hex'), latestAt.epochMilliseconds]
  return [...parts, before?.toString('hex') ?? ''].join('|')
}

/**
 * The seals that do not hold: a wrong code, a gap in their numbers or in the entries they cover, or a chain that has
 * another hash at their end than when they were made.
 * @param codeOf the code a seal must have, given the one before it
 */
export function brokenSeals(
  seals: readonly SealRow[],
  codeOf: (seal: SealRow, before: Buffer | null) => Buffer,
): AuditFinding[] {
  return seals.flatMap((seal, n) => {
    const before = seals[n - 1]
    const follows = seal.number === n + 1 && seal.firstEntry === (before?.lastEntry ?? 0) + 1
    const holds = follows && seal.hashNow?.equals(seal.hash) && codeOf(seal, before?.code ?? null).equals(seal.code)
    return holds ? [] : [{ kind: 'seal-broken', number: seal.lastEntry, entryId: null, at: seal.latestAt }]
  })
}
