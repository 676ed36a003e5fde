import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { ImportChange } from './import-kind.ts'
import { insertAddition, insertChanges } from './journal-store.ts'

/**
 * Writes down rows that an import added, so that they can be taken back later. Rows that belong to another new row alone,
 * such as the contact points of a new customer, are not told: they go with it.
 */
export async function noteAdded(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  importId: string,
  noun: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0) await insertAddition(tx, actor, importId, { noun, ids })
}

/**
 * Writes down rows that an import changed, as they were and as it left them. Both images hold the same columns, among
 * them one that every later change touches; they must hold no identifier in clear.
 */
export async function noteChanged(
  tx: Tx,
  actor: Pick<Actor, 'orgId'>,
  importId: string,
  noun: string,
  changes: readonly ImportChange[],
): Promise<void> {
  if (changes.length > 0) await insertChanges(tx, actor.orgId, importId, noun, changes)
}
