import type { Tx } from '../platform/database.ts'
import type { customerRejections } from './reasons.ts'
import { knownTags } from './tags-store.ts'

/** So many tags an organisation may have before a file brings no more: a wrong column must not flood the vocabulary. */
export const MOST_IN_VOCABULARY = 500

/** The tags that a batch of rows may use, and those it brings. */
export class Vocabulary {
  readonly #known: Set<string>
  readonly #room: number
  readonly #mayAdd: boolean
  readonly added = new Set<string>()

  constructor(known: readonly string[], room: number, mayAdd: boolean) {
    this.#known = new Set(known)
    this.#room = room
    this.#mayAdd = mayAdd
  }

  static async open(tx: Tx, orgId: string, wanted: readonly string[], mayAdd: boolean): Promise<Vocabulary> {
    const names = [...new Set(wanted)]
    if (names.length === 0) return new Vocabulary([], 0, mayAdd)
    const { known, all } = await knownTags(tx, orgId, names)
    return new Vocabulary(known, MOST_IN_VOCABULARY - all, mayAdd)
  }

  /** Why tags cannot be taken in; `undefined` when they can. */
  refusal(
    tags: readonly string[],
  ): { reason: keyof typeof customerRejections; facts: Record<string, unknown> } | undefined {
    const fresh = this.#freshOf(tags)
    if (fresh.length === 0) return undefined
    if (!this.#mayAdd) return { reason: 'tag-unknown', facts: { tag: fresh[0] } }
    if (this.added.size + fresh.length <= this.#room) return undefined
    return { reason: 'too-many-new-tags', facts: { tag: fresh[0], most: MOST_IN_VOCABULARY } }
  }

  take(tags: readonly string[]): void {
    for (const tag of this.#freshOf(tags)) this.added.add(tag)
  }

  #freshOf(tags: readonly string[]): string[] {
    return tags.filter(tag => !this.#known.has(tag) && !this.added.has(tag))
  }
}
