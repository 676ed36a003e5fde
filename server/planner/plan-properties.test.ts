import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Plan, plan } from './arbitrate-rules.ts'
import { type GivenDue, givenCapacity, givenDues } from './given.ts'
import { mustPrecede } from './merge-rules.ts'
import { type Capacity, type Dues, faded, type Terms, WEIGHT_OF_URGENCY } from './rules.ts'

const DAYS = 8
const NOT_PLANNED = -1

const due = (customers: number) =>
  fc.record({
    customer: fc.integer({ min: 1, max: customers }),
    purpose: fc.integer({ min: 0, max: 5 }),
    person: fc.integer({ min: 0, max: 1 }),
    team: fc.integer({ min: 0, max: 1 }),
    from: fc.integer({ min: 0, max: DAYS - 1 }),
    last: fc.integer({ min: 0, max: DAYS - 1 }),
    nature: fc.integer({ min: 0, max: 2 }),
    urgency: fc.integer({ min: 0, max: 2 }),
    value: fc.integer({ min: 1, max: 40 }),
    minutes: fc.integer({ min: 1, max: 9 }),
  })
const given = (customers: number, dues: number, most: number) =>
  fc.record({
    rows: fc.array(due(customers), { maxLength: dues }),
    minutes: fc.array(fc.array(fc.integer({ min: 0, max: most }), { minLength: DAYS, maxLength: DAYS }), {
      minLength: 2,
      maxLength: 2,
    }),
    terms: fc.record({
      combining: fc.record({
        most: fc.integer({ min: 1, max: 3 }),
        never: fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), { maxLength: 3 }),
        first: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 2 }),
      }),
      spacing: fc.array(fc.record({ most: fc.integer({ min: 1, max: 2 }), days: fc.integer({ min: 1, max: DAYS }) }), {
        maxLength: 2,
      }),
      minutesPerContact: fc.integer({ min: 0, max: 3 }),
    }),
  })

interface Made {
  dues: Dues
  capacity: Capacity
  terms: Terms
  plan: Plan
}

function make(rows: readonly GivenDue[], minutes: readonly (readonly number[])[], terms: Terms): Made {
  const [dues, capacity] = [givenDues(rows), givenCapacity(minutes)]
  return { dues, capacity, terms, plan: plan(dues, capacity, terms) }
}

const contactsOf = ({ plan: { contacts } }: Made) => Array.from({ length: contacts.count }, (_, contact) => contact)
const carriedBy = ({ plan: { contacts }, dues }: Made, contact: number) =>
  Array.from({ length: dues.count }, (_, n) => n).filter(n => contacts.carrierOf[n] === contact)

function used(made: Made): number[] {
  const minutes = Array.from(made.capacity.minutes, () => 0)
  for (const contact of contactsOf(made)) {
    const day = made.plan.dayOf[contact]!
    if (day !== NOT_PLANNED)
      minutes[made.plan.contacts.team[contact]! * DAYS + day]! += made.plan.contacts.minutes[contact]!
  }
  return minutes
}

const holds = (check: (made: Made) => void) =>
  fc.assert(
    fc.property(given(12, 40, 40), ({ rows, minutes, terms }) => check(make(rows, minutes, terms))),
    { numRuns: 150 },
  )

test('no team works more than it can on any day', () => {
  holds(made => {
    used(made).forEach((minutes, cell) => {
      expect(minutes).toBeLessThanOrEqual(made.capacity.minutes[cell]! + 1e-3)
    })
  })
})

test('every purpose comes in its own time, not before the customer is released', () => {
  holds(made => {
    for (let n = 0; n < made.dues.count; n++) {
      const day = made.plan.dayOf[made.plan.contacts.carrierOf[n]!]!
      if (day === NOT_PLANNED) continue
      expect(day).toBeGreaterThanOrEqual(made.dues.from[n]!)
      expect(day).toBeLessThanOrEqual(made.dues.last[n]!)
    }
  })
})

test('a contact carries purposes of one customer and person, few enough and none that never go together', () => {
  holds(made => {
    const { dues, terms } = made
    for (const contact of contactsOf(made)) {
      const carried = carriedBy(made, contact)
      expect(carried.length).toBeGreaterThan(0)
      expect(carried.length).toBeLessThanOrEqual(terms.combining.most)
      expect(new Set(carried.map(n => `${dues.customer[n]} ${dues.person[n]}`)).size).toBe(1)
      for (const [a, b] of terms.combining.never) {
        const [ones, others] = [a, b].map(purpose => carried.filter(n => dues.purpose[n] === purpose))
        expect(ones!.some(n => others!.some(m => m !== n))).toBe(false)
      }
    }
  })
})

test('the contacts of a customer keep their distance and their order', () => {
  holds(made => {
    const { plan, terms } = made
    const { contacts, dayOf } = plan
    for (const one of contactsOf(made)) {
      const own = contactsOf(made).filter(other => contacts.customer[other] === contacts.customer[one])
      const day = dayOf[one]!
      if (day === NOT_PLANNED) continue
      for (const { most, days } of [...terms.spacing, { most: 1, days: 1 }]) {
        const near = own.filter(
          other => dayOf[other]! !== NOT_PLANNED && dayOf[other]! >= day && dayOf[other]! < day + days,
        )
        expect(near.length).toBeLessThanOrEqual(most)
      }
      for (const other of own.filter(other => mustPrecede(contacts, other, one))) {
        const before = dayOf[other] === NOT_PLANNED ? contacts.last[other]! : dayOf[other]!
        expect(day).toBeGreaterThan(before)
      }
    }
  })
})

test('one that is urgent is left out only where the urgent alone leave it no room', () => {
  fc.assert(
    fc.property(given(60, 40, 40), ({ rows, minutes, terms }) => {
      // Each customer has one purpose, so that only room decides.
      const alone = rows.filter((row, n) => rows.findIndex(other => other.customer === row.customer) === n)
      const made = make(alone, minutes, terms)
      const { contacts, dayOf } = made.plan
      for (const one of contactsOf(made)) {
        if (dayOf[one] !== NOT_PLANNED) continue
        for (let day = contacts.from[one]!; day <= contacts.last[one]!; day++) {
          const there = contactsOf(made).filter(
            other =>
              dayOf[other] === day &&
              contacts.team[other] === contacts.team[one] &&
              contacts.urgency[other]! <= contacts.urgency[one]!,
          )
          const taken = there.reduce((sum, other) => sum + contacts.minutes[other]!, 0)
          const room = made.capacity.minutes[contacts.team[one]! * DAYS + day]!
          expect(taken + contacts.minutes[one]!).toBeGreaterThan(room)
        }
      }
    }),
    { numRuns: 150 },
  )
})

test('the same input gives the same plan', () => {
  fc.assert(
    fc.property(given(12, 40, 40), ({ rows, minutes, terms }) => {
      expect(make(rows, minutes, terms).plan).toEqual(make(rows, minutes, terms).plan)
    }),
    { numRuns: 50 },
  )
})

/** The greatest weighted value of any plan of the same contacts, found by trying all. */
function bestOfAll({ plan: { contacts }, capacity, terms }: Made): number {
  const days: number[] = []
  const fits = (contact: number, day: number) => {
    const own = days.flatMap((on, other) =>
      contacts.customer[other] === contacts.customer[contact] ? [[other, on]] : [],
    )
    const taken = days.reduce(
      (sum, on, other) =>
        sum + (on === day && contacts.team[other] === contacts.team[contact] ? contacts.minutes[other]! : 0),
      contacts.minutes[contact]!,
    )
    if (taken > capacity.minutes[contacts.team[contact]! * DAYS + day]! + 1e-6) return false
    const made = [...own.filter(([, on]) => on !== NOT_PLANNED).map(([, on]) => on!), day]
    return [...terms.spacing, { most: 1, days: 1 }].every(rule =>
      made.every(begin => made.filter(on => on >= begin && on < begin + rule.days).length <= rule.most),
    )
  }
  const inOrder = () =>
    days.every((day, one) =>
      days.every((on, other) => {
        if (one === other || day === NOT_PLANNED || contacts.customer[one] !== contacts.customer[other]) return true
        if (!mustPrecede(contacts, other, one)) return true
        return day > (on === NOT_PLANNED ? contacts.last[other]! : on)
      }),
    )
  const best = (contact: number): number => {
    if (contact === contacts.count) return inOrder() ? 0 : Number.NEGATIVE_INFINITY
    days[contact] = NOT_PLANNED
    let most = best(contact + 1)
    for (let day = contacts.from[contact]!; day <= contacts.last[contact]!; day++) {
      days.length = contact
      if (!fits(contact, day)) continue
      days[contact] = day
      const worth = faded(
        contacts.value[contact]! * WEIGHT_OF_URGENCY[contacts.urgency[contact]!]!,
        day - contacts.from[contact]!,
      )
      most = Math.max(most, worth + best(contact + 1))
      days.length = contact
    }
    days.length = contact
    return most
  }
  return best(0)
}

test('tiny plans are together worth 0.98 of the best of all plans, none less than a third, and the bound is above it', () => {
  let [ours, best] = [0, 0]
  fc.assert(
    fc.property(given(3, 5, 20), ({ rows, minutes, terms }) => {
      const made = make(rows, minutes, { ...terms, minutesPerContact: 2 })
      const most = bestOfAll(made)
      expect(made.plan.weighted).toBeLessThanOrEqual(most + 1e-6)
      expect(made.plan.bound).toBeGreaterThanOrEqual(most - 1e-6 * most)
      expect(made.plan.weighted).toBeGreaterThanOrEqual(most / 3 - 1e-6)
      ours += made.plan.weighted
      best += most
    }),
    { numRuns: 600, seed: 20261122 },
  )
  expect(ours).toBeGreaterThanOrEqual(0.98 * best)
})
