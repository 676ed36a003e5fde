import type { Language } from '../platform/reason.ts'

/** What a campaign may be for; the order within a campaign is the order of the conversation. */
export const PURPOSES = [
  'care',
  'verify-data',
  'satisfaction',
  'problem-solving',
  'confirm-solution',
  'research',
  'renewal',
  'replenishment',
  'cross-sell',
  'win-back',
  'festival',
  'referral',
] as const
export type Purpose = (typeof PURPOSES)[number]

/** Each purpose in words for planners, agents and customers. */
export const PURPOSE_WORDS: Record<Purpose, Record<Language, string>> = {
  care: { zh: '关怀', en: 'Care' },
  'verify-data': { zh: '核实资料', en: 'Verify data' },
  satisfaction: { zh: '满意度', en: 'Satisfaction' },
  'problem-solving': { zh: '解决问题', en: 'Solve a problem' },
  'confirm-solution': { zh: '确认问题已解决', en: 'Confirm the solution' },
  research: { zh: '调研', en: 'Research' },
  renewal: { zh: '续约', en: 'Renewal' },
  replenishment: { zh: '补货', en: 'Replenishment' },
  'cross-sell': { zh: '推荐产品', en: 'Cross-sell' },
  'win-back': { zh: '挽回', en: 'Win back' },
  festival: { zh: '节日问候', en: 'Festival greeting' },
  referral: { zh: '转介绍', en: 'Referral' },
}

/** By which channels a campaign reaches customers; the others of the trade cannot be chosen yet. */
export const CHANNELS = ['phone', 'email'] as const
export type CampaignChannel = (typeof CHANNELS)[number]

export const CAMPAIGN_STATES = ['draft', 'submitted', 'running', 'paused', 'stopped'] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]

export const CAMPAIGN_STEPS = ['submit', 'withdraw', 'approve', 'return', 'discard', 'pause', 'resume', 'stop'] as const
export type CampaignStep = (typeof CAMPAIGN_STEPS)[number]

interface Transition {
  from: readonly CampaignState[]
  to: CampaignState
  permission: 'campaigns.plan' | 'campaigns.approve'
}

/** From where to where each step leads. What is stopped stays stopped. */
export const TRANSITIONS: Record<CampaignStep, Transition> = {
  submit: { from: ['draft'], to: 'submitted', permission: 'campaigns.plan' },
  withdraw: { from: ['submitted'], to: 'draft', permission: 'campaigns.plan' },
  approve: { from: ['submitted'], to: 'running', permission: 'campaigns.approve' },
  return: { from: ['submitted'], to: 'draft', permission: 'campaigns.approve' },
  discard: { from: [], to: 'running', permission: 'campaigns.plan' },
  pause: { from: ['running'], to: 'paused', permission: 'campaigns.plan' },
  resume: { from: ['paused'], to: 'running', permission: 'campaigns.plan' },
  stop: { from: ['running', 'paused'], to: 'stopped', permission: 'campaigns.plan' },
}

/** Whether the next version of a running campaign is being written or waits for approval; `null` when there is none. */
export type RevisionState = 'draft' | 'submitted' | null

/** What of the next version each step can be taken with; the campaign itself goes on as it is. */
export const REVISION_STEPS: Partial<Record<CampaignStep, { from: RevisionState; to: RevisionState }>> = {
  submit: { from: 'draft', to: 'submitted' },
  withdraw: { from: 'submitted', to: 'draft' },
  approve: { from: 'submitted', to: null },
  return: { from: 'submitted', to: 'draft' },
  discard: { from: 'draft', to: null },
}

/** What a step is judged by. */
export interface Judged {
  state: CampaignState
  revision: RevisionState
  /** All who wrote or submitted what is to be approved. */
  plannedBy: readonly string[]
  validUntil: Temporal.PlainDate | null
  version: number
}

/** Whether a step is about the next version of a campaign that runs, not about the campaign itself. */
export function isAboutRevision(campaign: Pick<Judged, 'state' | 'revision'>, step: CampaignStep): boolean {
  return campaign.revision !== null && step in REVISION_STEPS
}

/** Whether a step leads on from where a campaign and its next version stand. */
export function leadsOn(campaign: Pick<Judged, 'state' | 'revision'>, step: CampaignStep): boolean {
  return isAboutRevision(campaign, step)
    ? REVISION_STEPS[step]?.from === campaign.revision
    : TRANSITIONS[step].from.includes(campaign.state)
}

/** Why a step cannot be taken: a key of `campaignsReasons` and its facts. */
export interface StepProblem {
  code: 'campaign-not-in-state' | 'campaign-changed' | 'second-person-needed' | 'validity-is-over'
  facts: { state: CampaignState; step: CampaignStep; validUntil: string }
}

/**
 * Why a person cannot take a step with a campaign on a day, or `null` when he can.
 * Approval is for someone who neither wrote nor submitted it; returning it and stopping it is safe for anyone.
 * @param campaign where it has a next version, `plannedBy` and `validUntil` are of that
 * @param today the calendar day where the organisation is
 * @param version the version of the content the person has read; left out, the step is about any version
 */
export function problemOfStep(
  campaign: Judged,
  step: CampaignStep,
  given: { staffId: string | null; today: Temporal.PlainDate; version?: number },
): StepProblem | null {
  const { validUntil } = campaign
  const facts = { state: campaign.state, step, validUntil: validUntil?.toString() ?? '' }
  if (!leadsOn(campaign, step)) return { code: 'campaign-not-in-state', facts }
  if (given.version !== undefined && given.version !== campaign.version) return { code: 'campaign-changed', facts }
  if (step === 'approve' && (given.staffId === null || campaign.plannedBy.includes(given.staffId))) {
    return { code: 'second-person-needed', facts }
  }
  const starts = step === 'submit' || step === 'approve' || step === 'resume'
  if (starts && validUntil && Temporal.PlainDate.compare(validUntil, given.today) < 0) {
    return { code: 'validity-is-over', facts }
  }
  return null
}

/**
 * A draft can be edited, and the next version of a campaign that runs; what waits for approval was read by someone who
 * relies on it.
 */
export function mayEdit(campaign: Pick<Judged, 'state' | 'revision'>): boolean {
  if (campaign.state === 'running' || campaign.state === 'paused') return campaign.revision !== 'submitted'
  return campaign.state === 'draft'
}

export interface Trigger {
  fromDay: number
  toDay: number
  validFrom: Temporal.PlainDate
  validUntil: Temporal.PlainDate
}

/**
 * When a follow-up of an activity is due and until when it makes sense: from the start of the calendar day `fromDay`
 * days after it happened to the end of the day `toDay` days after, in the organisation's time zone, never before it
 * happened and never outside the days the campaign is valid. `null` when nothing of it remains.
 */
export function windowOf(
  trigger: Trigger,
  happenedAt: Temporal.Instant,
  timeZone: string,
): { dueAt: Temporal.Instant; expiresAt: Temporal.Instant } | null {
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant()
  const happened = happenedAt.toZonedDateTimeISO(timeZone).toPlainDate()
  const dueAt = latest(startOf(happened.add({ days: trigger.fromDay })), startOf(trigger.validFrom), happenedAt)
  const ends = [happened.add({ days: trigger.toDay + 1 }), trigger.validUntil.add({ days: 1 })].map(startOf)
  const expiresAt = ends.sort(Temporal.Instant.compare)[0]!
  return Temporal.Instant.compare(dueAt, expiresAt) < 0 ? { dueAt, expiresAt } : null
}

function latest(...instants: Temporal.Instant[]): Temporal.Instant {
  return instants.sort(Temporal.Instant.compare).at(-1)!
}
