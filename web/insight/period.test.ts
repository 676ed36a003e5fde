import { expect, test } from 'vitest'
import { daysOfPeriod } from './period.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const said = (period: Parameters<typeof daysOfPeriod>[0], today: string, custom = {}) => {
  const { from, to } = daysOfPeriod(period, day(today), custom)
  return `${from} ${to}`
}

test('a period is the day, the week since Monday, the month so far, or what was chosen', () => {
  expect(said('today', '2026-11-17')).toBe('2026-11-17 2026-11-17')
  expect(said('week', '2026-11-16')).toBe('2026-11-16 2026-11-16')
  expect(said('week', '2026-11-22')).toBe('2026-11-16 2026-11-22')
  expect(said('month', '2026-11-22')).toBe('2026-11-01 2026-11-22')
  expect(said('custom', '2026-11-22', { from: day('2026-01-05') })).toBe('2026-01-05 2026-01-05')
})
