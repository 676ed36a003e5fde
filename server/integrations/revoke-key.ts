import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { endKey } from './key-store.ts'

/** Ends an API key at once and for good; ended before, it stays so. */
export async function revokeKey(tx: Tx, actor: Actor, id: string): Promise<void> {
  permit(actor, 'integrations.manage')
  if (!(await endKey(tx, actor, id))) throw notFound()
  await record(tx, actor, 'api-key.revoked', 'api-key', id)
}
