/** A customer with what he is recognised by, within a group of those who may be one. */
export interface Recognised {
  id: string
  branchId: string
  marks: readonly string[]
}

export interface Pair {
  firstId: string
  firstBranchId: string
  secondId: string
  secondBranchId: string
}

/**
 * Pairs customers who bear the same mark with their neighbours, among all and among those of one branch: of several who
 * may be one not everybody is paired with everybody, which of a million customers with common names would be tens of
 * millions. They come group by group, within a group in the order of their ids.
 */
export class Neighbours {
  #group: string | undefined
  #before = new Map<string, { id: string; branchId: string }>()

  /** Answers whom one is paired with. */
  see(group: string, { id, branchId, marks }: Recognised): Pair[] {
    if (group !== this.#group) {
      this.#group = group
      this.#before = new Map()
    }
    const pairs = new Map<string, Pair>()
    for (const mark of marks) {
      for (const place of [mark, `${mark} ${branchId}`]) {
        const before = this.#before.get(place)
        if (before && before.id !== id)
          pairs.set(before.id, {
            firstId: before.id,
            firstBranchId: before.branchId,
            secondId: id,
            secondBranchId: branchId,
          })
        this.#before.set(place, { id, branchId })
      }
    }
    return [...pairs.values()]
  }
}
