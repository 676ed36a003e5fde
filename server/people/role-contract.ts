import { z } from 'zod'
import { byId, endpoint } from '../platform/endpoint.ts'
import { Role } from './contract.ts'
import { PERMISSIONS, PERMISSIONS_OF_ROLE, ROLES } from './permissions.ts'

const tag = 'people'

export const Permission = z.enum(PERMISSIONS)

/** The fixed roles that allow all of some permissions. */
export function rolesThatMay(permissions: readonly z.infer<typeof Permission>[]): z.infer<typeof Role>[] {
  return ROLES.filter(role => permissions.every(one => PERMISSIONS_OF_ROLE[role].includes(one)))
}

/** A role with what it allows. Fixed ones are named by their key and cannot be changed. */
export const ShownRole = z
  .object({
    id: z.string(),
    fixed: Role.nullable(),
    name: z.string(),
    permissions: z.array(Permission),
    /** Staff who have it and are not deactivated. */
    staffCount: z.number().int(),
  })
  .meta({ id: 'ShownRole' })

const body = z.object({
  name: z.string().trim().min(1).max(60),
  permissions: z.array(Permission).max(PERMISSIONS.length),
})

export const listRoles = endpoint({
  method: 'GET',
  path: '/roles',
  summary: 'All roles with what they allow, the fixed ones first',
  tag,
  permission: 'people.read',
  response: z.object({ items: z.array(ShownRole) }),
})

export const addRole = endpoint({
  method: 'POST',
  path: '/roles',
  summary: 'Add a role of the organisation’s own; it may allow nothing the actor may not do himself',
  tag,
  permission: 'people.manage',
  status: 201,
  body,
  response: ShownRole,
})

export const changeRole = endpoint({
  method: 'PUT',
  path: '/roles/:id',
  summary: 'Change a role; it holds from the next request of those who have it',
  tag,
  permission: 'people.manage',
  params: byId,
  body,
  response: ShownRole,
})

export const removeRole = endpoint({
  method: 'DELETE',
  path: '/roles/:id',
  summary: 'Take away a role nobody has',
  tag,
  permission: 'people.manage',
  params: byId,
})
