import { expect, test } from 'vitest'
import { daysFrom, hoursShown, isOpenHour, mondayOf } from './week.ts'

const windows = [
  { from: '09:00', to: '12:00' },
  { from: '14:00', to: '20:30' },
]

test('a week begins on Monday and has seven days', () => {
  const monday = mondayOf(Temporal.PlainDate.from('2026-11-22'))
  expect(monday.toString()).toBe('2026-11-16')
  expect(daysFrom(monday).at(-1)?.toString()).toBe('2026-11-22')
})

test('an hour is open when any of it is permitted', () => {
  expect([8, 9, 11, 12, 13, 14, 20, 21].map(hour => isOpenHour(windows, hour))).toEqual([
    false,
    true,
    true,
    false,
    false,
    true,
    true,
    false,
  ])
})

test('the hours shown reach from the earliest to the latest permitted or agreed', () => {
  expect(hoursShown(windows, [21])).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21])
  expect(hoursShown([], [])).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17])
})
