import { describe, expect, test } from 'vitest'
import { packCursor, unpackCursor } from './cursor.ts'
import { unstorableIn } from './storable.ts'

describe('a text the database cannot store', () => {
  test('is found wherever it stands', () => {
    expect(unstorableIn({ name: '张三', lines: [{ product: 'a' }, { product: 'b\0' }] })).toBe('lines.1.product')
    expect(unstorableIn('half a pair \ud800')).toBe('')
    expect(unstorableIn({ answers: { 'a\0': 1 } })).toBe('answers')
  })

  test('is not one with an emoji, a formula or a line break', () => {
    expect(unstorableIn({ note: '😀 =1+1\r\n', count: 3, none: null, list: [true] })).toBeNull()
  })

  test('is looked for at any depth', () => {
    const depth = 200_000
    expect(unstorableIn(JSON.parse('['.repeat(depth) + ']'.repeat(depth)))).toBeNull()
  })
})

describe('a cursor', () => {
  const id = '01a200fc-402f-7b58-a140-ecce718568d6'
  const at = Temporal.Instant.from('2026-11-17T02:00:00.123456Z')

  test('comes back as it was packed', () => {
    expect(unpackCursor(packCursor([at, id]), ['instant', 'id'])).toEqual([at.toString(), id])
    expect(unpackCursor(packCursor(['张三', id]), ['text', 'id'])).toEqual(['张三', id])
    expect(unpackCursor(packCursor([7]), ['number'])).toEqual(['7'])
  })

  test.each([
    ['of another list', packCursor(['张三', id])],
    ['with a part too few', packCursor([at])],
    ['with an instant no calendar has', packCursor(['+290000-01-01T00:00:00Z', id])],
    ['with an instant before the first year', packCursor(['0000-01-01T00:00:00Z', id])],
    ['with parts that are no values', packCursor([null, {}])],
    ['that was never packed', '%%%'],
  ])('%s is refused', (_what, cursor) => {
    expect(() => unpackCursor(cursor, ['instant', 'id'])).toThrow('invalid-input')
  })

  test('with a text the database cannot store is refused', () => {
    expect(() => unpackCursor(packCursor(['a\0', id]), ['text', 'id'])).toThrow('invalid-input')
  })
})
