import { expect, test } from 'vitest'
import { branchesBelow } from './rules.ts'

test('branches below are found at any depth', () => {
  const tree = [
    { id: 'leaf', parentId: 'north' },
    { id: 'north', parentId: 'root' },
    { id: 'south', parentId: 'root' },
    { id: 'root', parentId: null },
  ]
  expect(branchesBelow('north', tree)).toEqual(new Set(['north', 'leaf']))
  expect(branchesBelow('root', tree).size).toBe(4)
})
