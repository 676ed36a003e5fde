import { describe, expect, test } from 'vitest'
import { orderToldBy, readNumber, readTime } from './cell-rules.ts'

describe('a time of a file', () => {
  test.each([
    ['2010-12-01T08:26:00', '2010-12-01T08:26:00+08:00'],
    ['2010-12-01T08:26:00Z', '2010-12-01T08:26:00Z'],
    ['2010-12-01 08:26:00 +01:00', '2010-12-01T08:26:00+01:00'],
    ['2010-12-01', '2010-12-01T00:00:00+08:00'],
    ['2026/11/22 10:00', '2026-11-22T10:00:00+08:00'],
    ['2026/1/2 9:05:07', '2026-01-02T09:05:07+08:00'],
    ['2026年11月22日', '2026-11-22T00:00:00+08:00'],
    ['2026年11月22日 下午3:05', '2026-11-22T15:05:00+08:00'],
    ['2026年11月22日 上午12:05', '2026-11-22T00:05:00+08:00'],
    ['2026年11月22日 15时05分', '2026-11-22T15:05:00+08:00'],
    ['2026.11.22 10:00', '2026-11-22T10:00:00+08:00'],
    ['12/1/10 8:26', '2010-12-01T08:26:00+08:00'],
    ['12/31/1999 11:59 PM', '1999-12-31T23:59:00+08:00'],
    ['46348.5', '2026-11-22T12:00:00+08:00'],
  ])('“%s” is %s', (text, iso) => {
    expect(readTime(text, 'Asia/Shanghai', 'mdy')?.equals(Temporal.Instant.from(iso))).toBe(true)
  })

  test('has day before month where the file has it so', () => {
    expect(String(readTime('22/11/2026 10:00', 'UTC', 'dmy'))).toBe('2026-11-22T10:00:00Z')
  })

  test.each(['', '昨天', '2026-13-01', '2026-02-30', '13/13/10', '2026-11-22T25:00:00', '12'])(
    '“%s” cannot be read',
    text => {
      expect(readTime(text, 'Asia/Shanghai', 'mdy')).toBeUndefined()
    },
  )

  test('tells the order of day and month only by a number above 12', () => {
    expect(['12/13/10', '13/12/10', '12/1/10', '2026-11-22'].map(orderToldBy)).toEqual([
      'mdy',
      'dmy',
      undefined,
      undefined,
    ])
  })
})

describe('a number of a file', () => {
  test.each([
    ['6', 6],
    ['-2.55', -2.55],
    ['1,234.50', 1234.5],
    ['¥1,234', 1234],
    ['２．５', 2.5],
    ['2,55', 2.55],
    ['.5', 0.5],
    ['1e3', 1000],
  ])('“%s” is %f', (text, number) => expect(readNumber(text)).toBe(number))
  test.each(['', '六', '1.2.3', '12 pcs', '0x10'])('“%s” is none', text => expect(readNumber(text)).toBeUndefined())
})
