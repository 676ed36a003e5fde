import { describe, expect, test } from 'vitest'
import {
  type DayLoad,
  daysShown,
  emptyDay,
  fullness,
  isDay,
  isOver,
  partsOfBar,
  sumOfTeams,
  type TeamLoad,
  turned,
} from './load-layout.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const MONDAY = '2026-11-23'
const load = (given: Partial<DayLoad>): DayLoad => ({ ...emptyDay(MONDAY), ...given })
const team = (name: string, days: DayLoad[]): TeamLoad => ({ id: name, name, days })

describe('the days shown', () => {
  test('are four weeks from a day on, or its whole month', () => {
    const weeks = daysShown('weeks', day('2026-11-22'))
    expect([weeks.length, String(weeks[0]), String(weeks.at(-1))]).toEqual([28, '2026-11-22', '2026-12-19'])
    const month = daysShown('month', day('2028-02-17'))
    expect([month.length, String(month[0]), String(month.at(-1))]).toEqual([29, '2028-02-01', '2028-02-29'])
  })

  test('turn by four weeks or to the first of the month beside', () => {
    expect(String(turned('weeks', day('2026-11-22'), 1))).toBe('2026-12-20')
    expect(String(turned('month', day('2026-10-31'), 1))).toBe('2026-11-01')
    expect(String(turned('month', day('2026-03-31'), -1))).toBe('2026-02-01')
  })
})

test('an address that names no day is told from one that does', () => {
  expect(['2026-02-28', '2026-02-30', '2026-2-3', 'none', '2026-02-28T10:00', undefined].map(isDay)).toEqual([
    ...[true, false, false, false, false, false],
  ])
})

describe('how full a day is', () => {
  test('is told of what can be done; a day without work is none', () => {
    expect(fullness(load({ minutes: 200, used: 50 }))).toBe(0.25)
    expect(fullness(load({ minutes: 0, used: 0 }))).toBeNull()
  })

  test('is too much above what can be done, and with anything where nobody works', () => {
    expect(isOver(load({ minutes: 100, used: 100.00001 }))).toBe(false)
    expect(isOver(load({ minutes: 100, used: 101 }))).toBe(true)
    expect(isOver(load({ minutes: 0, used: 4 }))).toBe(true)
    expect(isOver(load({ minutes: 0, used: 0 }))).toBe(false)
  })

  test('is drawn with what was promised as its first part, never wider than the bar', () => {
    const quarter = load({ minutes: 100, used: 80, contacts: 4, byUrgency: { promised: 1, service: 2, offer: 1 } })
    expect(partsOfBar(quarter)).toEqual({ promised: 20, rest: 60 })
    expect(partsOfBar({ ...quarter, used: 300 })).toEqual({ promised: 25, rest: 75 })
    expect(partsOfBar(load({}))).toEqual({ promised: 0, rest: 0 })
  })
})

test('all teams together are their sum, day by day, also where a team has no such day', () => {
  const days = [day(MONDAY), day('2026-11-24')]
  const sum = sumOfTeams(
    [
      team('north', [
        load({ minutes: 100, used: 40, contacts: 2, mails: 2, byUrgency: { promised: 1, service: 1, offer: 0 } }),
      ]),
      team('south', [
        load({ minutes: 50, used: 10, contacts: 1, mails: 1, byUrgency: { promised: 0, service: 0, offer: 1 } }),
        load({ day: '2026-11-24', minutes: 50 }),
      ]),
    ],
    days,
  )
  expect(sum).toEqual([
    {
      ...{ day: MONDAY, minutes: 150, used: 50, contacts: 3, mails: 3, ofNeeds: [] },
      byUrgency: { promised: 1, service: 1, offer: 1 },
    },
    { ...emptyDay('2026-11-24'), minutes: 50 },
  ])
})
