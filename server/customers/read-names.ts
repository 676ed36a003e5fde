import type { Actor } from '../platform/actor.ts'
import { atLeisure } from '../platform/at-leisure.ts'
import { type Database, inScope } from '../platform/database.ts'
import { nameKey, nameTerms } from './name-terms.ts'
import { unreadNames, writeNames } from './names-store.ts'

/** Makes customers findable whose rows were written by another program or before names were read. */
export function readNames(db: Database, actor: Actor, signal?: AbortSignal): Promise<void> {
  const chunk = (size: number) =>
    inScope(db, actor, async tx => {
      const rows = await unreadNames(tx, actor.orgId, size)
      const read = rows.map(({ id, name, tags }) => ({ id, key: nameKey(name), terms: termsOf(name, tags) }))
      if (read.length > 0) await writeNames(tx, actor.orgId, read)
      return rows.length === size
    })
  return atLeisure(chunk, signal)
}

/** What a customer is found by in the index of terms: his name and his tags. */
export function termsOf(name: string, tags: readonly string[]): string[] {
  return [...nameTerms(name), ...tags.map(tag => `#${tag}`)]
}
