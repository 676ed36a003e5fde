import type { z } from 'zod'
import type { GivenGroup } from '../segments/rules.ts'
import type { SeenContent } from './contract.ts'
import type { Festival } from './festival-reasons.ts'
import type { Purpose } from './rules.ts'
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
export interface KeptContent extends Omit<CampaignContent, 'sample' | 'skills' | 'validFrom' | 'validUntil'> {
  /** Missing from what was kept before there were samples, or skills. */
  sample?: Sample
  skills?: string[]
  validFrom: string | null
  validUntil: string | null
  ownerName: string
  teamName: string | null
  scriptName: string | null
}

const dayOf = (text: string | null) => (text === null ? null : Temporal.PlainDate.from(text))

export function contentOfKept(kept: Omit<KeptContent, 'ownerName' | 'teamName' | 'scriptName'>): CampaignContent {
  return {
    sample: EVERYBODY,
    skills: [],
    ...kept,
    validFrom: dayOf(kept.validFrom),
    validUntil: dayOf(kept.validUntil),
  }
}

export function seenOfKept({ ownerId, ownerName, ...kept }: KeptContent): z.output<typeof SeenContent> {
  return {
    sample: EVERYBODY,
    skills: [],
    ...kept,
    conditions: kept.conditions as z.output<typeof SeenContent>['conditions'],
    owner: { id: ownerId, name: ownerName },
    channel: 'phone',
    validFrom: dayOf(kept.validFrom),
    validUntil: dayOf(kept.validUntil),
  }
}

/** What is kept of what was seen, so that a version reads the same however names change. */
export function keptOfSeen({ owner, channel, ...content }: z.output<typeof SeenContent>): KeptContent {
  return {
    ...content,
    conditions: content.conditions as GivenGroup,
    ownerId: owner.id,
    ownerName: owner.name,
    validFrom: content.validFrom?.toString() ?? null,
    validUntil: content.validUntil?.toString() ?? null,
  }
}
