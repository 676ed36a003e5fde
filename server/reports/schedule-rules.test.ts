import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  daysTold,
  dueSlot,
  isSlotDay,
  minutesUntilRetry,
  nextSlot,
  type ScheduleTimes,
  slotOn,
  TRIES_AT_MOST,
} from './schedule-rules.ts'

const ZONE = 'Asia/Shanghai'
const day = (text: string) => Temporal.PlainDate.from(text)
/** The Mid-Autumn and National Day holiday of 2026 with its make-up days, as a rule of this test alone. */
const FREE = ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07']
const isWorkday = (on: Temporal.PlainDate) =>
  on.toString() === '2026-10-10' || (on.dayOfWeek <= 5 && !FREE.includes(on.toString()))
const times = (given: Partial<ScheduleTimes>): ScheduleTimes => ({
  rhythm: 'daily',
  weekday: null,
  monthDay: null,
  atMinute: 8 * 60 + 30,
  workdaysOnly: false,
  ...given,
})
const slotDays = (given: ScheduleTimes, from: string, count: number) =>
  Array.from({ length: count }, (_, n) => day(from).add({ days: n }))
    .filter(on => isSlotDay(given, on, isWorkday))
    .map(String)

describe('the days of a schedule', () => {
  test('of every day, of workdays with a make-up Saturday', () => {
    expect(slotDays(times({}), '2026-10-01', 4)).toHaveLength(4)
    expect(slotDays(times({ workdaysOnly: true }), '2026-09-30', 12)).toEqual([
      '2026-09-30',
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
    ])
  })

  test('of a week or a month: on the day itself, or on the first workday after it', () => {
    const monday = times({ rhythm: 'weekly', weekday: 1 })
    expect(slotDays(monday, '2026-10-01', 14)).toEqual(['2026-10-05', '2026-10-12'])
    expect(slotDays({ ...monday, workdaysOnly: true }, '2026-10-01', 14)).toEqual(['2026-10-08', '2026-10-12'])
    const first = times({ rhythm: 'monthly', monthDay: 1, workdaysOnly: true })
    expect(slotDays(first, '2026-10-01', 40)).toEqual(['2026-10-08', '2026-11-02'])
  })

  test('a weekly or monthly report comes once for each of its own days, whatever days are free', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 300 }), (weekday, start) => {
        const from = day('2026-01-05').add({ days: start })
        const plain = slotDays(times({ rhythm: 'weekly', weekday }), String(from), 70)
        const moved = slotDays(times({ rhythm: 'weekly', weekday, workdaysOnly: true }), String(from), 70)
        expect(Math.abs(plain.length - moved.length)).toBeLessThanOrEqual(2)
        for (const on of moved) expect(isWorkday(day(on))).toBe(true)
      }),
    )
  })
})

describe('the slot that is due', () => {
  const since = Temporal.Instant.from('2026-11-01T00:00:00Z')
  const due = (now: string, given = times({}), from = since) =>
    dueSlot(given, from, Temporal.Instant.from(now), ZONE, isWorkday)
      ?.slot.toZonedDateTimeISO(ZONE)
      .toPlainDateTime()
      .toString()

  test('comes at its local time and stays due until it is late', () => {
    expect(due('2026-11-17T08:29:00+08:00')).toBe('2026-11-16T08:30:00')
    expect(due('2026-11-17T08:30:00+08:00')).toBe('2026-11-17T08:30:00')
    expect(due('2026-11-17T23:59:00+08:00')).toBe('2026-11-17T08:30:00')
    const monday = times({ rhythm: 'weekly', weekday: 1 })
    expect(due('2026-11-16T20:00:00+08:00', monday)).toBe('2026-11-16T08:30:00')
    expect(due('2026-11-17T08:29:00+08:00', monday)).toBe('2026-11-16T08:30:00')
    expect(due('2026-11-17T08:31:00+08:00', monday)).toBeUndefined()
  })

  test('is none for what came before the schedule was written', () => {
    expect(
      due('2026-11-17T09:00:00+08:00', times({}), Temporal.Instant.from('2026-11-17T08:45:00+08:00')),
    ).toBeUndefined()
  })

  test('is the one that was next before, always', () => {
    const anyTimes = fc.record({
      atMinute: fc.integer({ min: 0, max: 1439 }),
      workdaysOnly: fc.boolean(),
      weekday: fc.integer({ min: 1, max: 7 }),
    })
    fc.assert(
      fc.property(anyTimes, fc.integer({ min: 0, max: 90 * 24 * 60 }), ({ weekday, ...rest }, minute) => {
        const given = times({ rhythm: 'weekly', weekday, ...rest })
        const now = Temporal.Instant.from('2026-09-01T00:00:00+08:00').add({ minutes: minute })
        const next = nextSlot(given, now, ZONE, isWorkday)!
        expect(Temporal.Instant.compare(next, now)).toBe(1)
        expect(String(dueSlot(given, now, next, ZONE, isWorkday)!.slot)).toBe(String(next))
        expect(dueSlot(given, now, next.subtract({ minutes: 1 }), ZONE, isWorkday)).toBeNull()
      }),
    )
  })

  test('at a time the clock skips comes just after it', () => {
    const at = slotOn(times({ atMinute: 150 }), day('2026-03-29'), 'Europe/Berlin')
    expect(String(at)).toBe('2026-03-29T01:30:00Z')
  })
})

describe('the days told', () => {
  const told = (given: Partial<ScheduleTimes>, on: string) => {
    const { from, to } = daysTold(times(given), day(on), isWorkday)
    return `${from} ${to}`
  }
  test('are yesterday, or all since the last workday', () => {
    expect(told({}, '2026-11-16')).toBe('2026-11-15 2026-11-15')
    expect(told({ workdaysOnly: true }, '2026-11-16')).toBe('2026-11-13 2026-11-15')
    expect(told({ workdaysOnly: true }, '2026-11-17')).toBe('2026-11-16 2026-11-16')
  })
  test('are seven days, or the month before', () => {
    expect(told({ rhythm: 'weekly', weekday: 1 }, '2026-11-16')).toBe('2026-11-09 2026-11-15')
    expect(told({ rhythm: 'monthly', monthDay: 3 }, '2026-03-03')).toBe('2026-02-01 2026-02-28')
    expect(told({ rhythm: 'monthly', monthDay: 3 }, '2026-01-03')).toBe('2025-12-01 2025-12-31')
  })
})

test('what failed is tried again for some hours, ever more seldom', () => {
  const waits = Array.from({ length: TRIES_AT_MOST - 1 }, (_, n) => minutesUntilRetry(n + 1))
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128])
})
