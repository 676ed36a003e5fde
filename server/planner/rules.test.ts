import { describe, expect, test } from 'vitest'
import { arbitrate, plan } from './arbitrate-rules.ts'
import { type GivenDue, givenCapacity, givenDues } from './given.ts'
import { mergedContacts } from './merge-rules.ts'
import { aged, type Combining, DAYS_TO_RISE, type Terms } from './rules.ts'

const ALONE: Combining = { most: 1, never: [], first: [] }
const TOGETHER: Combining = { most: 3, never: [], first: [] }

function terms(given: Partial<Terms> = {}): Terms {
  return { combining: ALONE, spacing: [], minutesPerContact: 2, ...given }
}

/** On which day each due purpose comes, in the order given. */
function daysOf(rows: readonly GivenDue[], minutes: readonly (readonly number[])[], given: Partial<Terms> = {}) {
  const { contacts, dayOf } = plan(givenDues(rows), givenCapacity(minutes), terms(given))
  return rows.map((_, due) => dayOf[contacts.carrierOf[due]!]!)
}

const NOT_PLANNED = -1

describe('purposes of one customer', () => {
  test('become one contact on a day that suits both', () => {
    const rows = [
      { customer: 1, from: 0, last: 4 },
      { customer: 1, from: 2, last: 9 },
    ]
    const { contacts, dayOf } = plan(
      givenDues(rows),
      givenCapacity([[60, 60, 60, 60, 60, 60]]),
      terms({ combining: TOGETHER }),
    )
    expect(contacts.count).toBe(1)
    expect(dayOf[0]).toBe(2)
    expect(contacts.minutes[0]).toBe(2 + 3 + 3)
  })

  test('stay apart when their days never meet, when there are too many, or for different people', () => {
    const counted = (rows: readonly GivenDue[], combining: Combining = { ...TOGETHER, most: 2 }) =>
      mergedContacts(givenDues(rows), terms({ combining })).count
    const one = { customer: 1, from: 0, last: 3 }
    expect(counted([one, { customer: 1, from: 4, last: 9 }])).toBe(2)
    expect(counted([one, one, one])).toBe(2)
    expect(counted([one, { ...one, person: 7 }])).toBe(2)
    expect(counted([one, { ...one, customer: 2 }])).toBe(2)
  })

  test('that the policy never lets together stay apart, whichever comes first', () => {
    const combining = { ...TOGETHER, never: [[3, 6]] as const }
    const rows = [
      { customer: 1, purpose: 6, last: 5 },
      { customer: 1, purpose: 0, last: 5 },
      { customer: 1, purpose: 3, last: 5 },
    ]
    const { carrierOf } = mergedContacts(givenDues(rows), terms({ combining }))
    expect(carrierOf[0]).not.toBe(carrierOf[2])
  })

  test('do not make an urgent one wait', () => {
    const rows = [
      { customer: 1, nature: 0, from: 0, last: 9 },
      { customer: 1, nature: 2, from: 5, last: 9 },
    ]
    expect(daysOf(rows, [Array(10).fill(60)], { combining: TOGETHER })).toEqual([0, 5])
  })
})

describe('days', () => {
  test('fill with the most valuable, and the rest waits for the next day or is not planned', () => {
    const rows = [1, 5, 3].map(value => ({ customer: value, value, last: 1, minutes: 8 }))
    expect(daysOf(rows, [[10, 10]])).toEqual([NOT_PLANNED, 0, 1])
  })

  test('go to the urgent whatever the value of others', () => {
    const rows = [
      { customer: 1, nature: 2, value: 50, minutes: 8 },
      { customer: 2, nature: 0, value: 1, minutes: 8 },
    ]
    expect(daysOf(rows, [[10]])).toEqual([NOT_PLANNED, 0])
  })

  test('are left to a customer between two contacts as the policy says', () => {
    const rows = [
      { customer: 1, last: 9 },
      { customer: 1, last: 9 },
      { customer: 1, last: 9 },
    ]
    const days = daysOf(rows, [Array(10).fill(60)], { spacing: [{ most: 1, days: 7 }] }).toSorted((a, b) => a - b)
    expect(days).toEqual([NOT_PLANNED, 0, 7])
  })

  test('of what comes first lie before those of what follows, and stay free for it while it has none', () => {
    const combining = { ...ALONE, first: [3] }
    const rows = [
      { customer: 1, purpose: 6, last: 9, value: 90 },
      { customer: 1, purpose: 3, from: 2, last: 6, value: 1 },
    ]
    const [sell, solve] = daysOf(rows, [Array(10).fill(60)], { combining })
    expect(solve).toBeGreaterThanOrEqual(2)
    expect(sell).toBeGreaterThan(solve!)
    const noRoom = rows.map((row, n) => ({ ...row, team: n }))
    expect(daysOf(noRoom, [Array(10).fill(60), Array(10).fill(0)], { combining })).toEqual([7, NOT_PLANNED])
  })

  test('that end before the customer is released are none', () => {
    expect(daysOf([{ customer: 1, from: 5, last: 3 }], [Array(10).fill(60)])).toEqual([NOT_PLANNED])
  })
})

describe('waiting', () => {
  test('makes worth more and, after long, more urgent', () => {
    expect(aged(2, 2, 0)).toEqual({ value: 2, urgency: 2 })
    expect(aged(2, 2, 14)).toEqual({ value: 4, urgency: 2 })
    expect(aged(2, 2, DAYS_TO_RISE).urgency).toBe(1)
    expect(aged(2, 1, 10 * DAYS_TO_RISE).urgency).toBe(0)
    expect(aged(2, 1, -3)).toEqual({ value: 2, urgency: 1 })
  })

  test('lets nothing starve: one of low value is served while higher ones keep coming', () => {
    const served = (waited: number) => {
      const fresh = Array.from({ length: 30 }, (_, n) => ({ customer: n + 2, nature: 1, value: 20, minutes: 8 }))
      const { value, urgency } = aged(1, 2, waited)
      const old = { customer: 1, nature: 2, urgency, value, minutes: 8 }
      return daysOf([old, ...fresh], [[100]])[0] === 0
    }
    expect(served(0)).toBe(false)
    expect(served(2 * DAYS_TO_RISE)).toBe(true)
    const firstDay = Array.from({ length: 365 }, (_, day) => day).find(served)
    expect(firstDay).toBeLessThanOrEqual(2 * DAYS_TO_RISE)
  })
})

test('a plan says what no plan of its contacts could exceed', () => {
  const rows = [1, 5, 3].map(value => ({ customer: value, value, minutes: 8 }))
  const found = arbitrate(mergedContacts(givenDues(rows), terms()), givenCapacity([[10]]), terms())
  expect(found.worth).toEqual([0, 5, 0])
  expect(found.bound).toBeGreaterThanOrEqual(found.weighted)
})

test('where many are alike the days still fill, and the plan knows that it is near the best', () => {
  const rows = Array.from({ length: 1200 }, (_, n) => ({
    customer: Math.floor(n / 2),
    team: n % 3,
    from: (n * 7) % 5,
    last: 13,
    value: 1 + (n % 4),
    minutes: 4,
  }))
  const week = [60, 60, 60, 60, 60, 0, 0]
  const minutes = Array.from({ length: 3 }, () => [...week, ...week])
  const { weighted, bound, room } = plan(
    givenDues(rows),
    givenCapacity(minutes),
    terms({ spacing: [{ most: 1, days: 7 }] }),
  )
  expect(weighted / bound).toBeGreaterThan(0.96)
  expect(Math.max(...room.left)).toBeLessThan(6)
})
