import { z } from 'zod'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { CONSENT_CHANNELS, EVIDENCE_KINDS, PURPOSE_CLASSES } from './facts-rules.ts'

const tag = 'customers'

export const PurposeClass = z.enum(PURPOSE_CLASSES)
export const ConsentChannel = z.enum(CONSENT_CHANNELS)

/** One word of the customer: that he agrees, or agrees no more, to be reached for a purpose by a channel. */
export const Consent = z
  .object({
    id,
    customerId: id,
    purposeClass: PurposeClass,
    channel: ConsentChannel,
    given: z.boolean(),
    at: instant,
    expiresAt: instant.nullable(),
    evidenceKind: z.enum(EVIDENCE_KINDS),
    evidence: z.string(),
    source: z.string(),
    importId: id.nullable(),
    recordedByName: z.string().nullable(),
    recordedAt: instant,
    /** Set when the import that brought it was undone: it counts no more and stays on record. */
    voidedAt: instant.nullable(),
  })
  .meta({ id: 'Consent' })

/** Where a customer stands for one purpose by one channel, by the last thing he said of it. */
export const ConsentStanding = z
  .object({
    purposeClass: PurposeClass,
    channel: ConsentChannel,
    standing: z.enum(['given', 'withdrawn', 'expired', 'never-asked']),
    since: instant.nullable(),
    expiresAt: instant.nullable(),
    consentId: id.nullable(),
  })
  .meta({ id: 'ConsentStanding' })

export const getConsents = endpoint({
  method: 'GET',
  path: '/customers/:id/consent-standing',
  summary: 'What a customer agrees to now, for every purpose and channel',
  tag,
  permission: 'customers.read',
  params: byId,
  response: z.object({ items: z.array(ConsentStanding) }),
})

export const listConsents = endpoint({
  method: 'GET',
  path: '/customers/:id/consents',
  summary: 'Every consent a customer gave or withdrew, newest first; nothing is ever overwritten',
  tag,
  permission: 'customers.read',
  params: byId,
  query: pageQuery,
  response: pageOf(Consent),
})

export const recordConsent = endpoint({
  method: 'POST',
  path: '/customers/:id/consents',
  summary: 'Write down that a customer gave or withdrew consent, with its evidence',
  tag,
  permission: 'customers.write',
  status: 201,
  params: byId,
  body: z.object({
    purposeClass: PurposeClass,
    channels: z.array(ConsentChannel).min(1).max(5),
    given: z.boolean(),
    at: instant,
    expiresAt: instant.nullable().default(null),
    evidenceKind: z.enum(EVIDENCE_KINDS),
    evidence: z.string().trim().min(1).max(2000),
  }),
  response: z.object({ items: z.array(Consent) }),
})
