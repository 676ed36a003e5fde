import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { BLANK } from './standing-rules.ts'
import { standingTexts } from './standing-store.ts'
import { readStandings } from './standing-texts.ts'
import { groundFor } from './verdict-on.ts'
import { mayContact } from './verdict-rules.ts'

/** Answers the first instant from a given one on within the hours the policy permits for a customer, where he is. */
export async function permittedHours(
  tx: Tx,
  actor: Actor,
  customerId: string,
): Promise<(at: Temporal.Instant) => Temporal.Instant | null> {
  const { rules, pathOf } = await groundFor(tx, actor.orgId)
  const rows = await standingTexts(tx, actor, rules, { customerIds: [customerId], callerNumbers: [] })
  const located = readStandings(rows, actor.now.epochMilliseconds, pathOf).customers.get(customerId)
  if (!located) throw notFound()
  const place = rules.placeOf(located.timeZone, located.country)
  const { branchIds, tags, stage, ownHours } = located.standing
  // Nothing but the clock holds back somebody who has a number and was never contacted.
  const nobody = { ...BLANK, branchIds, tags, stage, ownHours, numbers: [customerId] }
  return at => {
    const { kind, until } = mayContact(rules, place, nobody, { purpose: null, matterId: null }, at.epochMilliseconds)
    return kind === 'deny' ? null : Temporal.Instant.fromEpochMilliseconds(until)
  }
}
