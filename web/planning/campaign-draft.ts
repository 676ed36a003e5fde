import type { createCampaign } from '../../server/campaigns/contract.ts'
import type { Purpose } from '../../server/campaigns/rules.ts'
import type { GivenTo, Problem } from '../kit/api.ts'
import { type ConditionDraft, conditionsOf, draftsOf } from './conditions.ts'
import type { Campaign, Trigger } from './say-campaign.ts'

/** A campaign while it is written; what has not been chosen yet is missing. */
export interface CampaignDraft {
  name: string
  purposes: Purpose[]
  reasonForCustomer: string
  trigger: { kind: Trigger['kind']; fromDay: number | null; toDay: number | null }
  branchId: string
  conditions: ConditionDraft[]
  teamId?: string | undefined
  scriptId?: string | undefined
  callerNumber: string
  priority: number
  maxAttempts: number | null
  /** `2026-02-17`, or nothing. */
  validFrom: string
  validUntil: string
}

export type CampaignBody = GivenTo<typeof createCampaign>['body']

const USUAL = { fromDay: 3, toDay: 10, priority: 5, maxAttempts: 5, months: 3 }

/** What a new campaign begins with: a care call some days after an order, valid from today for three months. */
export function newDraft(given: {
  branchId: string
  serviceNumber: string | null
  today: Temporal.PlainDate
}): CampaignDraft {
  return {
    name: '',
    purposes: [],
    reasonForCustomer: '',
    trigger: { kind: 'order', fromDay: USUAL.fromDay, toDay: USUAL.toDay },
    branchId: given.branchId,
    conditions: [],
    callerNumber: given.serviceNumber ?? '',
    priority: USUAL.priority,
    maxAttempts: USUAL.maxAttempts,
    validFrom: given.today.toString(),
    validUntil: given.today.add({ months: USUAL.months }).toString(),
  }
}

/** A saved campaign as it is edited. */
export function draftOf(campaign: Campaign): CampaignDraft {
  const { name, purposes, reasonForCustomer, trigger, branchId, conditions, teamId, scriptId } = campaign
  const { callerNumber, priority, maxAttempts, validFrom, validUntil } = campaign
  return {
    ...{ name, purposes, reasonForCustomer, trigger, branchId, conditions: draftsOf(conditions), teamId, scriptId },
    ...{ callerNumber, priority, maxAttempts, validFrom, validUntil },
  }
}

/** Another campaign planned after one that is there: its content, the days of a new one. */
export function copyOf(campaign: Campaign, name: string, fresh: CampaignDraft): CampaignDraft {
  const { validFrom, validUntil } = fresh
  return {
    ...draftOf(campaign),
    name,
    validFrom,
    validUntil,
    branchId: campaign.own ? campaign.branchId : fresh.branchId,
  }
}

/** What is sent to be saved. The fields are complete, because the form lets nothing else through. */
export function bodyOf(draft: CampaignDraft): CampaignBody {
  const { kind, fromDay, toDay } = draft.trigger
  return {
    name: draft.name.trim(),
    purposes: draft.purposes,
    reasonForCustomer: draft.reasonForCustomer.trim(),
    trigger: { kind, fromDay: fromDay ?? 0, toDay: toDay ?? 0 },
    conditions: conditionsOf(draft.conditions),
    teamId: draft.teamId ?? '',
    scriptId: draft.scriptId ?? '',
    callerNumber: draft.callerNumber.trim(),
    priority: draft.priority,
    maxAttempts: draft.maxAttempts ?? 0,
    validFrom: draft.validFrom,
    validUntil: draft.validUntil,
  }
}

/** Whether two drafts say the same. */
export function sameDraft(a: CampaignDraft, b: CampaignDraft): boolean {
  return a.branchId === b.branchId && JSON.stringify(bodyOf(a)) === JSON.stringify(bodyOf(b))
}

/** Whether the estimate of one still holds for the other: moment, conditions, team and validity are the same. */
export function sameAudience(a: CampaignDraft, b: CampaignDraft): boolean {
  const audience = (draft: CampaignDraft) => {
    const { trigger, conditions, teamId, validFrom, validUntil } = bodyOf(draft)
    return JSON.stringify([trigger, conditions, teamId, validFrom, validUntil])
  }
  return audience(a) === audience(b)
}

type FieldPath = (string | number)[]

const FIELD_OF_REASON: Record<string, FieldPath> = {
  'caller-number-is-mobile': ['callerNumber'],
  'caller-number-unknown': ['callerNumber'],
  'team-unknown': ['teamId'],
  'script-unknown': ['scriptId'],
  'purposes-repeat': ['purposes'],
  'unknown-field': ['conditions'],
  'unknown-operator': ['conditions'],
  'wrong-value': ['conditions'],
  'wrong-days': ['conditions'],
}

/** The fields a refusal is about; none when it is about something else. */
export function fieldsOf({ reason, fields }: Pick<Problem, 'reason' | 'fields'>): FieldPath[] {
  const field = FIELD_OF_REASON[reason]
  if (field) return [field]
  return fields.map(path => (path.startsWith('conditions') ? ['conditions'] : path.split('.')))
}

const MAINLAND_MOBILE = /^(?:(?:\+|00)?86)?1[3-9]\d{9}$/

/** Whether a caller number is plainly a mobile number of the mainland; the server judges the rest. */
export function isPlainlyMobile(number: string): boolean {
  return MAINLAND_MOBILE.test(number.normalize('NFKC').replace(/[^\d+]/g, ''))
}
