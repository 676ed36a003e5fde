import type { Tx } from '../platform/database.ts'
import { referencesTo } from '../platform/references.ts'
import type { KeptRow } from './import-kind.ts'
import type { keptReasons } from './reasons.ts'

/** What is said of a row that rows of this table refer to; of another table, that it is used. */
const REASONS: Readonly<Record<string, keyof typeof keptReasons>> = {
  activity: 'has-activities',
  machine: 'has-machines',
  machine_owner: 'has-machines',
  person_in_charge: 'has-persons',
  consent: 'has-consents',
  good_hours: 'has-hours',
  customer_merge: 'has-merges',
  verdict: 'has-verdicts',
  followup: 'has-followups',
  contact: 'has-contacts',
  case_file: 'has-cases',
  do_not_contact: 'has-stops',
}

/**
 * The rows of a table that something else is built on, and what. The caller holds the rows by `for update`; tables named
 * in `parts` belong to the row and do not count.
 */
export async function builtOn(
  tx: Tx,
  orgId: string,
  table: string,
  ids: readonly string[],
  parts: readonly string[] = [],
): Promise<KeptRow[]> {
  const references = await referencesTo(tx, orgId, table, ids, parts)
  return [...references].map(([id, from]) => ({ id, reason: REASONS[from] ?? 'used-since' }))
}
