import { describe, expect, test } from 'vitest'
import { byMonth, mergeByTime } from './timeline.ts'

const at = (...days: number[]) => days.map(day => ({ at: `2026-11-${String(day).padStart(2, '0')}T08:00:00Z` }))
const days = (entries: readonly { at: string }[]) => entries.map(entry => Number(entry.at.slice(8, 10)))

describe('one timeline of several sources', () => {
  test('is newest first, whoever told it', () => {
    const { shown, hasMore } = mergeByTime([
      { entries: at(20, 5), hasMore: false },
      { entries: at(12, 11, 1), hasMore: false },
    ])
    expect(days(shown)).toEqual([20, 12, 11, 5, 1])
    expect(hasMore).toBe(false)
  })

  test('shows nothing older than the point up to which every source has been read', () => {
    const merged = mergeByTime([
      { entries: at(20, 18, 15), hasMore: true },
      { entries: at(19, 10, 2), hasMore: false },
    ])
    expect(days(merged.shown)).toEqual([20, 19, 18, 15])
    expect(merged.behind).toEqual([0])
  })

  test('reads on the source that holds the others back', () => {
    const merged = mergeByTime([
      { entries: at(20, 18), hasMore: true },
      { entries: at(9, 4), hasMore: true },
      { entries: [], hasMore: false },
    ])
    expect(days(merged.shown)).toEqual([20, 18])
    expect(merged.behind).toEqual([0])
  })

  test('shows nothing while a source has not told anything and there is more', () => {
    const merged = mergeByTime([
      { entries: [], hasMore: true },
      { entries: at(9), hasMore: false },
    ])
    expect(merged.shown).toEqual([])
    expect(merged.behind).toEqual([0])
  })
})

test('months are those of the time zone given', () => {
  const entries = [{ at: '2026-10-31T16:30:00Z' }, { at: '2026-10-31T15:30:00Z' }]
  expect(byMonth(entries, 'Asia/Shanghai').map(({ month }) => month.toString())).toEqual(['2026-11', '2026-10'])
  expect(byMonth(entries, 'UTC').map(group => group.entries.length)).toEqual([2])
})
