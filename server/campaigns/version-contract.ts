import { z } from 'zod'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { Question } from '../scripts/contract.ts'
import { SeenContent } from './contract.ts'

const tag = 'campaigns'
const person = z.object({ id, name: z.string() })

export const DECISIONS = ['approved', 'returned', 'withdrawn'] as const

/** A version as it was submitted: content, script and names as they were then. It never changes. */
export const CampaignVersion = z
  .object({
    number: z.number().int(),
    content: SeenContent,
    script: z.object({
      name: z.string(),
      opening: z.string(),
      minutes: z.number().int(),
      questions: z.array(Question),
      version: z.number().int(),
    }),
    submittedBy: person,
    submittedAt: instant,
    /** What became of it; `null` while it waits. */
    decision: z.enum(DECISIONS).nullable(),
    decidedBy: person.nullable(),
    decidedAt: instant.nullable(),
    note: z.string(),
  })
  .meta({ id: 'CampaignVersion' })

export const listVersions = endpoint({
  method: 'GET',
  path: '/campaigns/:id/versions',
  summary: 'The versions of a campaign that were submitted, newest first',
  tag,
  permission: 'campaigns.read',
  params: byId,
  query: pageQuery,
  response: pageOf(CampaignVersion),
})

export const listCampaignHistory = endpoint({
  method: 'GET',
  path: '/campaigns/:id/history',
  summary: 'Who did what with a campaign, newest first; edits of one person one after the other count as one',
  tag,
  permission: 'campaigns.read',
  params: byId,
  query: pageQuery,
  response: pageOf(
    z.object({
      id,
      at: instant,
      /** `null`: the system. */
      by: person.nullable(),
      action: z.string(),
      note: z.string().nullable(),
      number: z.number().int().nullable(),
      /** How many edits one after the other it stands for. */
      times: z.number().int(),
    }),
  ),
})
