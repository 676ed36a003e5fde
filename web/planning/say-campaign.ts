import type { listCampaigns } from '../../server/campaigns/contract.ts'
import { type CampaignState, PURPOSE_WORDS, type Purpose } from '../../server/campaigns/rules.ts'
import type { AnswerOf } from '../kit/api.ts'
import { clockNow } from '../kit/clock.ts'
import type { Language } from '../kit/preferences.ts'
import type { Feel } from '../kit/Status.tsx'
import type { Say } from '../kit/words.ts'

export type Campaign = AnswerOf<typeof listCampaigns>['items'][number]
export type Trigger = Campaign['trigger']

/** How each state is felt. */
export const FEEL_OF_STATE: Record<CampaignState, Feel> = {
  draft: 'quiet',
  submitted: 'waiting',
  running: 'good',
  paused: 'warn',
  stopped: 'quiet',
}

/** "回访购买后第 3–10 天的客户": whom a trigger means and when. */
export function sayTrigger({ kind, fromDay, toDay }: Trigger, t: Say): string {
  return t('planning.trigger-sentence', { from: fromDay, to: toDay, kind: t(`planning.a-${kind}`) })
}

/** "购买后第 3–10 天": the right moment alone. */
export function sayMoment({ kind, fromDay, toDay }: Trigger, t: Say): string {
  return t('planning.days-after', { from: fromDay, to: toDay, kind: t(`planning.a-${kind}`) })
}

export function sayPurposes(purposes: readonly Purpose[], language: Language): string[] {
  return purposes.map(purpose => PURPOSE_WORDS[purpose][language])
}

/** The calendar day it is where the organisation is. */
export function todayIn(timeZone: string): Temporal.PlainDate {
  return clockNow().toZonedDateTimeISO(timeZone).toPlainDate()
}

/** Whether a running campaign is outside the days it is valid, so that it makes no work today. */
export function outsideValidity(
  { state, validFrom, validUntil }: Pick<Campaign, 'state' | 'validFrom' | 'validUntil'>,
  today: Temporal.PlainDate,
): 'over' | 'later' | null {
  if (state === 'stopped') return null
  if (Temporal.PlainDate.compare(validUntil, today) < 0) return 'over'
  return state === 'running' && Temporal.PlainDate.compare(validFrom, today) > 0 ? 'later' : null
}
