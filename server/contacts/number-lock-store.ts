import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'

/**
 * Holds numbers until this transaction ends, or until it goes back to before: those to be called first, in one order, then
 * those that are shown. All that a transaction will hold it holds at once, so that no two wait for each other. Whoever waits
 * here holds his customers already, and nobody who holds a number waits for a customer.
 */
export async function lockNumbers(
  tx: Tx,
  orgId: string,
  { identifierIds, callerNumbers }: { identifierIds: readonly string[]; callerNumbers: readonly string[] },
): Promise<void> {
  const inOrder = (kind: string, given: readonly string[]) =>
    [...new Set(given)].sort().map(each => `${kind} ${orgId} ${each}`)
  const names = [...inOrder('number', identifierIds), ...inOrder('caller', callerNumbers)]
  if (names.length === 0) return
  await sql`
    select pg_advisory_xact_lock(hashtextextended(n.name, 0)) from unnest(${names}::text[]) with ordinality as n (name, at)
    order by n.at`.execute(tx)
}

/** Does work that is undone, its locks let go, when it answers `undefined`; the transaction goes on in either case. */
export async function orUndone<T>(tx: Tx, work: () => Promise<T | undefined>): Promise<T | undefined> {
  await sql`savepoint with_numbers`.execute(tx)
  const result = await work()
  await (result === undefined ? sql`rollback to savepoint with_numbers` : sql`release savepoint with_numbers`).execute(
    tx,
  )
  return result
}
