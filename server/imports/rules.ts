/** The columns that a file of rejected rows begins with: place in the file, reason, and the import it comes from. */
export const REJECTION_COLUMNS = { zh: ['行号', '原因', '导入编号'], en: ['Row', 'Reason', 'Import'] } as const

/** The import whose rejected rows a file brings again, by its header and its first row; `undefined` for any other file. */
export function correctedRun(header: readonly string[], first: readonly string[] | undefined): string | undefined {
  const isOurs = Object.values(REJECTION_COLUMNS).some(names => names.every((name, at) => header[at] === name))
  const id = first?.[2]?.trim()
  return isOurs && id && /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id) ? id : undefined
}

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
