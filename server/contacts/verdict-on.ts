import { allHolidays } from '../calendars/index.ts'
import type { Holidays } from '../calendars/rules.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { currentPolicy } from './current-policy.ts'
import { type Calendar, type ContactRequest, mayContact, type Policy, type Verdict } from './rules.ts'
import { type Standing, standingOf } from './store.ts'

/** What verdicts of one organisation rest on, read once for many of them. */
export interface Ground {
  policy: Policy
  holidays: ReadonlyMap<string, Holidays>
}

export async function groundFor(tx: Tx, orgId: string): Promise<Ground> {
  return { policy: await currentPolicy(tx, orgId), holidays: await allHolidays(tx, orgId) }
}

const NO_HOLIDAYS: Holidays = { days: new Map(), years: new Set() }

/** The calendar of the place where a customer is. */
export function calendarOf(
  { holidays }: Ground,
  { timeZone, country }: Pick<Standing, 'timeZone' | 'country'>,
): Calendar {
  return { timeZone, country, ...(holidays.get(country) ?? NO_HOLIDAYS) }
}

// What is held past its time is given up by a job that runs every minute.
const SWEEP = { minutes: 1 }

/**
 * Whether a customer may be contacted at an instant, by where he stands in the database now. The customer's own time zone
 * and country count, else the organisation's. Refuses a customer outside the transaction's scope.
 * @param at the instant asked for; `now` when left out
 */
export async function verdictOn(
  tx: Tx,
  actor: { orgId: string; now: Temporal.Instant },
  ground: Ground,
  customerId: string,
  request: ContactRequest,
  at = actor.now,
): Promise<{ verdict: Verdict; timeZone: string }> {
  const { policy } = ground
  const since = actor.now.subtract({ hours: 24 * policy.capDays }).subtract({ minutes: policy.attemptGapMinutes })
  const standing = await standingOf(tx, actor.orgId, customerId, since)
  if (!standing) throw notFound()
  const calendar = calendarOf(ground, standing)
  const contacts = standing.contacts.map(contact => ({ ...contact, liveUntil: liveUntil(contact, actor.now) }))
  return { verdict: mayContact(policy, calendar, { ...standing, contacts }, request, at), timeZone: standing.timeZone }
}

function liveUntil({ live, heldUntil }: Standing['contacts'][number], now: Temporal.Instant): Temporal.Instant | null {
  if (!live) return null
  const swept = now.add(SWEEP)
  return Temporal.Instant.compare(heldUntil, swept) > 0 ? heldUntil : swept
}
