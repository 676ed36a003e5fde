import { expect, test } from 'vitest'
import { byMonth } from './timeline.ts'

test('months are those of the time zone given', () => {
  const entries = [{ at: '2026-10-31T16:30:00Z' }, { at: '2026-10-31T15:30:00Z' }]
  expect(byMonth(entries, 'Asia/Shanghai').map(({ month }) => month.toString())).toEqual(['2026-11', '2026-10'])
  expect(byMonth(entries, 'UTC').map(group => group.entries.length)).toEqual([2])
})
