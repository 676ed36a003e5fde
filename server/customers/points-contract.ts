import { z } from 'zod'
import { byId, endpoint } from '../platform/endpoint.ts'
import { ContactPoint } from './contract.ts'
import { POINT_OWNERSHIPS, VERIFICATIONS } from './facts-rules.ts'

const tag = 'customers'
const note = z.string().trim().max(1000)

export const PointOwnership = z.enum(POINT_OWNERSHIPS)
export const Verification = z.enum(VERIFICATIONS)

export const verifyContactPoint = endpoint({
  method: 'POST',
  path: '/contact-points/:id/verify',
  summary: 'Somebody made sure that a contact point is right: how, and whose it is',
  tag,
  permission: 'customers.write',
  params: byId,
  body: z.object({ how: Verification, ownership: PointOwnership.optional(), note: note.default('') }),
  response: ContactPoint,
})

export const markContactPoint = endpoint({
  method: 'POST',
  path: '/contact-points/:id/mark',
  summary: 'Mark a contact point as doubtful, wrong or never registered; the last two are dialled no more',
  tag,
  permission: 'customers.write',
  params: byId,
  body: z.object({ state: z.enum(['doubtful', 'wrong', 'never-registered']), note: note.min(1) }),
  response: ContactPoint,
})

export const restoreContactPoint = endpoint({
  method: 'POST',
  path: '/contact-points/:id/restore',
  summary: 'Take back that a contact point is doubtful, wrong or never registered',
  tag,
  permission: 'customers.write',
  params: byId,
  body: z.object({ note: note.min(1) }),
  response: ContactPoint,
})

export const changeContactPoint = endpoint({
  method: 'PATCH',
  path: '/contact-points/:id',
  summary: 'Change whose a contact point is, its extension, or its place in the order of dialling (1 comes first)',
  tag,
  permission: 'customers.write',
  params: byId,
  body: z.object({
    ownership: PointOwnership.optional(),
    extension: z
      .string()
      .regex(/^\d{0,8}$/)
      .optional(),
    place: z.number().int().min(1).max(200).optional(),
  }),
  response: ContactPoint,
})
