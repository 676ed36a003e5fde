import { z } from 'zod'
import { LANGUAGE_CODE } from '../people/ability-rules.ts'
import { byId, day, endpoint, id, instant } from '../platform/endpoint.ts'
import { ContactPoint } from './contract.ts'

const tag = 'customers'

/** Whoever is in charge of a matter at a customer, such as purchasing; with contact points of his own. */
export const PersonInCharge = z
  .object({
    id,
    customerId: id,
    name: z.string(),
    /** Codes the product knows (`purchasing`), or names of the organisation's own duties. */
    duties: z.array(z.string()),
    dutyTexts: z.array(z.string()),
    /** BCP 47, such as `yue` or `en`; `null` when it is the customer's. */
    language: z.string().nullable(),
    note: z.string().nullable(),
    validFrom: day.nullable(),
    validUntil: day.nullable(),
    endedAt: instant.nullable(),
    source: z.string(),
    points: z.array(ContactPoint),
    updatedAt: instant,
  })
  .meta({ id: 'PersonInCharge' })

const duty = z.string().trim().min(1).max(50)
const fields = {
  name: z.string().trim().min(1).max(200),
  duties: z.array(duty).min(1).max(10),
  language: z.string().regex(LANGUAGE_CODE).nullable(),
  note: z.string().trim().max(2000).nullable(),
  validFrom: day.nullable(),
  validUntil: day.nullable(),
}

export const NewPerson = z.object({
  name: fields.name,
  duties: fields.duties,
  language: fields.language.default(null),
  note: fields.note.default(null),
  validFrom: fields.validFrom.default(null),
  validUntil: fields.validUntil.default(null),
  phones: z.array(z.string().trim().min(3).max(50)).max(10).default([]),
  emails: z.array(z.string().trim().min(3).max(200)).max(10).default([]),
})

export const listPersons = endpoint({
  method: 'GET',
  path: '/customers/:id/persons',
  summary: 'The persons in charge at a customer: those in charge now, then those who were',
  tag,
  permission: 'customers.read',
  params: byId,
  response: z.object({ items: z.array(PersonInCharge) }),
})

export const addPerson = endpoint({
  method: 'POST',
  path: '/customers/:id/persons',
  summary: 'Add a person in charge, with his own phones and e-mails',
  tag,
  permission: 'customers.write',
  status: 201,
  params: byId,
  body: NewPerson,
  response: PersonInCharge,
})

export const changePerson = endpoint({
  method: 'PATCH',
  path: '/persons/:id',
  summary: 'Correct what is known of a person in charge; the old value is kept in the history',
  tag,
  permission: 'customers.write',
  params: byId,
  body: z.object(fields).partial(),
  response: PersonInCharge,
})

export const addPersonPoint = endpoint({
  method: 'POST',
  path: '/persons/:id/contact-points',
  summary: 'Add a phone number or an e-mail to a person in charge',
  tag,
  permission: 'customers.write',
  status: 201,
  params: byId,
  body: z.object({ kind: z.enum(['phone', 'email']), value: z.string().trim().min(3).max(200) }),
  response: PersonInCharge,
})

export const endPerson = endpoint({
  method: 'POST',
  path: '/persons/:id/end',
  summary: 'He is in charge no more after a day; from then on his own contact points are not dialled',
  tag,
  permission: 'customers.write',
  params: byId,
  body: z.object({ lastDay: day, note: z.string().trim().max(1000).default('') }),
  response: PersonInCharge,
})

export const resumePerson = endpoint({
  method: 'POST',
  path: '/persons/:id/resume',
  summary: 'He is in charge after all, until further notice',
  tag,
  permission: 'customers.write',
  params: byId,
  response: PersonInCharge,
})

export const Duty = z.object({ duty: z.string(), text: z.string(), builtIn: z.boolean() }).meta({ id: 'Duty' })

export const listDuties = endpoint({
  method: 'GET',
  path: '/duties',
  summary: 'What a person can be in charge of: the duties the product knows, and the organisation’s own',
  tag,
  permission: 'customers.read',
  response: z.object({ items: z.array(Duty) }),
})

export const addDuty = endpoint({
  method: 'POST',
  path: '/duties',
  summary: 'Add a duty of the organisation’s own',
  tag,
  permission: 'customers.write',
  status: 201,
  body: z.object({ name: duty }),
  response: Duty,
})
