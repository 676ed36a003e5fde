import { asksAboutActivity, conditionsIn, type GivenGroup, problemOf } from '../segments/rules.ts'
import type { Festival } from './festival-reasons.ts'
import { type CampaignMail, type MailProblemCode, problemsOfMail } from './mail-text-rules.ts'
import type { CampaignChannel, Purpose } from './rules.ts'
import { isWhole, type Sample } from './sample-rules.ts'
import { earliestDay, isOccasion, LAST_DAY, TRIGGERS, type TriggerKind } from './trigger-rules.ts'

/** The steps of writing a campaign, in their order. */
export const WRITING_STEPS = ['why', 'when', 'who', 'how'] as const
export type WritingStep = (typeof WRITING_STEPS)[number]

/** A campaign's content while it is written; what has not been decided yet is empty or `null`. */
export interface DraftContent<Day = Temporal.PlainDate> {
  name: string
  purposes: readonly Purpose[]
  reasonForCustomer: string
  trigger: {
    kind: TriggerKind | null
    fromDay: number | null
    toDay: number | null
    festivals: readonly Festival[]
  }
  conditions: GivenGroup
  sample: Pick<Sample, 'kind' | 'amount'>
  channels: readonly CampaignChannel[]
  mail: CampaignMail | null
  teamId: string | null
  scriptId: string | null
  callerNumber: string
  validFrom: Day | null
  validUntil: Day | null
}

export type ContentProblemCode =
  | 'name-missing'
  | 'purposes-missing'
  | 'purposes-repeat'
  | 'reason-missing'
  | 'trigger-missing'
  | 'days-missing'
  | 'days-out-of-order'
  | 'days-before-it-happened'
  | 'festival-missing'
  | 'validity-missing'
  | 'validity-out-of-order'
  | 'conditions-unfinished'
  | 'condition-needs-activity'
  | 'sample-unfinished'
  | 'team-missing'
  | 'script-missing'
  | 'caller-number-missing'
  | 'mail-missing'
  | MailProblemCode

/** What keeps a draft from being submitted, and on which step it is put right. */
export interface ContentProblem {
  step: WritingStep
  code: ContentProblemCode
}

/**
 * All that is missing or wrong in what a planner has written so far, by step; nothing when it can be submitted as far
 * as can be told without looking anything up.
 */
export function problemsOf(content: DraftContent<Temporal.PlainDate | string>): ContentProblem[] {
  const { validFrom, validUntil } = content
  const found: [WritingStep, ContentProblemCode, boolean][] = [
    ['why', 'name-missing', content.name.trim() === ''],
    ['why', 'purposes-missing', content.purposes.length === 0],
    ['why', 'purposes-repeat', new Set(content.purposes).size < content.purposes.length],
    ['why', 'reason-missing', content.reasonForCustomer.trim() === ''],
    ...problemsOfTrigger(content),
    ['when', 'validity-missing', validFrom === null || validUntil === null],
    ['when', 'validity-out-of-order', validFrom !== null && validUntil !== null && `${validFrom}` > `${validUntil}`],
    ['who', 'conditions-unfinished', conditionsIn(content.conditions).some(condition => problemOf(condition) !== null)],
    [
      'who',
      'condition-needs-activity',
      content.trigger.kind !== null &&
        isOccasion(content.trigger.kind) &&
        conditionsIn(content.conditions).some(asksAboutActivity),
    ],
    ['who', 'sample-unfinished', !isWhole(content.sample)],
    ['how', 'team-missing', content.teamId === null],
    ['how', 'script-missing', content.scriptId === null],
    ['how', 'caller-number-missing', content.callerNumber.trim() === ''],
    ['how', 'mail-missing', content.channels.includes('email') && content.mail === null],
    ...problemsOfMail(content.mail).map((code): [WritingStep, ContentProblemCode, boolean] => ['how', code, true]),
  ]
  return found.flatMap(([step, code, holds]) => (holds ? [{ step, code }] : []))
}

function problemsOfTrigger({
  trigger: { kind, fromDay, toDay, festivals },
}: Pick<DraftContent, 'trigger'>): [WritingStep, ContentProblemCode, boolean][] {
  const given = fromDay !== null && toDay !== null
  return [
    ['when', 'trigger-missing', kind === null],
    ['when', 'days-missing', !given],
    ['when', 'days-out-of-order', given && (fromDay > toDay || toDay > LAST_DAY)],
    ['when', 'days-before-it-happened', given && kind !== null && fromDay < earliestDay(kind)],
    ['when', 'festival-missing', kind !== null && TRIGGERS[kind].basis === 'festival' && festivals.length === 0],
  ]
}
