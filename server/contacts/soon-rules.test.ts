import { expect, test } from 'vitest'
import { soon } from './soon-rules.ts'

const at = (text: string) => ({ at: Temporal.Instant.from(text).toString(), timeZone: 'Asia/Shanghai' })
const now = Temporal.Instant.from('2026-12-30T23:30:00+08:00').toString()

test('today and tomorrow are named, by the calendar and not by 24 hours', () => {
  expect(soon({ ...at('2026-12-30T23:45:00+08:00'), now }, 'zh')).toBe('今天 23:45')
  expect(soon({ ...at('2026-12-31T00:15:00+08:00'), now }, 'zh')).toBe('明天 00:15')
  expect(soon({ ...at('2026-12-31T09:00:00+08:00'), now }, 'en')).toBe('tomorrow at 09:00')
})

test('yesterday is named for what was done then', () => {
  expect(soon({ ...at('2026-12-29T09:00:00+08:00'), now }, 'zh')).toBe('昨天 09:00')
  expect(soon({ ...at('2026-12-29T09:00:00+08:00'), now }, 'en')).toBe('yesterday at 09:00')
})

test('another day has its date, another year its year too', () => {
  const here = Temporal.Instant.from('2026-11-17T16:00:00+08:00').toString()
  expect(soon({ ...at('2026-11-24T16:02:00+08:00'), now: here }, 'zh')).toBe('11月24日周二 16:02')
  expect(soon({ ...at('2026-11-24T16:02:00+08:00'), now: here }, 'en')).toBe('Tue 24 Nov, 16:02')
  expect(soon({ ...at('2027-01-02T10:00:00+08:00'), now }, 'zh')).toBe('2027年1月2日周六 10:00')
})

test('the day is that of the time zone', () => {
  const facts = { at: '2026-11-17T16:30:00Z', now: '2026-11-17T15:00:00Z' }
  expect(soon({ ...facts, timeZone: 'Asia/Shanghai' }, 'zh')).toBe('明天 00:30')
  expect(soon({ ...facts, timeZone: 'Europe/London' }, 'zh')).toBe('今天 16:30')
})
