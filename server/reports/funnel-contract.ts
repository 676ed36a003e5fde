import { z } from 'zod'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { count, PeriodOf, PeriodQuery } from './period-contract.ts'

const tag = 'reports'

const FateRow = z
  .object({
    kind: z.enum(['ended', 'fell-out', 'open']),
    /** `completed`, `refused`, `expired`, `held` … */
    fate: z.string(),
    /** The first rule that puts it off, where it is held; the id it has in the policy. */
    rule: z.string().nullable(),
    /** The code of the reason that rule gives. */
    code: z.string().nullable(),
    text: z.string(),
    followups: count,
    /** When the first and the last of those held are released. */
    releasedFrom: instant.nullable(),
    releasedTo: instant.nullable(),
  })
  .meta({ id: 'FateRow' })

const steps = {
  /** In a period what was due in it; of a campaign all it planned since it began, each eligible event making one. */
  planned: count,
  /** In a period: due up to its end and not ended before it, or worked on in it. Of a campaign: their time has come. */
  due: count,
  /** In somebody's hands, also carried along with another, or called at least once. */
  handedOut: count,
  attempted: count,
  /** The customer was spoken to. */
  spoken: count,
  completed: count,
  /** Ended by a mail that the mail server took; nobody was spoken to. */
  mailed: count,
  /** What became of each; adds up to `planned`. */
  fates: z.array(FateRow),
}

/** The one funnel of the product: of a day, a period, a team, a branch or a campaign. */
export const FunnelSteps = z.object(steps).meta({ id: 'FunnelSteps' })

export const CampaignFunnel = z
  .object({ campaignId: id, name: z.string(), state: z.string(), ...steps })
  .meta({ id: 'CampaignFunnel' })

export const listCampaignFunnels = endpoint({
  method: 'GET',
  path: '/reports/campaigns',
  summary: 'How far each campaign has come and what became of its follow-ups, newest campaign first',
  tag,
  permission: 'reports.read',
  query: pageQuery,
  response: pageOf(CampaignFunnel),
})

export const readCampaignFunnel = endpoint({
  method: 'GET',
  path: '/campaigns/:id/funnel',
  summary: 'From planned to completed of one campaign since it began: held by which rule until when, and what fell out',
  tag,
  permission: 'reports.read',
  params: byId,
  response: CampaignFunnel.extend({
    asOf: instant,
    /** The version of the contact policy whose rules are named; 0 is the product’s own. */
    policyVersion: count,
  }).meta({ id: 'CampaignFunnelNow' }),
})

export const downloadCampaignFunnels = endpoint({
  method: 'GET',
  path: '/reports/campaigns.xlsx',
  summary: 'How far each campaign has come and what became of its follow-ups as a workbook; audited',
  tag,
  permission: 'reports.read',
  kind: 'download',
})

export const FUNNEL_SPLITS = ['campaign', 'team', 'branch'] as const

export const FunnelReport = PeriodOf.extend({
  asOf: instant,
  split: z.enum(FUNNEL_SPLITS),
  total: FunnelSteps,
  /** Most due first, at most 500. */
  parts: z.array(z.object({ id: id.nullable(), name: z.string().nullable(), ...steps }).meta({ id: 'FunnelPart' })),
}).meta({ id: 'FunnelReport' })

export const FunnelQuery = PeriodQuery.extend({ split: z.enum(FUNNEL_SPLITS).default('campaign') })

export const readFunnel = endpoint({
  method: 'GET',
  path: '/reports/funnel',
  summary: 'From due to completed, and what became of every follow-up of a period, per campaign, team or branch',
  tag,
  permission: 'reports.read',
  query: FunnelQuery,
  response: FunnelReport,
})

export const downloadFunnel = endpoint({
  method: 'GET',
  path: '/reports/funnel.xlsx',
  summary: 'The funnel with its reasons as a workbook; audited',
  tag,
  permission: 'reports.read',
  kind: 'download',
  query: FunnelQuery,
})
