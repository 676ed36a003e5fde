import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plan } from './arbitrate-rules.ts'
import { planMails } from './by-mail-rules.ts'
import { explain } from './explain-rules.ts'
import { type GivenDue, givenCapacity, givenDues } from './given.ts'
import { mustPrecede } from './merge-rules.ts'
import { OUTCOMES } from './outcome-rules.ts'
import { NEVER, type Spacing, type Terms } from './rules.ts'

const DAYS = 8
const NOT_PLANNED = -1

/** What is due: to be called, to be called or else written to, or to be written to. */
interface Row extends GivenDue {
  /** From when it may go by mail where nobody calls. */
  mail?: number
}

const row: fc.Arbitrary<Row> = fc
  .record({
    customer: fc.integer({ min: 1, max: 6 }),
    purpose: fc.integer({ min: 0, max: 4 }),
    person: fc.integer({ min: 0, max: 1 }),
    team: fc.integer({ min: 0, max: 1 }),
    from: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: DAYS - 1 }) }, fc.constant(NEVER)),
    last: fc.integer({ min: 0, max: DAYS - 1 }),
    nature: fc.integer({ min: 0, max: 2 }),
    urgency: fc.integer({ min: 0, max: 2 }),
    value: fc.integer({ min: 1, max: 40 }),
    minutes: fc.integer({ min: 1, max: 9 }),
    mail: fc.oneof(fc.integer({ min: 0, max: DAYS }), fc.constant(NEVER)),
    byMail: fc.boolean(),
  })
  .map(given => (given.byMail ? { ...given, mail: NEVER } : given))

const channel = fc.constantFrom('phone' as const, 'email' as const, undefined)
const spacing: fc.Arbitrary<Spacing> = fc
  .record({
    most: fc.integer({ min: 1, max: 2 }),
    days: fc.integer({ min: 1, max: DAYS }),
    holds: channel,
    counts: channel,
  })
  .map(({ most, days, holds, counts }) => ({ most, days, ...(holds && { holds }), ...(counts && { counts }) }))

const given = fc.record({
  rows: fc.array(row, { maxLength: 24 }),
  minutes: fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: DAYS, maxLength: DAYS }), {
    minLength: 2,
    maxLength: 2,
  }),
  terms: fc.record({
    combining: fc.record({
      most: fc.integer({ min: 1, max: 3 }),
      never: fc.constant([]),
      first: fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 2 }),
    }),
    spacing: fc.array(spacing, { maxLength: 3 }),
    minutesPerContact: fc.integer({ min: 0, max: 3 }),
  }),
})

function make(rows: readonly Row[], minutes: readonly (readonly number[])[], terms: Terms) {
  const sorted = rows.toSorted((a, b) => a.customer - b.customer)
  const dues = givenDues(sorted)
  const arbitrated = plan(dues, givenCapacity(minutes), terms)
  const { carrierOf } = arbitrated.contacts
  const days = Int16Array.from({ length: dues.count }, (_, due) => arbitrated.dayOf[carrierOf[due]!]!)
  const made = { days, byMail: dues.byMail.slice(), ...explain(arbitrated, terms.spacing) }
  const before = days.slice()
  const mailFrom = Int16Array.from(sorted, ({ mail }) => mail ?? NEVER)
  planMails(dues, mailFrom, made, terms.spacing)
  return { dues, mailFrom, made, before, arbitrated }
}
type Made = ReturnType<typeof make>

interface Contact {
  day: number
  mail: boolean
}

/** The contacts a customer gets, as his calendar would show them. */
function calendarOf({ dues, made, arbitrated }: Made, customer: number): Contact[] {
  const own = [...made.days.keys()].filter(due => dues.customer[due] === customer && made.days[due] !== NOT_PLANNED)
  const calls = new Set(own.filter(due => !made.byMail[due]).map(due => arbitrated.contacts.carrierOf[due]!))
  const mails = own.filter(due => made.byMail[due])
  return [
    ...[...calls].map(contact => ({ day: arbitrated.dayOf[contact]!, mail: false })),
    ...mails.map(due => ({ day: made.days[due]!, mail: true })),
  ]
}

/** Whether a ledger that knows each contact on its day would have let all of them be made. */
function isAllowed(calendar: readonly Contact[], rules: readonly Spacing[]): boolean {
  const is = ({ mail }: Contact, by: Spacing['holds']) => by === undefined || (by === 'email') === mail
  if (new Set(calendar.map(({ day }) => day)).size < calendar.length) return false
  return calendar.every(one =>
    rules.every(({ most, days, holds, counts }) => {
      if (!is(one, holds)) return true
      const before = calendar.filter(({ day }) => day < one.day && day > one.day - days)
      return before.filter(other => is(other, counts)).length < most
    }),
  )
}

/** Whether a mail that was planned as one keeps the order of its customer's other contacts on a day. */
function isInOrder({ arbitrated: { contacts, dayOf } }: Made, due: number, day: number): boolean {
  const own = contacts.carrierOf[due]!
  return [...Array(contacts.count).keys()]
    .filter(other => other !== own && contacts.customer[other] === contacts.customer[own])
    .every(other => {
      const on = dayOf[other]!
      if (mustPrecede(contacts, other, own)) return day > (on === NOT_PLANNED ? contacts.last[other]! : on)
      return on === NOT_PLANNED || !mustPrecede(contacts, own, other) || day < on
    })
}

const holds = (check: (made: Made, terms: Terms, minutes: readonly (readonly number[])[]) => void, numRuns = 400) =>
  fc.assert(
    fc.property(given, ({ rows, minutes, terms }) => check(make(rows, minutes, terms), terms, minutes)),
    { numRuns },
  )

test('no distance and no cap is broken, whichever channels it holds back and counts', () => {
  holds((made, { spacing }) => {
    for (const customer of new Set(made.dues.customer))
      expect(isAllowed(calendarOf(made, customer), spacing)).toBe(true)
  })
})

test('calls alone take the minutes of teams, and no more than there are', () => {
  holds((made, _terms, minutes) => {
    const { contacts, dayOf, room } = made.arbitrated
    const used = minutes.map(days => days.map(() => 0))
    for (let contact = 0; contact < contacts.count; contact++)
      if (dayOf[contact] !== NOT_PLANNED && !contacts.byMail[contact])
        used[contacts.team[contact]!]![dayOf[contact]!]! += contacts.minutes[contact]!
    used.flat().forEach((taken, cell) => {
      expect(taken).toBeLessThanOrEqual(minutes.flat()[cell]! + 1e-3)
      expect(room.left[cell]).toBeCloseTo(minutes.flat()[cell]! - taken, 3)
    })
  })
})

test('each mail goes in its time and stands by itself, in the order the policy names', () => {
  holds(made => {
    const { dues, mailFrom, arbitrated } = made
    for (const [due, day] of made.made.days.entries()) {
      if (day === NOT_PLANNED || !made.made.byMail[due]) continue
      expect(day).toBeGreaterThanOrEqual(dues.byMail[due] ? dues.from[due]! : mailFrom[due]!)
      expect(day).toBeLessThanOrEqual(dues.last[due]!)
      expect(OUTCOMES[made.made.outcome[due]!]).not.toBe('carried')
      if (!dues.byMail[due]) continue
      expect(arbitrated.contacts.purposes[arbitrated.contacts.carrierOf[due]!]).toBe(1)
      expect(isInOrder(made, due, day)).toBe(true)
    }
  })
})

test('nobody whom a mail could reach is left without a day, and none could go sooner', () => {
  holds((made, { spacing }) => {
    const { dues, mailFrom } = made
    for (const [due, planned] of made.made.days.entries()) {
      const prefers = dues.byMail[due] === 1
      if (planned !== NOT_PLANNED && !made.made.byMail[due]) continue
      const others = calendarOf(made, dues.customer[due]!).filter(({ day }) => day !== planned)
      const until = planned === NOT_PLANNED ? dues.last[due]! : planned - 1
      for (let day = prefers ? dues.from[due]! : mailFrom[due]!; day <= until; day++)
        expect(isAllowed([...others, { day, mail: true }], spacing) && (!prefers || isInOrder(made, due, day))).toBe(
          false,
        )
    }
  })
})

test('a call keeps its day when others go by mail instead, and what is to be written is never called', () => {
  holds(made => {
    for (const [due, day] of made.before.entries()) {
      if (day !== NOT_PLANNED) expect(made.made.days[due]).toBe(day)
      if (made.dues.byMail[due]) expect(made.made.byMail[due]).toBe(1)
    }
  })
})

test('the worth is never above its bound, and the same input gives the same plan', () => {
  fc.assert(
    fc.property(given, ({ rows, minutes, terms }) => {
      const made = make(rows, minutes, terms)
      expect(made.arbitrated.weighted).toBeLessThanOrEqual(made.arbitrated.bound * (1 + 1e-9) + 1e-6)
      expect(make(rows, minutes, terms).made).toEqual(made.made)
    }),
    { numRuns: 150 },
  )
})

test('a mail does not begin what only conversations begin, nor is the plan taken to be worth less for it', () => {
  const rows = [
    { customer: 1, byMail: true, last: 0 },
    { customer: 1, last: 1, from: 1 },
  ]
  const terms = { combining: { most: 1, never: [], first: [] }, minutesPerContact: 2 }
  const apart = (spacing: Spacing) => make(rows, [[60, 60, 60, 60]], { ...terms, spacing: [spacing] })
  const free = apart({ most: 1, days: 4, counts: 'phone' })
  expect([...free.made.days]).toEqual([0, 1])
  expect(free.arbitrated.bound).toBeGreaterThanOrEqual(free.arbitrated.weighted)
  expect([...apart({ most: 1, days: 4 }).made.days].filter(day => day !== NOT_PLANNED)).toHaveLength(1)
})
