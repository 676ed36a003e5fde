import { describe, expect, test } from 'vitest'
import { sayDay, sayDuration, sayNumber, sayShortDay, sayTime } from './say-time.ts'

const now = Temporal.Instant.from('2026-11-22T09:30:00+08:00')
const zh = { now, zone: 'Asia/Shanghai', language: 'zh' } as const
const en = { ...zh, language: 'en' } as const
const at = (text: string) => Temporal.Instant.from(text)

describe('an instant as people say it', () => {
  test.each([
    ['2026-11-22T09:29:40+08:00', '此刻', 'this minute'],
    ['2026-11-22T09:25:00+08:00', '5 分钟前', '5 minutes ago'],
    ['2026-11-22T08:05:00+08:00', '今天 08:05', 'today 08:05'],
    ['2026-11-22T18:00:00+08:00', '今天 18:00', 'today 18:00'],
    ['2026-11-21T14:32:00+08:00', '昨天 14:32', 'yesterday 14:32'],
    ['2026-11-23T00:01:00+08:00', '明天 00:01', 'tomorrow 00:01'],
    ['2026-11-25T10:00:00+08:00', '3 天后 10:00', 'in 3 days 10:00'],
    ['2026-03-05T10:00:00+08:00', '3月5日 10:00', '5 Mar 10:00'],
    ['2025-03-05T10:00:00+08:00', '2025年3月5日 10:00', '5 Mar 2025 10:00'],
  ])('%s', (instant, chinese, english) => {
    expect(sayTime(at(instant), zh)).toBe(chinese)
    expect(sayTime(at(instant), en)).toBe(english)
  })

  test('yesterday is a day of the calendar in the zone of the organisation', () => {
    const lateEvening = at('2026-11-21T16:30:00Z')
    expect(sayTime(lateEvening, zh)).toBe('今天 00:30')
    expect(sayTime(lateEvening, { ...zh, zone: 'Europe/London' })).toBe('昨天 16:30')
  })
})

test('a day as people say it', () => {
  expect(sayDay(Temporal.PlainDate.from('2026-11-20'), zh)).toBe('2 天前')
  expect(sayDay(Temporal.PlainDate.from('2026-12-01'), en)).toBe('1 Dec')
  const day = Temporal.PlainDate.from('2026-12-01')
  expect([sayShortDay(day, 'zh'), sayShortDay(day, 'en')]).toEqual(['12/1', '01/12'])
})

test('durations and numbers', () => {
  expect([sayDuration(7), sayDuration(95), sayDuration(3671)]).toEqual(['0:07', '1:35', '1:01:11'])
  expect([sayNumber(12345, 'zh'), sayNumber(0.1234, 'en', true)]).toEqual(['12,345', '12.3%'])
})
