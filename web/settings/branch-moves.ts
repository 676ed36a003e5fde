import type { Branch } from './branch-tree.ts'

/** Where a branch goes: below which one, and before which of its new siblings (`null`: after all). */
export interface Move {
  id: string
  parentId: string
  beforeId: string | null
}

export type Direction = 'up' | 'down' | 'out' | 'in'

/**
 * Where one step in a direction leads: up and down among its siblings, out to right behind its parent, in to the end of
 * the sibling before it. `null` where there is no such step, and for a branch whose parent is out of sight.
 */
export function stepOf(branches: readonly Branch[], id: string, direction: Direction): Move | null {
  const branch = branches.find(one => one.id === id)
  const parent = branches.find(one => one.id === branch?.parentId)
  if (!branch || !parent) return null
  const siblings = branches.filter(one => one.parentId === parent.id)
  const at = siblings.findIndex(one => one.id === id)
  const before = siblings[at - 1]
  if (direction === 'up') return before ? { id, parentId: parent.id, beforeId: before.id } : null
  if (direction === 'down') {
    return siblings[at + 1] ? { id, parentId: parent.id, beforeId: siblings[at + 2]?.id ?? null } : null
  }
  if (direction === 'in') return before && !before.closedAt ? { id, parentId: before.id, beforeId: null } : null
  const above = branches.find(one => one.id === parent.parentId)
  if (!above) return null
  const uncles = branches.filter(one => one.parentId === above.id)
  return { id, parentId: above.id, beforeId: uncles[uncles.indexOf(parent) + 1]?.id ?? null }
}

/** Where a branch dropped on a row goes: onto it, or into the gap before or behind it. `null` where it cannot. */
export function dropOf(
  branches: readonly Branch[],
  id: string,
  onto: { id: string; place: 'inside' | 'before' | 'behind' },
): Move | null {
  const target = branches.find(one => one.id === onto.id)
  if (!target || isBelow(branches, target.id, id)) return null
  if (onto.place === 'inside') return { id, parentId: target.id, beforeId: null }
  const parent = branches.find(one => one.id === target.parentId)
  if (!parent) return null
  if (onto.place === 'before') return { id, parentId: parent.id, beforeId: target.id }
  const siblings = branches.filter(one => one.parentId === parent.id && one.id !== id)
  return { id, parentId: parent.id, beforeId: siblings[siblings.indexOf(target) + 1]?.id ?? null }
}

/** Whether a branch is another one or lies below it. */
export function isBelow(branches: readonly Branch[], id: string, above: string): boolean {
  const parents = new Map(branches.map(branch => [branch.id, branch.parentId]))
  for (let at: string | null | undefined = id; at; at = parents.get(at)) if (at === above) return true
  return false
}
