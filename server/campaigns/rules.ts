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

export const CAMPAIGN_STATES = ['draft', 'submitted', 'running', 'paused', 'stopped'] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]

export const CAMPAIGN_STEPS = ['submit', 'withdraw', 'approve', 'return', 'pause', 'resume', 'stop'] as const
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
  pause: { from: ['running'], to: 'paused', permission: 'campaigns.plan' },
  resume: { from: ['paused'], to: 'running', permission: 'campaigns.plan' },
  stop: { from: ['running', 'paused'], to: 'stopped', permission: 'campaigns.plan' },
}

/** Why a step cannot be taken: a key of `campaignsReasons` and its facts. */
export interface StepProblem {
  code: 'campaign-not-in-state' | 'campaign-changed' | 'second-person-needed' | 'validity-is-over'
  facts: { state: CampaignState; step: CampaignStep; validUntil: string }
}

/**
 * Why a person cannot take a step with a campaign on a day, or `null` when he can.
 * Approval is for someone who neither wrote nor submitted it; returning it and stopping it is safe for anyone.
 * @param today the calendar day where the organisation is
 * @param version the version of the content the person has read; left out, the step is about any version
 */
export function problemOfStep(
  campaign: { state: CampaignState; plannedBy: readonly string[]; validUntil: Temporal.PlainDate; version: number },
  step: CampaignStep,
  given: { staffId: string | null; today: Temporal.PlainDate; version?: number },
): StepProblem | null {
  const facts = { state: campaign.state, step, validUntil: campaign.validUntil.toString() }
  if (!TRANSITIONS[step].from.includes(campaign.state)) return { code: 'campaign-not-in-state', facts }
  if (given.version !== undefined && given.version !== campaign.version) return { code: 'campaign-changed', facts }
  if (step === 'approve' && (given.staffId === null || campaign.plannedBy.includes(given.staffId))) {
    return { code: 'second-person-needed', facts }
  }
  const starts = step === 'submit' || step === 'approve' || step === 'resume'
  if (starts && Temporal.PlainDate.compare(campaign.validUntil, given.today) < 0) {
    return { code: 'validity-is-over', facts }
  }
  return null
}

/** Only a draft can be edited; the rest was read by someone who relies on it. */
export function mayEdit(campaign: { state: CampaignState }): boolean {
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
