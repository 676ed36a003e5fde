import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { policyInForce } from '../policy/index.ts'
import { record } from '../privacy/index.ts'
import { contactsReleased } from './contact-facts.ts'
import { leaveReasons } from './leave-reasons.ts'
import { insertOverride, markDecided, type OverrideRow, overrideById } from './leave-store.ts'
import { notPassable } from './override-rules.ts'

const LONGEST_DAYS = 30

export interface AskOverride {
  customerId: string
  purpose: string | null
  passes: string[]
  reason: string
  expiresAt: Temporal.Instant
}

/**
 * Asks for leave to pass rules of the policy once for a customer; it passes nothing until a second person approves it.
 * Refuses rules that are not of the policy in force or are ceilings of carriers, an expiry that has passed, and one more
 * than thirty days ahead.
 */
export async function askOverride(tx: Tx, actor: Actor, given: AskOverride): Promise<OverrideRow> {
  permit(actor, 'contacts.stop')
  await customerBrief(tx, actor, given.customerId)
  const latest = actor.now.add({ hours: 24 * LONGEST_DAYS })
  if (
    Temporal.Instant.compare(given.expiresAt, actor.now) <= 0 ||
    Temporal.Instant.compare(given.expiresAt, latest) > 0
  ) {
    throw new Refusal('invalid', leaveReasons['override-too-long'], { days: LONGEST_DAYS })
  }
  const rule = notPassable(await policyInForce(tx, actor.orgId), given.passes)
  if (rule !== undefined) throw new Refusal('invalid', leaveReasons['override-passes-nothing'], { rule })
  const id = await insertOverride(tx, actor, given)
  const { passes, reason } = given
  await record(tx, actor, 'contacts.override-asked', 'customer', given.customerId, { overrideId: id, passes, reason })
  await announce(tx, actor.orgId, 'contacts')
  return (await overrideById(tx, actor, id))!
}

/**
 * Approves or refuses an override. Approved, what its rules held back is looked at again. Refuses whoever asked for it, and
 * one that is decided or has expired.
 */
export async function decideOverride(
  tx: Tx,
  actor: Actor,
  given: { id: string; decision: 'approved' | 'refused'; note: string },
): Promise<OverrideRow> {
  permit(actor, 'contacts.policy')
  const row = await overrideById(tx, actor, given.id)
  if (!row) throw notFound()
  const outcome = await markDecided(tx, actor, given)
  if (outcome === 'own') throw new Refusal('forbidden', leaveReasons['override-by-another'])
  if (outcome === 'over') throw new Refusal('conflict', leaveReasons['override-decided'])
  const { id: overrideId, decision, note } = given
  await record(tx, actor, 'contacts.override-decided', 'customer', row.customerId, { overrideId, decision, note })
  if (decision === 'approved') await contactsReleased.tell(tx, actor, { customerId: row.customerId })
  await announce(tx, actor.orgId, 'contacts')
  return (await overrideById(tx, actor, overrideId))!
}

/** Takes an override back that waits. Refuses one that somebody else asked for, and one that is decided or has expired. */
export async function withdrawOverride(tx: Tx, actor: Actor, id: string): Promise<OverrideRow> {
  permit(actor, 'contacts.stop')
  const row = await overrideById(tx, actor, id)
  if (!row) throw notFound()
  const outcome = await markDecided(tx, actor, { id, decision: 'withdrawn', note: '' })
  if (outcome === 'of-another') throw new Refusal('forbidden', leaveReasons['override-of-another'])
  if (outcome !== 'decided') throw new Refusal('conflict', leaveReasons['override-decided'])
  const facts = { overrideId: id, decision: 'withdrawn', note: '' }
  await record(tx, actor, 'contacts.override-decided', 'customer', row.customerId, facts)
  await announce(tx, actor.orgId, 'contacts')
  return (await overrideById(tx, actor, id))!
}
