import { expect, test } from 'vitest'
import { newId } from './id.ts'

test('a new identifier is a UUID of version 7 of this moment, greater than every one before it', () => {
  const before = Date.now()
  const ids = Array.from({ length: 20_000 }, newId)
  expect(ids.filter(id => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual(
    [],
  )
  expect(ids.filter((id, at) => at > 0 && id <= ids[at - 1]!)).toEqual([])
  const time = Number.parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16)
  // A crowd of identifiers lends from the milliseconds to come.
  expect(time - before).toBeLessThan(1000)
  expect(time - before).toBeGreaterThanOrEqual(0)
})

test('identifiers of one moment share no end by which the next could be told', () => {
  const ends = Array.from({ length: 2000 }, () => newId().slice(20))
  expect(new Set(ends).size).toBe(ends.length)
})
