import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { type Opens, opensFor } from './open-hours.ts'
import { standingTexts } from './standing-store.ts'
import { readStandings } from './standing-texts.ts'
import { groundFor } from './verdict-on.ts'

/** Answers the first instant from a given one on within the hours the policy permits for a customer, where he is. */
export async function permittedHours(tx: Tx, actor: Actor, customerId: string): Promise<Opens> {
  const { rules, pathOf } = await groundFor(tx, actor.orgId)
  const rows = await standingTexts(tx, actor, rules, { customerIds: [customerId], callerNumbers: [] })
  const located = readStandings(rows, actor.now.epochMilliseconds, pathOf).customers.get(customerId)
  if (!located) throw notFound()
  return opensFor(rules, located, customerId)
}
