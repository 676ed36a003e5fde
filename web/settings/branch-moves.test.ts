import { describe, expect, test } from 'vitest'
import { dropOf, isBelow, stepOf } from './branch-moves.ts'

const branch = (id: string, parentId: string | null) => ({
  id,
  parentId,
  name: id,
  kind: 'own' as const,
  closedAt: null,
  staffCount: 0,
})
const TREE = [branch('总', null), branch('北', '总'), branch('南', '总'), branch('西', '总'), branch('市', '北')]

describe('one step of a branch', () => {
  test('up and down goes among its siblings and ends at their ends', () => {
    expect(stepOf(TREE, '南', 'up')).toEqual({ id: '南', parentId: '总', beforeId: '北' })
    expect(stepOf(TREE, '南', 'down')).toEqual({ id: '南', parentId: '总', beforeId: null })
    expect([stepOf(TREE, '北', 'up'), stepOf(TREE, '西', 'down')]).toEqual([null, null])
  })
  test('out goes right behind its parent, in to the end of the sibling before it', () => {
    expect(stepOf(TREE, '市', 'out')).toEqual({ id: '市', parentId: '总', beforeId: '南' })
    expect(stepOf(TREE, '南', 'in')).toEqual({ id: '南', parentId: '北', beforeId: null })
    expect([stepOf(TREE, '北', 'out'), stepOf(TREE, '北', 'in'), stepOf(TREE, '总', 'in')]).toEqual([null, null, null])
  })
})

describe('a dropped branch', () => {
  test('goes where it was dropped, and never below itself', () => {
    expect(dropOf(TREE, '西', { id: '北', place: 'inside' })).toEqual({ id: '西', parentId: '北', beforeId: null })
    expect(dropOf(TREE, '西', { id: '北', place: 'behind' })).toEqual({ id: '西', parentId: '总', beforeId: '南' })
    expect(dropOf(TREE, '西', { id: '北', place: 'before' })).toEqual({ id: '西', parentId: '总', beforeId: '北' })
    expect(dropOf(TREE, '北', { id: '市', place: 'inside' })).toBeNull()
    expect(dropOf(TREE, '北', { id: '总', place: 'behind' })).toBeNull()
    expect([isBelow(TREE, '市', '总'), isBelow(TREE, '总', '市')]).toEqual([true, false])
  })
})
