import { z } from 'zod'
import { day, endpoint, id, instant, nothing, pageOf, pageQuery } from '../platform/endpoint.ts'
import { PolicyContent } from './rule-contract.ts'

const tag = 'policy'
const person = z.object({ id, name: z.string() })
const number = z.number().int()

/** Names of the branches and campaigns a content names, by id; those the reader may not see are left out. */
const names = z.record(z.string(), z.string())

export const DECISIONS = ['approved', 'returned', 'withdrawn'] as const

/** A version as it was submitted, without what it says; that never changes. */
export const PolicyVersion = z
  .object({
    version: number,
    baseVersion: number,
    /** Why it was wanted, as its writers said. */
    reason: z.string(),
    /** A local day of the organisation; `null`: as soon as it was approved. */
    takesEffectOn: day.nullable(),
    writtenBy: z.array(person),
    submittedBy: person.nullable(),
    submittedAt: instant,
    /** What became of it; `null` while it waits. */
    decision: z.enum(DECISIONS).nullable(),
    decidedBy: person.nullable(),
    decidedAt: instant.nullable(),
    note: z.string(),
    inForceFrom: instant.nullable(),
    inForceUntil: instant.nullable(),
    /** Stated by one person, before a second was needed. */
    carriedOver: z.boolean(),
  })
  .meta({ id: 'PolicyVersion' })

/** What is wrong in a draft, or as a warning, what its writers should know; `subject` is a rule’s or exemption’s id. */
export const PolicyProblem = z
  .object({ code: z.string(), warning: z.boolean(), subject: z.string().nullable(), sentence: z.string() })
  .meta({ id: 'PolicyProblem' })

export const PackConfirmation = z
  .object({ id, pack: z.string(), edition: z.string(), ruleIds: z.array(z.string()), by: person, at: instant })
  .meta({ id: 'PackConfirmation' })

/** The next version while it is written. While `submitted` is set it waits for approval and cannot be written. */
export const PolicyDraft = z
  .object({
    baseVersion: number,
    base: PolicyContent,
    content: PolicyContent,
    reason: z.string(),
    takesEffectOn: day.nullable(),
    writtenBy: z.array(person),
    saves: number,
    savedBy: person,
    savedAt: instant,
    submitted: PolicyVersion.nullable(),
    /** The version of it that was returned last, with what has to change. */
    returned: PolicyVersion.nullable(),
    problems: z.array(PolicyProblem),
    names,
  })
  .meta({ id: 'PolicyDraft' })

const draftAnswer = z.object({ draft: PolicyDraft })

export const readPolicy = endpoint({
  method: 'GET',
  path: '/policy',
  summary: 'The contact policy in force; version 0 is the product’s default',
  tag,
  permission: 'contacts.ask',
  response: z.object({
    version: number,
    content: PolicyContent,
    /** `null` for the default. */
    stated: PolicyVersion.nullable(),
    /** Approved, and in force from a day to come. */
    next: PolicyVersion.nullable(),
    names,
  }),
})

export const readDraft = endpoint({
  method: 'GET',
  path: '/policy/draft',
  summary: 'The next version while it is written, with what is wrong in it; none when nothing is being written',
  tag,
  permission: 'contacts.ask',
  response: z.object({ draft: PolicyDraft.nullable() }),
})

export const beginDraft = endpoint({
  method: 'POST',
  path: '/policy/draft',
  summary: 'Begin the next version from the one approved last; answers the draft there is',
  tag,
  permission: 'campaigns.plan',
  response: draftAnswer,
})

export const saveDraft = endpoint({
  method: 'PUT',
  path: '/policy/draft',
  summary: 'Keep what has been written so far; what is wrong in it is answered, not refused',
  tag,
  permission: 'campaigns.plan',
  body: z.object({
    /** How often the draft had been saved when it was read; refused when it has been saved since. */
    saves: number,
    content: PolicyContent,
    reason: z.string().trim().max(1000).default(''),
    takesEffectOn: day.nullable().default(null),
  }),
  response: draftAnswer,
})

export const discardDraft = endpoint({
  method: 'DELETE',
  path: '/policy/draft',
  summary: 'Give up what was being written; what holds is not touched',
  tag,
  permission: 'campaigns.plan',
  response: nothing,
})

export const submitDraft = endpoint({
  method: 'POST',
  path: '/policy/draft/submission',
  summary: 'Submit the draft for approval by a second person',
  tag,
  permission: 'campaigns.plan',
  response: draftAnswer,
})

export const withdrawDraft = endpoint({
  method: 'POST',
  path: '/policy/draft/withdrawal',
  summary: 'Take back what was submitted, to change it',
  tag,
  permission: 'campaigns.plan',
  response: draftAnswer,
})

export const returnDraft = endpoint({
  method: 'POST',
  path: '/policy/draft/return',
  summary: 'Give what was submitted back to its writers, with what has to change',
  tag,
  permission: 'contacts.policy',
  body: z.object({ version: number, note: z.string().trim().min(1).max(2000) }),
  response: draftAnswer,
})

export const approveDraft = endpoint({
  method: 'POST',
  path: '/policy/draft/approval',
  summary: 'Approve the version that waits; refused to whoever wrote or submitted it',
  tag,
  permission: 'contacts.policy',
  body: z.object({ version: number }),
  response: z.object({ version: PolicyVersion }),
})

export const listPolicyVersions = endpoint({
  method: 'GET',
  path: '/policy/versions',
  summary: 'The versions that were submitted, newest first',
  tag,
  permission: 'contacts.ask',
  query: pageQuery,
  response: pageOf(PolicyVersion),
})

export const readPolicyVersion = endpoint({
  method: 'GET',
  path: '/policy/versions/:version',
  summary: 'What a version says, beside the one it was written from',
  tag,
  permission: 'contacts.ask',
  params: z.object({ version: z.coerce.number().int().min(1).max(2_000_000_000) }),
  response: z.object({ version: PolicyVersion, content: PolicyContent, base: PolicyContent, names }),
})
