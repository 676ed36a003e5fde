import { z } from 'zod'
import { byId, endpoint, id } from '../platform/endpoint.ts'
import { Branch } from './contract.ts'

const tag = 'people'
const count = z.number().int()
const work = { customers: count, campaigns: count, followups: count, cases: count }
const Named = z.object({ id, name: z.string() })

export const renameBranch = endpoint({
  method: 'PUT',
  path: '/branches/:id',
  summary: 'Rename a branch',
  tag,
  permission: 'people.manage',
  params: byId,
  body: z.object({ name: z.string().trim().min(1).max(100) }),
  response: Branch,
})

export const previewMove = endpoint({
  method: 'GET',
  path: '/branches/:id/move',
  summary: 'What a move of a branch would change: how much moves, and who gains or loses sight of it',
  tag,
  permission: 'people.manage',
  params: byId,
  query: z.object({ parentId: id }),
  response: z.object({
    ...work,
    branches: count,
    staff: count,
    /** The branches whose people see it afterwards and do not now, nearest first. */
    gaining: z.array(Named),
    losing: z.array(Named),
  }),
})

export const moveBranch = endpoint({
  method: 'POST',
  path: '/branches/:id/move',
  summary: 'Move a branch with all below it, before a sibling or after all of them',
  tag,
  permission: 'people.manage',
  params: byId,
  body: z.object({ parentId: id, beforeId: id.nullable().default(null) }),
  response: Branch,
})

export const branchHolds = endpoint({
  method: 'GET',
  path: '/branches/:id/holds',
  summary: 'What keeps a branch from being closed',
  tag,
  permission: 'people.manage',
  params: byId,
  response: z.object({ ...work, staff: count, teams: count, branches: count }),
})

export const closeBranch = endpoint({
  method: 'POST',
  path: '/branches/:id/closure',
  summary: 'Close an empty branch',
  tag,
  permission: 'people.manage',
  params: byId,
  response: Branch,
})

export const reopenBranch = endpoint({
  method: 'DELETE',
  path: '/branches/:id/closure',
  summary: 'Open a closed branch again',
  tag,
  permission: 'people.manage',
  params: byId,
  response: Branch,
})
