import type { z } from 'zod'
import type { GivenGroup } from '../segments/rules.ts'
import type { SeenContent } from './contract.ts'
import type { Festival } from './festival-reasons.ts'
import type { CampaignMail } from './mail-text-rules.ts'
import type { CampaignChannel, Purpose } from './rules.ts'
import { EVERYBODY, type Sample } from './sample-rules.ts'
import type { TriggerKind } from './trigger-rules.ts'

/** What a planner writes, after it was checked; what he has left open is empty or `null`. */
export interface CampaignContent {
  name: string
  purposes: Purpose[]
  reasonForCustomer: string
  expectedEffect: string
  ownerId: string
  trigger: { kind: TriggerKind | null; fromDay: number | null; toDay: number | null; festivals: Festival[] }
  conditions: GivenGroup
  sample: Sample
  /** By what customers are reached, the preferred one first. */
  channels: CampaignChannel[]
  /** What goes out by e-mail; there exactly when that is one of the channels. */
  mail: CampaignMail | null
  teamId: string | null
  scriptId: string | null
  callerNumber: string
  /** What whoever calls must be able to do. */
  skills: string[]
  priority: number
  maxAttempts: number
  validFrom: Temporal.PlainDate | null
  validUntil: Temporal.PlainDate | null
}

/** Content as it is kept beside a campaign or in a version of it: days are text, and names as they were. */
export interface KeptContent extends Omit<CampaignContent, keyof typeof BEFORE | 'validFrom' | 'validUntil'> {
  /** Missing from what was kept before there were samples, skills, or mails. */
  sample?: Sample
  skills?: string[]
  channels?: CampaignChannel[]
  mail?: CampaignMail | null
  validFrom: string | null
  validUntil: string | null
  ownerName: string
  teamName: string | null
  scriptName: string | null
}

/** What holds where a kept content does not say it. */
const BEFORE = { sample: EVERYBODY, skills: [] as string[], channels: ['phone' as CampaignChannel], mail: null }

const dayOf = (text: string | null) => (text === null ? null : Temporal.PlainDate.from(text))

/** What a kept version says, as it is planned by. */
export function contentOfKept(kept: Omit<KeptContent, 'ownerName' | 'teamName' | 'scriptName'>): CampaignContent {
  return {
    ...BEFORE,
    ...kept,
    validFrom: dayOf(kept.validFrom),
    validUntil: dayOf(kept.validUntil),
  }
}

/** What a kept version says, as it is shown, with the names as they were then. */
export function seenOfKept({ ownerId, ownerName, ...kept }: KeptContent): z.output<typeof SeenContent> {
  return {
    ...BEFORE,
    ...kept,
    conditions: kept.conditions as z.output<typeof SeenContent>['conditions'],
    owner: { id: ownerId, name: ownerName },
    validFrom: dayOf(kept.validFrom),
    validUntil: dayOf(kept.validUntil),
  }
}

/** What is kept of what was seen, so that a version reads the same however names change. */
export function keptOfSeen({ owner, ...content }: z.output<typeof SeenContent>): KeptContent {
  return {
    ...content,
    conditions: content.conditions as GivenGroup,
    ownerId: owner.id,
    ownerName: owner.name,
    validFrom: content.validFrom?.toString() ?? null,
    validUntil: content.validUntil?.toString() ?? null,
  }
}
