import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plan } from './arbitrate-rules.ts'
import { explain } from './explain-rules.ts'
import { type GivenDue, givenDues, givenPeople } from './given.ts'
import { canDo } from './need-rules.ts'
import { OUTCOMES } from './outcome-rules.ts'
import { type Capacity, faded, type Group, WEIGHT_OF_URGENCY } from './rules.ts'

const DAYS = 4
const TEAMS = 2
const ABILITIES = ['language:yue', 'language:en', 'skill:claims']
const TERMS = { combining: { most: 2, never: [], first: [] }, spacing: [], minutesPerContact: 1 }

const has = fc.subarray(ABILITIES)
const due = (customers: number) =>
  fc.record({
    customer: fc.integer({ min: 1, max: customers }),
    team: fc.integer({ min: 0, max: TEAMS - 1 }),
    from: fc.integer({ min: 0, max: DAYS - 1 }),
    last: fc.integer({ min: 0, max: DAYS - 1 }),
    urgency: fc.integer({ min: 0, max: 2 }),
    value: fc.integer({ min: 1, max: 40 }),
    minutes: fc.integer({ min: 1, max: 9 }),
    needs: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 3, arbitrary: has }),
  })
const people = fc.array(
  fc.record({
    team: fc.integer({ min: 0, max: TEAMS - 1 }),
    has,
    minutes: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: DAYS, maxLength: DAYS }),
  }),
  { maxLength: 6 },
)
const given = (customers: number, dues: number) =>
  fc.record({ rows: fc.array(due(customers), { maxLength: dues }), people })

interface Given {
  rows: readonly GivenDue[]
  people: readonly { team: number; has: readonly string[]; minutes: readonly number[] }[]
}

function make({ rows, people }: Given) {
  const [dues, capacity] = [givenDues(rows), givenPeople(TEAMS, DAYS, people)]
  return { dues, capacity, plan: plan(dues, capacity, TERMS) }
}

/** Whether people can share out the minutes of contacts, each taking only what he is able to: the greatest flow (Ford and Fulkerson). */
function canShare(
  asked: readonly { needs: readonly string[]; minutes: number }[],
  groups: readonly Group[],
  day: number,
) {
  const left = groups.map(group => group.minutes[day]!)
  const gave = asked.map(() => groups.map(() => 0))
  const giveMore = (one: number, wanted: number, seen: Set<number>): number => {
    for (const [n, group] of groups.entries()) {
      if (seen.has(n) || !canDo(group.has, asked[one]!.needs)) continue
      seen.add(n)
      const free = Math.min(wanted, left[n]!)
      if (free > 1e-9) {
        left[n]! -= free
        gave[one]![n]! += free
        return free
      }
      for (const [other, shares] of gave.entries()) {
        if (other === one || shares[n]! <= 1e-9) continue
        const freed = giveMore(other, Math.min(wanted, shares[n]!), seen)
        if (freed <= 0) continue
        shares[n]! -= freed
        gave[one]![n]! += freed
        return freed
      }
    }
    return 0
  }
  return asked.every(({ minutes }, one) => {
    let open = minutes
    while (open > 1e-3) {
      const more = giveMore(one, open, new Set())
      if (more <= 0) return false
      open -= more
    }
    return true
  })
}

const groupsOf = (capacity: Capacity, team: number) => capacity.groups!.filter(group => group.team === team)

test('on every day the people of a team can share out its contacts, each making only those he is able to', () => {
  fc.assert(
    fc.property(given(20, 40), some => {
      const { capacity, plan } = make(some)
      const { contacts, dayOf } = plan
      const all = Array.from({ length: contacts.count }, (_, contact) => contact)
      for (let team = 0; team < TEAMS; team++) {
        for (let day = 0; day < DAYS; day++) {
          const there = all.filter(contact => contacts.team[contact] === team && dayOf[contact] === day)
          const asked = there.map(contact => ({
            needs: contacts.needs[contacts.need[contact]!]!,
            minutes: contacts.minutes[contact]!,
          }))
          expect(canShare(asked, groupsOf(capacity, team), day)).toBe(true)
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('a contact needs all that its purposes need, and one that others could make does not wait with one that nobody can', () => {
  fc.assert(
    fc.property(given(6, 30), some => {
      const { dues, capacity, plan } = make(some)
      const { contacts } = plan
      for (let due = 0; due < dues.count; due++) {
        const contact = contacts.carrierOf[due]!
        const [own, whole] = [dues.needs[dues.need[due]!]!, contacts.needs[contacts.need[contact]!]!]
        expect(canDo(whole, own)).toBe(true)
        if (whole.length === own.length) continue
        expect(groupsOf(capacity, contacts.team[contact]!).some(group => canDo(group.has, whole))).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})

test('it is said that nobody is able exactly where nobody who works on a day of its time is', () => {
  let nobodyAble = 0
  fc.assert(
    fc.property(given(20, 30), some => {
      const { capacity, plan } = make(some)
      const { outcome } = explain(plan, TERMS.spacing)
      const { contacts, dayOf } = plan
      for (let contact = 0; contact < contacts.count; contact++) {
        const why = OUTCOMES[outcome[contacts.head[contact]!]!]!
        if (dayOf[contact] !== -1 || contacts.from[contact]! > contacts.last[contact]!) continue
        const days = Array.from({ length: DAYS }, (_, day) => day).filter(
          day => day >= contacts.from[contact]! && day <= contacts.last[contact]!,
        )
        const needs = contacts.needs[contacts.need[contact]!]!
        const groups = groupsOf(capacity, contacts.team[contact]!)
        const able = groups.filter(group => canDo(group.has, needs))
        const enough = (some: readonly Group[]) =>
          days.some(day => some.reduce((sum, { minutes }) => sum + minutes[day]!, 0) >= contacts.minutes[contact]!)
        if (why === 'nobody-able') {
          nobodyAble++
          expect([enough(groups), enough(able)]).toEqual([true, false])
        }
        if (why === 'no-room' || why === 'no-room-with-able') expect(enough(able)).toBe(true)
        if (why === 'no-work') expect(enough(groups)).toBe(false)
      }
    }),
    { numRuns: 300 },
  )
  expect(nobodyAble).toBeGreaterThan(0)
})

/** The greatest weighted value of any plan of the same contacts, found by trying all. */
function bestOfAll({ plan: { contacts }, capacity }: ReturnType<typeof make>): number {
  const days: number[] = []
  const fits = (day: number, team: number) => {
    const there = days.flatMap((on, contact) => (on === day && contacts.team[contact] === team ? [contact] : []))
    const asked = there.map(contact => ({
      needs: contacts.needs[contacts.need[contact]!]!,
      minutes: contacts.minutes[contact]!,
    }))
    return canShare(asked, groupsOf(capacity, team), day)
  }
  const best = (contact: number): number => {
    if (contact === contacts.count) return 0
    days[contact] = -1
    let most = best(contact + 1)
    const own = days
      .slice(0, contact)
      .flatMap((on, other) => (contacts.customer[other] === contacts.customer[contact] ? [on] : []))
    for (let day = contacts.from[contact]!; day <= contacts.last[contact]!; day++) {
      if (own.includes(day)) continue
      days.length = contact
      days[contact] = day
      if (!fits(day, contacts.team[contact]!)) continue
      const weighted = contacts.value[contact]! * WEIGHT_OF_URGENCY[contacts.urgency[contact]!]!
      most = Math.max(most, faded(weighted, day - contacts.from[contact]!) + best(contact + 1))
    }
    days.length = contact
    return most
  }
  return best(0)
}

test('tiny plans with needs are together worth 0.97 of the best of all plans, and the bound is above it', () => {
  let [ours, best] = [0, 0]
  fc.assert(
    fc.property(given(5, 6), some => {
      const made = make(some)
      const most = bestOfAll(made)
      expect(made.plan.weighted).toBeLessThanOrEqual(most + 1e-3)
      expect(made.plan.bound).toBeGreaterThanOrEqual(most - 1e-6 * most)
      ours += made.plan.weighted
      best += most
    }),
    { numRuns: 400, seed: 20261122 },
  )
  expect(ours).toBeGreaterThanOrEqual(0.97 * best)
})

test('who can do what few can is not used up by what all can do', () => {
  const people = [
    { team: 0, has: ['language:yue'], minutes: [10, 10, 0, 0] },
    { team: 0, has: [], minutes: [10, 10, 0, 0] },
  ]
  const plain = [1, 2].map(customer => ({ customer, value: 9, minutes: 9, last: 1 }))
  const cantonese = [3, 4].map(customer => ({ customer, value: 2, minutes: 9, last: 1, needs: ['language:yue'] }))
  const { plan } = make({ rows: [...plain, ...cantonese], people })
  // Both of the others on the first day would take the time of the one who speaks Cantonese.
  expect([...plan.dayOf.slice(0, 4)].toSorted()).toEqual([0, 0, 1, 1])
})
