/** A stream of pseudo-random draws; the same name gives the same stream on every machine. */
export interface Random {
  /** From 0 inclusive to 1 exclusive. */
  next(): number
  chance(probability: number): boolean
  /** A whole number from `least` to `most`, both inclusive. */
  between(least: number, most: number): number
  pick<T>(from: readonly T[]): T
  /** One of the keys, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K
}

/** Opens the stream of a name, such as `7/customer/12`. Mulberry32 (Tommy Ettinger), seeded by an FNV-1a hash. */
export function random(name: string): Random {
  let state = fnv1a(name)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    chance: probability => next() < probability,
    between,
    pick: from => from[between(0, from.length - 1)]!,
    weighted(weights) {
      const entries = Object.entries<number>(weights) as [keyof typeof weights, number][]
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [key, weight] of entries) {
        left -= weight
        if (left < 0) return key
      }
      return entries.at(-1)![0]
    },
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
