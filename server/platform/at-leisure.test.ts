import { describe, expect, test } from 'vitest'
import { atLeisure, HOUSE_PACE, hearOfWork, nextSize, type Pace, rowsAtLeisure } from './at-leisure.ts'

/** A house in which each of what is worked off takes so long, and people are at work or not. */
function givenHouse(msForOne: number, atWork: (nowMs: number) => boolean) {
  let now = 0
  const chunks: { size: number; ms: number }[] = []
  let rested = 0
  const pace: Pace = {
    atWork: () => atWork(now),
    now: () => now,
    rest: async ms => {
      now += ms
      rested += ms
    },
    least: 1,
    most: 8192,
  }
  return {
    async workOff(total: number, signal?: AbortSignal) {
      let left = total
      await atLeisure(
        async size => {
          const taken = Math.min(size, left)
          chunks.push({ size: taken, ms: taken * msForOne })
          now += taken * msForOne
          left -= taken
          return left > 0
        },
        signal,
        pace,
      )
      return { chunks, rested, now }
    },
  }
}

describe('work in the background', () => {
  test('takes a fifth of the time in short chunks while people work, whatever each one costs', async () => {
    for (const msForOne of [0.01, 0.5, 5]) {
      const { chunks, rested, now } = await givenHouse(msForOne, () => true).workOff(5000)
      expect(Math.max(...chunks.map(chunk => chunk.ms))).toBeLessThanOrEqual(Math.max(20, msForOne))
      const worked = now - rested
      expect(worked).toBeCloseTo(5000 * msForOne)
      expect(rested).toBeGreaterThanOrEqual(3.5 * worked - 100)
    }
  })

  test('goes on without a rest while nobody works, in chunks ten times as long', async () => {
    const { chunks, rested } = await givenHouse(0.5, () => false).workOff(20_000)
    expect(rested).toBe(0)
    expect(Math.max(...chunks.map(chunk => chunk.ms))).toBeGreaterThan(100)
  })

  test('makes way when people come, and goes on at full speed when they have gone', async () => {
    const isMorning = (now: number) => now >= 5000 && now < 8000
    const { chunks, rested, now } = await givenHouse(0.5, isMorning).workOff(40_000)
    expect(rested).toBeGreaterThan(1500)
    expect(rested).toBeLessThan(4000)
    expect(now).toBe(rested + 20_000)
    expect(chunks.some(chunk => chunk.ms < 20)).toBe(true)
    expect(chunks.at(-2)!.ms).toBeGreaterThan(100)
  })

  test('stops between two chunks when it is told to', async () => {
    const stopping = new AbortController()
    const done: number[] = []
    const work = atLeisure(
      async size => {
        done.push(size)
        if (done.length === 3) stopping.abort(new Error('the server stops'))
        return true
      },
      stopping.signal,
      { ...HOUSE_PACE, atWork: () => false },
    )
    await expect(work).rejects.toThrow('the server stops')
    expect(done).toHaveLength(3)
  })

  test('never takes on less than the least nor more than the most', () => {
    expect(nextSize({ least: 32, most: 128 }, 64, 10_000, true)).toBe(32)
    expect(nextSize({ least: 32, most: 128 }, 128, 0, false)).toBe(128)
  })

  test('takes on a power of two, so that statements which name their size are few', () => {
    const sizes = new Set<number>()
    for (let size = 1; size <= 256; size *= 2) {
      for (let took = 0.1; took < 1000; took *= 1.3) sizes.add(nextSize({ least: 1, most: 256 }, size, took, took > 20))
    }
    expect([...sizes].sort((a, b) => a - b)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256])
  })

  test('that passes rows on rests as well, and passes on each in its order', async () => {
    let [now, rested] = [0, 0]
    const pace: Pace = {
      ...HOUSE_PACE,
      atWork: () => now < 5000,
      now: () => now,
      rest: async ms => {
        now += ms
        rested += ms
      },
    }
    async function* read() {
      for (let row = 0; row < 3000; row++) {
        now += 1
        yield row
      }
    }
    const got: number[] = []
    for await (const row of rowsAtLeisure(read(), undefined, pace)) got.push(row)
    expect(got).toEqual(Array.from({ length: 3000 }, (_, row) => row))
    expect(rested).toBeGreaterThan(3800)
    expect(rested).toBeLessThan(4200)
  })

  test('knows that people are at work from what they ask', () => {
    expect(HOUSE_PACE.atWork()).toBe(false)
    hearOfWork()
    expect(HOUSE_PACE.atWork()).toBe(true)
  })
})
