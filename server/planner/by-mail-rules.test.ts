import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plan } from './arbitrate-rules.ts'
import { planMails } from './by-mail-rules.ts'
import { UNPLANNED } from './choose-rules.ts'
import { explain } from './explain-rules.ts'
import { type GivenDue, givenCapacity, givenDues } from './given.ts'
import { OUTCOMES } from './outcome-rules.ts'
import { NEVER, type Spacing, type Terms } from './rules.ts'

const DAYS = 6
const terms = (spacing: readonly Spacing[]): Terms => ({
  combining: { most: 3, never: [], first: [] },
  spacing,
  minutesPerContact: 2,
})

/** What was planned by phone, and then by mail. */
function both(
  rows: readonly (GivenDue & { mail?: number })[],
  minutes: readonly number[],
  spacing: readonly Spacing[] = [],
) {
  const sorted = rows.toSorted((a, b) => a.customer - b.customer)
  const dues = givenDues(sorted)
  const made = plan(dues, givenCapacity([minutes]), terms(spacing))
  const days = Int16Array.from({ length: dues.count }, (_, due) => made.dayOf[made.contacts.carrierOf[due]!]!)
  const calls = { days: days.slice(), ...explain(made, spacing) }
  const byMail = new Uint8Array(dues.count)
  const planned = { days: days.slice(), outcome: calls.outcome.slice(), other: calls.other.slice(), byMail }
  const mailFrom = Int16Array.from(sorted, row => row.mail ?? NEVER)
  planMails(dues, mailFrom, planned, spacing)
  const outcomes = [...planned.outcome].map(outcome => OUTCOMES[outcome])
  return { dues, mailFrom, calls, planned, byMail, outcomes }
}

test('what finds no room among the calls goes by mail on its first day, and says so', () => {
  const rows = [
    { customer: 1, value: 9, last: 1 },
    { customer: 2, value: 1, last: 1, mail: 1 },
    { customer: 3, value: 1, last: 1 },
    { customer: 4, from: NEVER, last: 3, mail: 2 },
  ]
  const { planned, byMail, outcomes } = both(rows, [5, 0, 0, 0])
  expect([...planned.days]).toEqual([0, 1, UNPLANNED, 2])
  expect([...byMail]).toEqual([0, 1, 0, 1])
  expect(outcomes).toEqual(['first-day', 'mail-for-room', 'no-room', 'mail-for-leave'])
})

test('what was to be carried by a call that has no day stands by itself', () => {
  const rows = [
    { customer: 1, purpose: 1, urgency: 0, last: 1, mail: 0 },
    { customer: 1, purpose: 2, last: 1 },
    { customer: 2, purpose: 1, urgency: 0, last: 1 },
    { customer: 2, purpose: 2, last: 1, mail: 0 },
  ]
  const { planned, outcomes } = both(rows, [0, 0, 0])
  expect(outcomes).toEqual(['mail-for-room', 'no-work', 'no-work', 'mail-for-room'])
  expect([...planned.days]).toEqual([0, UNPLANNED, UNPLANNED, 0])
})

/** How often a customer is contacted, day by day, as somebody with a calendar sees it. */
function keepsDistance(days: readonly number[], spacing: readonly Spacing[]): boolean {
  return [...spacing, { most: 1, days: 1 }].every(rule =>
    Array.from({ length: DAYS + rule.days }, (_, begin) => begin - rule.days).every(
      begin => days.filter(day => day >= begin && day < begin + rule.days).length <= rule.most,
    ),
  )
}

test('mails never come before their time or too near, move no call, and none is left that could go', () => {
  const due = fc.record({
    customer: fc.integer({ min: 1, max: 4 }),
    purpose: fc.integer({ min: 0, max: 3 }),
    person: fc.integer({ min: 0, max: 1 }),
    from: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(NEVER)),
    last: fc.integer({ min: 0, max: DAYS - 1 }),
    urgency: fc.integer({ min: 0, max: 2 }),
    value: fc.integer({ min: 1, max: 9 }),
    mail: fc.oneof(fc.integer({ min: 0, max: DAYS }), fc.constant(NEVER)),
  })
  const spacing = fc.array(fc.record({ most: fc.integer({ min: 1, max: 2 }), days: fc.integer({ min: 1, max: 4 }) }), {
    maxLength: 2,
  })
  const minutes = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: DAYS, maxLength: DAYS })
  fc.assert(
    fc.property(fc.array(due, { maxLength: 12 }), minutes, spacing, (rows, room, rules) => {
      const { dues, mailFrom, calls, planned, byMail, outcomes } = both(rows, room, rules)
      for (let at = 0; at < dues.count; at++) {
        if (byMail[at] === 0) expect(planned.days[at]).toBe(calls.days[at])
        else {
          expect(calls.days[at]).toBe(UNPLANNED)
          expect(planned.days[at]).toBeGreaterThanOrEqual(mailFrom[at]!)
          expect(planned.days[at]).toBeLessThanOrEqual(dues.last[at]!)
        }
        expect(outcomes[at]!.startsWith('mail-')).toBe(byMail[at] === 1)
        const ofCustomer = [...planned.days.keys()].filter(one => dues.customer[one] === dues.customer[at])
        const others = ofCustomer.filter(
          one => byMail[one] === 1 || planned.outcome[one] !== OUTCOMES.indexOf('carried'),
        )
        const contacts = others.map(one => planned.days[one]!).filter(day => day !== UNPLANNED)
        expect(keepsDistance(contacts, rules)).toBe(true)
        if (planned.days[at] !== UNPLANNED) continue
        for (let day = mailFrom[at]!; day <= dues.last[at]!; day++)
          expect(keepsDistance([...contacts, day], rules)).toBe(false)
      }
      expect(both(rows, room, rules).planned).toEqual(planned)
    }),
  )
})
