import type { listBranches, listStaff } from '../../server/people/contract.ts'
import type { AnswerOf } from '../kit/api.ts'

type Branch = Pick<AnswerOf<typeof listBranches>['items'][number], 'id' | 'parentId'>
type Member = AnswerOf<typeof listStaff>['items'][number]

/** The roles whose permissions include `cases.handle`; the server has the last word. */
const ROLES_THAT_HANDLE: readonly Member['roles'][number][] = ['owner', 'supervisor']

/** Who of the staff one may see could own a case of a branch: of that branch or one above, active, and able to handle it. */
export function ownersFor<M extends Pick<Member, 'branchId' | 'roles' | 'deactivatedAt'>>(
  branchId: string,
  branches: readonly Branch[],
  staff: readonly M[],
): M[] {
  const up = branchAndAbove(branchId, branches)
  return staff.filter(
    ({ branchId: at, roles, deactivatedAt }) =>
      deactivatedAt === null && up.has(at) && roles.some(role => ROLES_THAT_HANDLE.includes(role)),
  )
}

function branchAndAbove(branchId: string, branches: readonly Branch[]): Set<string> {
  const parents = new Map(branches.map(({ id, parentId }) => [id, parentId]))
  const up = new Set<string>()
  for (let at: string | null | undefined = branchId; at && !up.has(at); at = parents.get(at)) up.add(at)
  return up
}
