import type { z } from 'zod'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { confirmationsOf } from './confirmation-store.ts'
import type * as contract from './pack-contract.ts'
import { packsIn } from './packs.ts'

/** The ready-made packs in a language, and who confirmed which rules of them. */
export async function listPacks(
  tx: Tx,
  actor: Actor,
  language: Language,
): Promise<z.output<(typeof contract.listPacks)['response']>> {
  permit(actor, 'contacts.ask')
  return { items: packsIn(language), confirmations: await confirmationsOf(tx, actor.orgId) }
}
