import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DEFAULT_CALENDAR,
  dayKind,
  hoursOn,
  inOrder,
  minutesIn,
  type Span,
  shareOf,
  spansSince,
  yearsMissing,
} from './rules.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const holidays = {
  days: new Map<string, 'holiday' | 'make-up-workday'>([
    ['2026-10-01', 'holiday'],
    ['2026-10-10', 'make-up-workday'],
  ]),
}

describe('the hours of a day', () => {
  test('go by the weekday, then by the public holiday, then by the exception', () => {
    expect(minutesIn(hoursOn(DEFAULT_CALENDAR, holidays, day('2026-09-30')))).toBe(450)
    expect(hoursOn(DEFAULT_CALENDAR, holidays, day('2026-09-26'))).toEqual([])
    expect(hoursOn(DEFAULT_CALENDAR, holidays, day('2026-10-01'))).toEqual([])
    expect(minutesIn(hoursOn(DEFAULT_CALENDAR, holidays, day('2026-10-10')))).toBe(450)
    const duty = [{ from: '10:00', to: '12:00' }]
    const withDuty = { ...DEFAULT_CALENDAR, exceptions: new Map([['2026-10-01', duty]]) }
    expect(hoursOn(withDuty, holidays, day('2026-10-01'))).toEqual(duty)
  })

  test('of a calendar that does not keep holidays go by the weekday alone', () => {
    const always = { ...DEFAULT_CALENDAR, keepsHolidays: false }
    expect(minutesIn(hoursOn(always, holidays, day('2026-10-01')))).toBe(450)
    expect(hoursOn(always, holidays, day('2026-10-10'))).toEqual([])
  })

  test('what is not in the table is its weekday', () => {
    expect([dayKind(holidays, day('2026-10-01')), dayKind(holidays, day('2026-10-10'))]).toEqual(['holiday', 'workday'])
    expect([dayKind(holidays, day('2031-05-01')), dayKind(holidays, day('2031-05-03'))]).toEqual([
      'workday',
      'rest-day',
    ])
  })
})

describe('missing years', () => {
  const ask = (at: string, years: number[]) => yearsMissing(Temporal.Instant.from(at), 'Asia/Shanghai', new Set(years))
  test('this year is asked for at any time, the next from 1 November on, where the organisation is', () => {
    expect(ask('2026-10-31T15:59:59Z', [2026])).toEqual([])
    expect(ask('2026-10-31T16:00:00Z', [2026])).toEqual([2027])
    expect(ask('2027-03-01T00:00:00Z', [2026])).toEqual([2027])
    expect(ask('2026-11-22T00:00:00Z', [2026, 2027])).toEqual([])
  })
})

describe('capacity', () => {
  const clock = fc
    .integer({ min: 0, max: 1439 })
    .map(minute => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`)
  const span: fc.Arbitrary<Span> = fc.record({ from: clock, to: clock })

  test('of hours in order is what counting minute by minute gives', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 4 }), spans => {
        if (!inOrder(spans)) return
        const minutes = new Set<number>()
        for (const { from, to } of spans) {
          const [a, b] = [from, to].map(text => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))
          for (let minute = a!; minute < b!; minute++) minutes.add(minute)
        }
        expect(minutesIn(spans)).toBe(minutes.size)
      }),
    )
  })

  test('of somebody in several teams is shared out and never more than he has', () => {
    const spans = [{ from: '09:00', to: '10:00' }]
    expect([1, 2, 7].map(teams => shareOf(spans, teams))).toEqual([60, 30, 8])
  })
})

describe('what remains of the hours of a day', () => {
  const spans = [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '24:00' },
  ]
  const at = (time: string) => spansSince(spans, day('2026-11-17'), Temporal.PlainDateTime.from(`2026-11-17T${time}`))

  test('is what has not passed at that minute', () => {
    expect(at('08:00')).toEqual(spans)
    expect(at('10:15:59')).toEqual([{ from: '10:15', to: '12:00' }, spans[1]])
    expect(at('12:00')).toEqual([spans[1]])
    expect(at('23:59:59')).toEqual([{ from: '23:59', to: '24:00' }])
  })

  test('is all of a day to come, and nothing of one that is over', () => {
    const noon = Temporal.PlainDateTime.from('2026-11-17T12:00')
    expect(spansSince(spans, day('2026-11-18'), noon)).toEqual(spans)
    expect(spansSince(spans, day('2026-11-16'), noon)).toEqual([])
  })
})
