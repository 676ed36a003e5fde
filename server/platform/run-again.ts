import pg from 'pg'

/** How often a transaction is run in all. */
const MOST_RUNS = 4
/** The pause before it is run again, longer each time. */
const PAUSE_MS = 20

/**
 * Whether an error is PostgreSQL's word that it rolled a transaction back for the sake of others, and that the same again
 * may succeed: a deadlock (SQLSTATE 40P01), or what cannot be serialized (40001).
 */
export function isRolledBackForOthers(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40P01' || error.code === '40001')
}

/**
 * Runs a transaction, and runs it again when PostgreSQL rolled it back for the sake of others; a few times, then the error
 * is thrown. Only for work that touches nothing but its transaction: whatever else it did would be done twice.
 */
export async function runAgain<T>(
  transaction: () => Promise<T>,
  onAgain: (error: unknown) => void = () => {},
): Promise<T> {
  for (let run = 1; ; run++) {
    try {
      return await transaction()
    } catch (error) {
      if (run === MOST_RUNS || !isRolledBackForOthers(error)) throw error
      onAgain(error)
      await new Promise(done => setTimeout(done, PAUSE_MS * run))
    }
  }
}
