import { z } from 'zod'
import { byId, endpoint, id, instant, nothing, pageOf, pageQuery } from '../platform/endpoint.ts'
import { STOP_SOURCES } from './contract.ts'

const tag = 'contacts'
const flag = z.stringbool().default(false)
const number = z.string().trim().min(5).max(40)
const words = z.string().trim().min(1).max(2000)

/** A number that is never to be called, or an address never to be written to, whoever it belongs to. */
export const NumberStop = z
  .object({
    id,
    kind: z.enum(['phone', 'email']),
    masked: z.string(),
    source: z.string(),
    note: z.string(),
    createdByName: z.string().nullable(),
    createdAt: instant,
    liftedAt: instant.nullable(),
    liftedByName: z.string().nullable(),
    liftedNote: z.string().nullable(),
  })
  .meta({ id: 'NumberStop' })

/** A POST, so that the number stays out of addresses and logs. */
export const stopNumber = endpoint({
  method: 'POST',
  path: '/number-stops',
  summary:
    'Never call a number, or write to an e-mail address, again, whoever it belongs to, known or not; said twice it stands once',
  tag,
  permission: 'contacts.stop',
  status: 201,
  body: z.object({
    number: z.string().trim().min(5).max(200),
    source: z.enum(STOP_SOURCES),
    note: z.string().trim().max(1000).default(''),
  }),
  response: NumberStop,
})

export const listNumberStops = endpoint({
  method: 'GET',
  path: '/number-stops',
  summary: 'The numbers that are never to be called, newest first; with those lifted if asked for',
  tag,
  permission: 'contacts.read',
  query: pageQuery.extend({ lifted: flag }),
  response: pageOf(NumberStop),
})

export const liftNumberStop = endpoint({
  method: 'POST',
  path: '/number-stops/:id/lifting',
  summary: 'Lift the stop of a number, with the reason why',
  tag,
  permission: 'contacts.policy',
  params: byId,
  body: z.object({ note: z.string().trim().min(1).max(1000) }),
  response: nothing,
})

/** A call in our name that was not ours, as a customer reported it. */
export const SuspectedCall = z
  .object({
    id,
    branchName: z.string(),
    /** The number that was called, masked. */
    called: z.string().nullable(),
    /** The number that was shown, masked. */
    shown: z.string().nullable(),
    customerName: z.string().nullable(),
    happenedAt: instant.nullable(),
    said: z.string(),
    reportedByName: z.string(),
    reportedAt: instant,
    sameNumber: z.number().int(),
    handledByName: z.string().nullable(),
    handledAt: instant.nullable(),
    handling: z.string().nullable(),
  })
  .meta({ id: 'SuspectedCall' })

export const reportSuspectedCall = endpoint({
  method: 'POST',
  path: '/suspected-calls',
  summary: 'Report a call in our name that was not ours',
  tag,
  permission: 'contacts.ask',
  status: 201,
  body: z.object({
    called: number.optional(),
    shown: number.optional(),
    customerId: id.optional(),
    happenedAt: instant.optional(),
    said: words,
  }),
  response: z.object({ id }),
})

export const listSuspectedCalls = endpoint({
  method: 'GET',
  path: '/suspected-calls',
  summary: 'Calls in our name that were not ours, newest first: those not dealt with, or all',
  tag,
  permission: 'audit.read',
  query: pageQuery.extend({ all: flag }),
  response: pageOf(SuspectedCall),
})

export const handleSuspectedCall = endpoint({
  method: 'POST',
  path: '/suspected-calls/:id/handling',
  summary: 'Write down how a suspected call was dealt with',
  tag,
  permission: 'audit.read',
  params: byId,
  body: z.object({ handling: words }),
  response: SuspectedCall,
})
