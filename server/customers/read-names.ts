import type { Actor } from '../platform/actor.ts'
import { type Database, inScope } from '../platform/database.ts'
import { nameKey, nameTerms } from './name-terms.ts'
import { unreadNames, writeNames } from './names-store.ts'

const STEP = 2000

/** Makes customers findable whose rows were written by another program or before names were read; 2,000 in a transaction. */
export async function readNames(db: Database, actor: Actor, signal?: AbortSignal): Promise<void> {
  for (let more = true; more; ) {
    signal?.throwIfAborted()
    more = await inScope(db, actor, async tx => {
      const rows = await unreadNames(tx, actor.orgId, STEP)
      const read = rows.map(({ id, name, tags }) => ({ id, key: nameKey(name), terms: termsOf(name, tags) }))
      if (read.length > 0) await writeNames(tx, actor.orgId, read)
      return rows.length === STEP
    })
  }
}

/** What a customer is found by in the index of terms: his name and his tags. */
export function termsOf(name: string, tags: readonly string[]): string[] {
  return [...nameTerms(name), ...tags.map(tag => `#${tag}`)]
}
