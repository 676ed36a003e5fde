import { groundFor, verdictOn } from '../contacts/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { appointmentSentence } from './in-words.ts'
import { followupsReasons } from './reasons.ts'
import type { FollowupRow } from './store.ts'

const FARTHEST_DAYS = 60

type Matter = Pick<FollowupRow, 'customerId' | 'purpose' | 'matterId' | 'campaignId'>

/** Refuses a time that has passed, lies too far ahead, or after the end of the follow-up's campaign. */
export function demandSensibleTime(
  actor: Actor,
  { campaignUntil, timeZone }: Pick<FollowupRow, 'campaignUntil' | 'timeZone'>,
  at: Temporal.Instant,
): void {
  const refuse = (reason: keyof typeof followupsReasons, facts = {}) =>
    new Refusal('invalid', followupsReasons[reason], facts)
  if (Temporal.Instant.compare(at, actor.now) <= 0) throw refuse('appointment-in-the-past')
  if (Temporal.Instant.compare(at, actor.now.add({ hours: 24 * FARTHEST_DAYS })) > 0) {
    throw refuse('appointment-too-far', { days: FARTHEST_DAYS })
  }
  const day = at.toZonedDateTimeISO(timeZone).toPlainDate()
  if (campaignUntil && Temporal.PlainDate.compare(day, campaignUntil) > 0) {
    throw refuse('appointment-after-campaign', { until: campaignUntil.toString() })
  }
}

/** What the contact policy says to a call at a time the customer agreed to. */
export async function verdictAt(
  tx: Tx,
  actor: Actor,
  { customerId, purpose, matterId, campaignId }: Matter,
  at: Temporal.Instant,
) {
  const ground = await groundFor(tx, actor.orgId)
  return verdictOn(tx, actor, ground, customerId, { purpose, matterId, campaignId, agreedAt: at }, at)
}

/** Refuses a time at which the contact policy would not allow a call. */
export async function demandAllowed(tx: Tx, actor: Actor, matter: Matter, at: Temporal.Instant): Promise<void> {
  const { verdict, timeZone } = await verdictAt(tx, actor, matter, at)
  if (verdict.kind === 'allow') return
  throw new Refusal('conflict', followupsReasons['appointment-not-possible'], {
    until: verdict.until?.toString() ?? null,
    now: actor.now.toString(),
    timeZone,
    why: {
      zh: appointmentSentence(verdict, 'zh', actor.now),
      en: appointmentSentence(verdict, 'en', actor.now),
    },
  })
}
