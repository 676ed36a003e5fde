/**
 * Facts of a rejection as they may stand in clear: a cell that holds a number or an address, because its column was taken
 * for another one, is left out, and a long one is cut.
 */
export function withoutIdentifiers(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => {
      if (typeof fact !== 'string') return [name, fact]
      return [name, /@|(\d[\s().-]*){7}/.test(fact) ? '…' : fact.slice(0, 100)]
    }),
  )
}

/** The branch and all below it. */
export function branchesBelow(
  branchId: string,
  branches: readonly { id: string; parentId: string | null }[],
): Set<string> {
  const below = new Set([branchId])
  for (let grown = true; grown; ) {
    grown = false
    for (const { id, parentId } of branches) {
      if (parentId && below.has(parentId) && !below.has(id)) {
        below.add(id)
        grown = true
      }
    }
  }
  return below
}
