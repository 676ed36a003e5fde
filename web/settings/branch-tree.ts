import type { listBranches } from '../../server/people/contract.ts'
import type { AnswerOf } from '../kit/api.ts'

export type Branch = AnswerOf<typeof listBranches>['items'][number]

interface BranchNode {
  value: string
  title: string
  children: BranchNode[]
}

/** The branches as a tree for choosing one. A branch whose parent is out of sight stands at the top. */
export function branchTree(branches: readonly Branch[]): BranchNode[] {
  const children = childrenOf(branches)
  const below = (parentId: string | null): BranchNode[] =>
    (children.get(parentId) ?? []).map(({ id, name }) => ({ value: id, title: name, children: below(id) }))
  return below(null)
}

/** The branches by their parent; those whose parent is out of sight under `null`. */
function childrenOf(branches: readonly Branch[]): Map<string | null, Branch[]> {
  const there = new Set(branches.map(({ id }) => id))
  return Map.groupBy(branches, ({ parentId }) => (parentId !== null && there.has(parentId) ? parentId : null))
}

/** The branches in the order of the tree, each with its depth from 0. */
export function branchRows(branches: readonly Branch[]): (Branch & { depth: number })[] {
  const children = childrenOf(branches)
  const below = (parentId: string | null, depth: number): (Branch & { depth: number })[] =>
    (children.get(parentId) ?? []).flatMap(branch => [{ ...branch, depth }, ...below(branch.id, depth + 1)])
  return below(null, 0)
}
