import { z } from 'zod'
import { byId, endpoint, id } from '../platform/endpoint.ts'

const tag = 'people'

/** Something that members of a team have, and how many of them who work here. */
const Brought = z.array(z.object({ name: z.string(), members: z.number().int() }))

export const Team = z
  .object({
    id,
    name: z.string(),
    branchId: id,
    memberIds: z.array(id),
    leadId: id.nullable(),
    /** What its members can do and speak; languages by code. */
    skills: Brought,
    languages: Brought,
  })
  .meta({ id: 'Team' })

export const listTeams = endpoint({
  method: 'GET',
  path: '/teams',
  summary: 'The teams of my branches',
  tag,
  permission: 'people.read',
  response: z.object({ items: z.array(Team) }),
})

const TeamFields = z.object({
  name: z.string().trim().min(1).max(100),
  branchId: id,
  memberIds: z.array(id).max(1000).default([]),
  leadId: id.nullable().default(null),
})

export const addTeam = endpoint({
  method: 'POST',
  path: '/teams',
  summary: 'Add a team with its members',
  tag,
  permission: 'people.manage',
  status: 201,
  body: TeamFields,
  response: Team,
})

export const changeTeam = endpoint({
  method: 'PUT',
  path: '/teams/:id',
  summary: 'Change a team: its name, branch, members and lead',
  tag,
  permission: 'people.manage',
  params: byId,
  body: TeamFields,
  response: Team,
})
