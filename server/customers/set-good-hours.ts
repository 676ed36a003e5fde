import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { customerBrief } from './brief.ts'
import { insertChanges, saidBy } from './change-store.ts'
import { factsReasons } from './facts-reasons.ts'
import { hoursProblem } from './facts-rules.ts'
import { hoursInHistory } from './hours-rules.ts'
import { type GoodHours, type GoodHoursRow, goodHours, keepGoodHours } from './hours-store.ts'

/**
 * Keeps when a customer likes to be rung, in his own time zone; without windows and limits it is forgotten. What it said
 * before stays in his history. Refuses windows that overlap or end before they begin, limits that cross, and a customer
 * outside the actor's branches.
 */
export async function setGoodHours(
  tx: Tx,
  actor: Actor,
  customerId: string,
  given: GoodHours,
): Promise<GoodHoursRow | null> {
  permit(actor, 'customers.write')
  await customerBrief(tx, actor, customerId)
  const weekday = hoursProblem(given.windows)
  if (weekday) throw new Refusal('invalid', factsReasons['hours-out-of-order'], { weekday })
  const { notBefore, notAfter } = given
  if (notBefore && notAfter && notBefore >= notAfter) throw new Refusal('invalid', factsReasons['hours-crossed'])
  const windows = given.windows.toSorted((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from))
  const nothing = windows.length === 0 && !notBefore && !notAfter
  const before = (await goodHours(tx, actor.orgId, customerId)) ?? null
  await keepGoodHours(tx, actor, customerId, nothing ? null : { ...given, windows })
  const after = (await goodHours(tx, actor.orgId, customerId)) ?? null
  const [old, next] = [hoursInHistory(before), hoursInHistory(after)]
  if (old !== next) {
    const change = { customerId, subject: 'hours' as const, field: 'goodHours', old, new: next, note: given.note }
    await insertChanges(tx, saidBy(actor, given.source === 'call' ? 'call' : 'staff'), [change])
  }
  await record(tx, actor, 'good-hours.set', 'customer', customerId)
  for (const topic of ['customers', 'contacts']) await announce(tx, actor.orgId, topic)
  return after
}
