import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escalationDue, SKIPS_PER_DAY, situationOf, skipLimit, successRate, weeksUpTo } from './steering-rules.ts'

const ZONE = 'Asia/Shanghai'
const at = (text: string) => Temporal.Instant.from(`${text}+08:00`)

describe('a skip', () => {
  test('is limited by the day for an agent, and by the follow-up when it only puts off', () => {
    expect(skipLimit(0, 0, 'facts-missing')).toBeNull()
    expect(skipLimit(SKIPS_PER_DAY, 0, 'duplicate')).toBe('day')
    expect(skipLimit(1, 2, 'customer-away')).toBe('followup')
    expect(skipLimit(1, 2, 'duplicate')).toBeNull()
  })
})

describe('the deadline of what went up', () => {
  test('counts hours of the office day and rests at night', () => {
    expect(escalationDue(at('2026-11-17T10:00'), ZONE)).toEqual(at('2026-11-17T14:00'))
    expect(escalationDue(at('2026-11-17T16:30'), ZONE)).toEqual(at('2026-11-18T11:30'))
    expect(escalationDue(at('2026-11-17T23:00'), ZONE)).toEqual(at('2026-11-18T13:00'))
    expect(escalationDue(at('2026-11-17T05:00'), ZONE)).toEqual(at('2026-11-17T13:00'))
  })

  test('lies ahead, within the office day, and never later for what was raised earlier', () => {
    const instant = fc.integer({ min: 0, max: 60 * 24 * 30 }).map(minutes => at('2026-11-01T00:00').add({ minutes }))
    fc.assert(
      fc.property(instant, instant, (one, other) => {
        const [first, second] = [one, other].sort(Temporal.Instant.compare) as [Temporal.Instant, Temporal.Instant]
        const due = escalationDue(first, ZONE)
        const hour = due.toZonedDateTimeISO(ZONE)
        expect(first.until(due).total('minutes')).toBeGreaterThanOrEqual(240)
        expect(hour.hour * 60 + hour.minute).toBeLessThanOrEqual(18 * 60)
        expect(hour.hour).toBeGreaterThanOrEqual(9)
        expect(Temporal.Instant.compare(due, escalationDue(second, ZONE))).toBeLessThanOrEqual(0)
      }),
    )
  })
})

test('what a follow-up waits for: a release still to come holds it, one that has passed does not', () => {
  const now = at('2026-11-17T10:00')
  const row = { state: 'waiting', dueAt: now.add({ hours: 1 }), heldBy: 1, appointmentAt: null, withSupervisor: false }
  expect(situationOf(row, now)).toBe('held')
  expect(situationOf({ ...row, dueAt: now }, now)).toBe('due')
  expect(situationOf({ ...row, heldBy: 0 }, now)).toBe('later')
  expect(situationOf({ ...row, heldBy: 0, appointmentAt: now.add({ hours: 1 }) }, now)).toBe('appointment')
  expect(situationOf({ ...row, withSupervisor: true }, now)).toBe('with-supervisor')
  expect(situationOf({ ...row, state: 'handed-out' }, now)).toBe('handed-out')
})

test('a success rate needs conversations, and weeks begin on Monday', () => {
  expect(successRate({ attempts: 9, conversations: 0, completed: 0 })).toBeNull()
  expect(successRate({ attempts: 9, conversations: 4, completed: 1 })).toBe(0.25)
  expect(weeksUpTo(Temporal.PlainDate.from('2026-11-22'), 3).map(String)).toEqual([
    '2026-11-02',
    '2026-11-09',
    '2026-11-16',
  ])
})
