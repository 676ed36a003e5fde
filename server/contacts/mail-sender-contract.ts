import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'

const tag = 'contacts'

/** Whom customers see as the sender of mails; `null`: none is registered, and no mail is written. */
export const MailSender = z
  .object({
    address: z.string().nullable(),
    /** What the operator has not set, so that nothing goes out; `null` where mails can. */
    lacks: z.enum(['mail-server', 'product-address']).nullable(),
  })
  .meta({ id: 'MailSender' })

export const readMailSender = endpoint({
  method: 'GET',
  path: '/mail-sender',
  summary: 'The address customers see as the sender of mails',
  tag,
  permission: 'contacts.ask',
  response: MailSender,
})

export const setMailSender = endpoint({
  method: 'PUT',
  path: '/mail-sender',
  summary: 'Register the address customers see as the sender of mails; other systems may use others of its domain',
  tag,
  permission: 'people.manage',
  body: z.object({ address: z.union([z.literal(''), z.email().max(200)]) }),
  response: MailSender,
})
