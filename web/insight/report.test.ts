import { describe, expect, test } from 'vitest'
import { type HourRow, hoursToDraw, shareOf } from './report.ts'

const day = (worked: Record<number, Partial<HourRow>>): HourRow[] =>
  Array.from({ length: 24 }, (_, n) => ({
    hour: String(n).padStart(2, '0'),
    startsAt: `2026-11-17T${String(n).padStart(2, '0')}:00:00+08:00`,
    due: 0,
    planned: null,
    done: 0,
    reached: 0,
    completed: 0,
    ...worked[n],
  }))
const drawn = (hours: readonly HourRow[]) => [hoursToDraw(hours)[0]?.hour, hoursToDraw(hours).at(-1)?.hour]

describe('the hours of the picture', () => {
  test('are the working day when all happened within it', () => {
    expect(drawn(day({ 10: { due: 5 }, 14: { done: 3 } }))).toEqual(['08', '18'])
  })

  test('reach out to what fell due early and was done late', () => {
    expect(drawn(day({ 6: { due: 1 }, 21: { done: 1 } }))).toEqual(['06', '21'])
  })

  test('are none when nothing happened', () => {
    expect(hoursToDraw(day({}))).toEqual([])
  })
})

test('of nothing there is no share', () => {
  expect(shareOf(0, 0)).toBeNull()
  expect(shareOf(1, 4)).toBe(0.25)
})
