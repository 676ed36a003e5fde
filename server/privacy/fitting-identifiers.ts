import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { record } from './audit.ts'
import { openIdentifiers } from './vault.ts'

/**
 * Of these identifiers, the ids of those whose value fits a test; no value leaves this function. One audit entry says why
 * and how many were opened; the caller has asked for the permission.
 */
export async function fittingIdentifiers(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  fits: (value: string) => boolean,
  why: string,
): Promise<string[]> {
  if (ids.length === 0) return []
  await record(tx, actor, 'identifier.compared', 'identifier', null, { why, count: ids.length })
  const opened = await openIdentifiers(tx, actor, ids)
  return opened.filter(({ value }) => fits(value)).map(({ id }) => id)
}
