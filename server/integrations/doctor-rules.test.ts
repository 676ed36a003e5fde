import { expect, test } from 'vitest'
import { clockSkew, databaseVersion, diskSpace } from './doctor-rules.ts'

const GIB = 1024 ** 3

test('little disk is watched, very little is broken', () => {
  expect([10, 5, 4.9, 1, 0.9].map(size => diskSpace(size * GIB).level)).toEqual([
    ...['fine', 'fine', 'watch', 'watch', 'broken'],
  ])
})

test('clocks may differ by a moment, in either direction', () => {
  expect([0, 1.9, -1.9, 2, -29, 30, -400].map(seconds => clockSkew(seconds).level)).toEqual([
    ...['fine', 'fine', 'fine', 'watch', 'watch', 'broken', 'broken'],
  ])
})

test('a server older than 15 is refused', () => {
  expect([14, 15, 18].map(version => databaseVersion(version).level)).toEqual(['broken', 'fine', 'fine'])
})
