import { expect, test } from 'vitest'
import { branchRows, branchTree } from './branch-tree.ts'

const branch = (id: string, parentId: string | null) => ({
  id,
  parentId,
  name: id,
  kind: 'own' as const,
  closedAt: null,
  staffCount: 0,
})

test('branches stand below their parents, with their depth', () => {
  const rows = branchRows([
    branch('shop', 'north'),
    branch('root', null),
    branch('south', 'root'),
    branch('north', 'root'),
  ])
  expect(rows.map(({ id, depth }) => [id, depth])).toEqual([
    ['root', 0],
    ['south', 1],
    ['north', 1],
    ['shop', 2],
  ])
})

test('a branch whose parent lies outside of the scope stands at the top', () => {
  expect(branchTree([branch('north', 'root'), branch('shop', 'north')])).toEqual([
    { value: 'north', title: 'north', children: [{ value: 'shop', title: 'shop', children: [] }] },
  ])
})
