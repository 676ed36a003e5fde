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
  const below = (parentId: string | null): BranchNode[] =>
    childrenOf(branches, parentId).map(({ id, name }) => ({ value: id, title: name, children: below(id) }))
  return below(null)
}

/** The branches in the order of the tree, each with its depth from 0. */
export function branchRows(branches: readonly Branch[]): (Branch & { depth: number })[] {
  const below = (parentId: string | null, depth: number): (Branch & { depth: number })[] =>
    childrenOf(branches, parentId).flatMap(branch => [{ ...branch, depth }, ...below(branch.id, depth + 1)])
  return below(null, 0)
}

function childrenOf(branches: readonly Branch[], parentId: string | null): Branch[] {
  const isTop = ({ parentId: above }: Branch) => above === null || !branches.some(({ id }) => id === above)
  return branches.filter(branch => (parentId === null ? isTop(branch) : branch.parentId === parentId))
}
