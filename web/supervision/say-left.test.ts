import { describe, expect, test } from 'vitest'
import type { Say } from '../kit/words.ts'
import { sayLeft } from './say-left.ts'
import { words } from './words.ts'

const zh = words.zh as unknown as Record<string, (facts: unknown) => string>
const t = ((key: string, facts: unknown) => zh[key.replace('supervision.', '')]!(facts)) as Say

const NOW = Temporal.Instant.from('2026-11-17T02:00:00Z')
const left = (hours: number, minutes = 0) => sayLeft(NOW.add({ hours, minutes }), NOW, t)

describe('the time left to a deadline', () => {
  test('is said in two units at most', () => {
    expect(left(51, 20)).toBe('还剩 2 天 3 小时')
    expect(left(48)).toBe('还剩 2 天')
    expect(left(5, 40)).toBe('还剩 5 小时 40 分')
    expect(left(5)).toBe('还剩 5 小时')
    expect(left(0, 12)).toBe('还剩 12 分钟')
  })

  test('is overdue from the deadline on', () => {
    expect(left(0)).toBe('超期 0 分钟')
    expect(left(-5, -50)).toBe('超期 5 小时 50 分')
    expect(left(-49)).toBe('超期 2 天 1 小时')
  })

  test('a part of a minute is no minute', () => {
    expect(sayLeft(NOW.add({ seconds: 59 }), NOW, t)).toBe('还剩 0 分钟')
  })
})
