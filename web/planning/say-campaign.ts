import type { listCampaigns } from '../../server/campaigns/contract.ts'
import { type CampaignChannel, type CampaignState, PURPOSE_WORDS, type Purpose } from '../../server/campaigns/rules.ts'
import type { TriggerKind } from '../../server/campaigns/trigger-rules.ts'
import type { AnswerOf } from '../kit/api.ts'
import { clockNow } from '../kit/clock.ts'
import type { Language } from '../kit/preferences.ts'
import type { Feel } from '../kit/Status.tsx'
import type { Say } from '../kit/words.ts'

export type Campaign = AnswerOf<typeof listCampaigns>['items'][number]
export type Content = NonNullable<Campaign['revision']>['content']
export type Trigger = Content['trigger']

/** A trigger whose kind and days are chosen. */
export interface WholeTrigger {
  kind: TriggerKind
  fromDay: number
  toDay: number
}

export function wholeTrigger({ kind, fromDay, toDay }: Partial<Trigger>): WholeTrigger | null {
  return kind && typeof fromDay === 'number' && typeof toDay === 'number' ? { kind, fromDay, toDay } : null
}

/** How each state is felt. */
export const FEEL_OF_STATE: Record<CampaignState, Feel> = {
  draft: 'quiet',
  submitted: 'waiting',
  running: 'good',
  paused: 'warn',
  stopped: 'quiet',
}

/** "回访购买后第 3–10 天的客户": whom a trigger means and when. */
export function sayTrigger(trigger: Trigger, t: Say): string {
  const whole = wholeTrigger(trigger)
  if (!whole) return t('planning.trigger-open')
  return t('planning.trigger-sentence', { from: whole.fromDay, to: whole.toDay, kind: t(`planning.a-${whole.kind}`) })
}

/** "购买后第 3–10 天": the right moment alone. */
export function sayMoment(trigger: Trigger, t: Say): string {
  const whole = wholeTrigger(trigger)
  if (!whole) return t('planning.trigger-open')
  return t('planning.days-after', { from: whole.fromDay, to: whole.toDay, kind: t(`planning.a-${whole.kind}`) })
}

/** The channels as one word of the vocabulary: `phone`, `email`, or both in their order. */
export function sayHow(channels: readonly CampaignChannel[]): 'phone' | 'email' | 'phone-email' | 'email-phone' {
  return channels.join('-') as ReturnType<typeof sayHow>
}

/** How many of those it means a campaign follows up. */
export function saySample({ kind, amount, per = 'campaign', always = [] }: Content['sample'], t: Say): string {
  if (kind === 'all' || !amount) return t('planning.sample-all')
  const drawn = kind === 'count' ? t(`planning.said-count-${per}`, { amount }) : t(`planning.said-${kind}`, { amount })
  return always.length === 0 ? drawn : `${drawn} · ${t('planning.said-always', { tags: always.join(', ') })}`
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
  if (state === 'stopped' || !validFrom || !validUntil) return null
  if (Temporal.PlainDate.compare(validUntil, today) < 0) return 'over'
  return state === 'running' && Temporal.PlainDate.compare(validFrom, today) > 0 ? 'later' : null
}
