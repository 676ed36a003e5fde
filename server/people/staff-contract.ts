import { z } from 'zod'
import { byId, endpoint, id, instant } from '../platform/endpoint.ts'
import { Role, Staff } from './contract.ts'

const tag = 'people'
const name = z.string().trim().min(1).max(100)
export const password = z.string().min(8).max(200)
const language = z.enum(['zh', 'en']).nullable()
const places = {
  roles: z.array(Role).max(20).default([]),
  customRoleIds: z.array(id).max(20).default([]),
  branchId: id,
  teamIds: z.array(id).max(200).default([]),
}
const label = z.string().trim().min(1).max(40)
/** What he speaks (a code of BCP 47, or a word) and can do; what is left out stays as it is. */
const abilities = { languages: z.array(label).max(30).optional(), skills: z.array(label).max(30).optional() }

/** A link by which somebody chooses a password, told once. */
export const Link = z
  .object({
    kind: z.enum(['invitation', 'password-reset']),
    /** What stands behind the # of `/welcome#…`. */
    token: z.string(),
    expiresAt: instant,
    /** Whether it went out by mail; `failed` and `none` mean that it must be handed over another way. */
    mail: z.enum(['sent', 'failed', 'none']),
  })
  .meta({ id: 'StaffLink' })

export const StaffWithLink = z.object({ staff: Staff, link: Link }).meta({ id: 'StaffWithLink' })

export const inviteStaff = endpoint({
  method: 'POST',
  path: '/staff/invitations',
  summary: 'Invite somebody, who chooses his password by a link that works once',
  tag,
  permission: 'people.manage',
  status: 201,
  body: z.object({ name, email: z.email().max(200), language: language.default(null), ...places, ...abilities }),
  response: StaffWithLink,
})

export const inviteAgain = endpoint({
  method: 'POST',
  path: '/staff/:id/invitation',
  summary: 'Invite somebody again who has not joined; the earlier link stops',
  tag,
  permission: 'people.manage',
  params: byId,
  response: StaffWithLink,
})

export const revokeLink = endpoint({
  method: 'DELETE',
  path: '/staff/:id/link',
  summary: 'Stop the open link of a member of staff',
  tag,
  permission: 'people.manage',
  params: byId,
  response: Staff,
})

export const resetPassword = endpoint({
  method: 'POST',
  path: '/staff/:id/password-reset',
  summary: 'Make a link by which a member of staff chooses a new password',
  tag,
  permission: 'people.manage',
  params: byId,
  response: StaffWithLink,
})

export const changeStaff = endpoint({
  method: 'PUT',
  path: '/staff/:id',
  summary: 'Change name, roles, branch, teams, languages and skills of a member of staff',
  tag,
  permission: 'people.manage',
  params: byId,
  body: z.object({ name, ...places, ...abilities }),
  response: Staff,
})

export const reactivateStaff = endpoint({
  method: 'POST',
  path: '/staff/:id/reactivation',
  summary: 'Let a deactivated member of staff sign in again',
  tag,
  permission: 'people.manage',
  params: byId,
  response: Staff,
})

export const changeProfile = endpoint({
  method: 'PUT',
  path: '/me',
  summary: 'Change my name and my language',
  tag,
  permission: 'signed-in',
  body: z.object({ name, language }),
})

export const changePassword = endpoint({
  method: 'PUT',
  path: '/me/password',
  summary: 'Change my password; my other sessions end',
  tag,
  permission: 'signed-in',
  perMinute: 20,
  body: z.object({ current: z.string().max(200), password }),
})

export const forgotPassword = endpoint({
  method: 'POST',
  path: '/password-resets',
  summary: 'Mail a link for a new password to whoever has this address; answers the same when nobody has',
  tag,
  permission: 'public',
  perMinute: 10,
  status: 202,
  body: z.object({ email: z.string().trim().max(200) }),
})

export const readLink = endpoint({
  method: 'POST',
  path: '/links/read',
  summary: 'For whom a link is',
  tag,
  permission: 'public',
  perMinute: 30,
  body: z.object({ token: z.string().max(200) }),
  response: z.object({
    kind: z.enum(['invitation', 'password-reset']),
    name: z.string(),
    email: z.string(),
    organisation: z.string(),
    language,
  }),
})

export const choosePassword = endpoint({
  method: 'POST',
  path: '/links/use',
  summary: 'Choose a password by a link, which is used up by it',
  tag,
  permission: 'public',
  perMinute: 30,
  body: z.object({ token: z.string().max(200), password }),
  response: z.object({ email: z.string() }),
})
