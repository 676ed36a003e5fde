import { type ContentProblem, problemsOf, type WritingStep } from '../../server/campaigns/content-rules.ts'
import type { createCampaign } from '../../server/campaigns/contract.ts'
import type { Festival } from '../../server/campaigns/festival-reasons.ts'
import type { CampaignMail } from '../../server/campaigns/mail-text-rules.ts'
import type { CampaignChannel, Purpose } from '../../server/campaigns/rules.ts'
import { EVERYBODY, type Sample } from '../../server/campaigns/sample-rules.ts'
import { TRIGGERS, type TriggerKind } from '../../server/campaigns/trigger-rules.ts'
import type { GivenTo, Problem } from '../kit/api.ts'
import { type GroupDraft, groupDraftOf, groupOf } from './conditions.ts'
import type { Campaign, Content } from './say-campaign.ts'

/** A campaign while it is written; what has not been chosen yet is empty or missing. */
export interface CampaignDraft {
  name: string
  purposes: Purpose[]
  reasonForCustomer: string
  expectedEffect: string
  ownerId: string
  trigger: { kind: TriggerKind | null; fromDay: number | null; toDay: number | null; festivals: Festival[] }
  conditions: GroupDraft
  sample: Sample
  channels: CampaignChannel[]
  /** What was written of the mail, whether or not one is to go out. */
  mail: CampaignMail
  teamId?: string | null | undefined
  scriptId?: string | null | undefined
  callerNumber: string
  skills: string[]
  priority: number
  maxAttempts: number | null
  /** `2026-02-17`, or nothing. */
  validFrom: string
  validUntil: string
}

export type CampaignBody = NonNullable<GivenTo<typeof createCampaign>['body']>
/** All that is sent of a draft. */
export type DraftBody = Required<Omit<CampaignBody, 'branchId'>>

const USUAL = { priority: 5, maxAttempts: 5, months: 3 }

/** What a campaign about a trigger begins with: its suggested days, valid for three months. */
export function newBody(given: {
  kind: TriggerKind
  serviceNumber: string | null
  from: Temporal.PlainDate
  until?: Temporal.PlainDate | undefined
}): CampaignBody {
  const { fromDay, toDay } = TRIGGERS[given.kind].suggested
  return {
    trigger: { kind: given.kind, fromDay, toDay, festivals: [] },
    callerNumber: given.serviceNumber ?? '',
    priority: USUAL.priority,
    maxAttempts: USUAL.maxAttempts,
    validFrom: given.from.toString(),
    validUntil: (given.until ?? given.from.add({ months: USUAL.months })).toString(),
  }
}

/** What is being written: the next version of a campaign that runs, else its own content. */
export function contentBeingWritten(campaign: Campaign): Content {
  return campaign.revision?.content ?? campaign
}

/** A saved campaign as it is edited. */
export function draftOf(campaign: Campaign): CampaignDraft {
  const content = contentBeingWritten(campaign)
  const { name, purposes, reasonForCustomer, expectedEffect, trigger, teamId, scriptId } = content
  const { channels, mail, callerNumber, skills, priority, maxAttempts } = content
  return {
    ...{ name, purposes, reasonForCustomer, expectedEffect, ownerId: content.owner.id },
    trigger: { ...trigger, festivals: trigger.festivals ?? [] },
    conditions: groupDraftOf(content.conditions),
    sample: { ...EVERYBODY, ...content.sample },
    ...{
      channels,
      mail: mail ?? { subject: '', text: '' },
      teamId,
      scriptId,
      callerNumber,
      skills,
      priority,
      maxAttempts,
    },
    validFrom: content.validFrom ?? '',
    validUntil: content.validUntil ?? '',
  }
}

/** What is sent to be saved; what is open stays open. */
export function bodyOf(draft: CampaignDraft): DraftBody {
  const { kind, fromDay, toDay, festivals } = draft.trigger
  return {
    name: draft.name.trim(),
    purposes: draft.purposes,
    reasonForCustomer: draft.reasonForCustomer.trim(),
    expectedEffect: draft.expectedEffect.trim(),
    ownerId: draft.ownerId,
    trigger: {
      kind: kind ?? null,
      fromDay: fromDay ?? null,
      toDay: toDay ?? null,
      festivals: kind === 'festival' ? (festivals ?? []) : [],
    },
    conditions: groupOf(draft.conditions),
    sample: sampleOf(draft.sample),
    channels: draft.channels,
    mail: draft.channels.includes('email')
      ? { subject: draft.mail.subject.trim(), text: draft.mail.text.trim() }
      : null,
    teamId: draft.teamId ?? null,
    scriptId: draft.scriptId ?? null,
    callerNumber: draft.callerNumber.trim(),
    skills: draft.skills ?? [],
    priority: draft.priority,
    maxAttempts: draft.maxAttempts ?? USUAL.maxAttempts,
    validFrom: draft.validFrom || null,
    validUntil: draft.validUntil || null,
  }
}

/** All of a sample that its kind has a use for. */
function sampleOf({ kind, amount, per, always }: Sample): Sample {
  if (kind === 'all') return EVERYBODY
  return {
    kind,
    amount: amount ?? null,
    per: kind === 'count' ? (per ?? 'campaign') : 'campaign',
    always: always ?? [],
  }
}

/** Whether two drafts say the same. */
export function sameDraft(a: CampaignDraft, b: CampaignDraft): boolean {
  return JSON.stringify(bodyOf(a)) === JSON.stringify(bodyOf(b))
}

/** What is still missing or wrong, by the same rule the server keeps. */
export function problemsOfDraft(draft: CampaignDraft): ContentProblem[] {
  const body = bodyOf(draft)
  const { trigger, conditions } = body
  return problemsOf({
    ...body,
    sample: sampleOf(draft.sample),
    trigger: { ...trigger, festivals: trigger.festivals ?? [] },
    conditions: conditions as ReturnType<typeof groupOf>,
  })
}

type FieldPath = (string | number)[]

const FIELD_OF_REASON: Record<string, { step: WritingStep; field: FieldPath }> = {
  'caller-number-is-mobile': { step: 'how', field: ['callerNumber'] },
  'caller-number-unknown': { step: 'how', field: ['callerNumber'] },
  'team-unknown': { step: 'how', field: ['teamId'] },
  'script-unknown': { step: 'how', field: ['scriptId'] },
  'owner-unknown': { step: 'why', field: ['ownerId'] },
}

/** The field a refusal is about, and its step; nothing when it is about something else. */
export function fieldOf({ reason }: Pick<Problem, 'reason'>): { step: WritingStep; field: FieldPath } | undefined {
  return FIELD_OF_REASON[reason]
}

const MAINLAND_MOBILE = /^(?:(?:\+|00)?86)?1[3-9]\d{9}$/

/** Whether a caller number is plainly a mobile number of the mainland; the server judges the rest. */
export function isPlainlyMobile(number: string): boolean {
  return MAINLAND_MOBILE.test(number.normalize('NFKC').replace(/[^\d+]/g, ''))
}
