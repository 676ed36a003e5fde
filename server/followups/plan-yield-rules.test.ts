import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callsIn, type Experience, forecastOf, type Span, servedByDay, wilson } from './plan-yield-rules.ts'

/** Customer by customer and day by day: whoever's time ends first is called, until the day is full. */
function naive(spans: readonly Span[], capacity: readonly number[], before: number) {
  const people = spans.flatMap(span => Array.from({ length: span.customers }, () => ({ ...span, called: false })))
  let ahead = before
  const served = capacity.map((calls, day) => {
    let left = calls
    for (; left > 0 && ahead > 0; left--) ahead--
    let count = 0
    for (; left > 0; left--) {
      const next = people
        .filter(person => !person.called && person.from <= day && day <= person.last)
        .reduce<(typeof people)[number] | null>((a, b) => (a && a.last <= b.last ? a : b), null)
      if (!next) break
      next.called = true
      count++
    }
    return count
  })
  return { served, missed: people.filter(person => !person.called && person.last < capacity.length).length }
}

describe('the days of a yield', () => {
  test('are filled as one by one, whatever the capacity', () => {
    const span = fc
      .record({ from: fc.nat({ max: 6 }), more: fc.nat({ max: 4 }), customers: fc.nat({ max: 9 }) })
      .map(({ from, more, customers }) => ({ from, last: from + more, customers }))
    fc.assert(
      fc.property(
        fc.array(span, { maxLength: 6 }),
        fc.array(fc.nat({ max: 8 }), { minLength: 5, maxLength: 5 }),
        fc.nat({ max: 10 }),
        (spans, capacity, before) => {
          expect(servedByDay(spans, capacity, before)).toEqual(
            naive(
              spans.filter(it => it.from < 5),
              capacity,
              before,
            ),
          )
        },
      ),
    )
  })

  test('without a known capacity everyone is called on his first day', () => {
    const spans = [
      { from: 0, last: 3, customers: 5 },
      { from: 2, last: 2, customers: 7 },
    ]
    expect(servedByDay(spans, [null, null, null])).toEqual({ served: [5, 0, 7], missed: 0 })
  })
})

describe('the forecast', () => {
  const little: Experience = {
    ...{ followups: 29, reached: 20, completed: 10, complained: 0, minutes: 6, minutesSpread: 3 },
  }
  const much: Experience = { ...little, followups: 400, reached: 200, completed: 120, complained: 3 }

  test('says that it is assumed until there is experience enough', () => {
    expect(forecastOf(100, little)).toMatchObject({ basis: 'assumed', sample: 29, reached: { low: 35, high: 65 } })
    expect(forecastOf(100, little).complaints).toEqual({ low: 0, high: 2 })
    expect(callsIn(2 * 480, little)).toBe(85)
  })

  test('rests on what the organisation’s own follow-ups came to, as ranges', () => {
    expect(forecastOf(1000, much)).toEqual({
      ...{ basis: 'experience', sample: 400 },
      reached: { low: 451, high: 549 },
      completed: { low: 257, high: 347 },
      complaints: { low: 2, high: 22 },
      agentHours: { low: 95.1, high: 104.9 },
    })
    expect(callsIn(3 * 480, much)).toBe(150)
  })

  test('has ranges that hold the share and narrow as experience grows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (trials, part) => {
        const successes = Math.round(trials * part)
        const { low, high } = wilson(successes, trials)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(successes / trials + 1e-9)
        expect(high).toBeGreaterThanOrEqual(successes / trials - 1e-9)
        const wider = wilson(successes * 4, trials * 4)
        expect(wider.high - wider.low).toBeLessThan(high - low)
      }),
    )
  })
})
