import {
  type Ground,
  groundFor,
  holdContact,
  liveContact,
  type Reserved,
  reserveContact,
  verdictsOn,
} from '../contacts/index.ts'
import { type Verdict, verdictOf } from '../contacts/rules.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { bestFew, holdBest } from './best-store.ts'
import { carryAlong } from './carry-along.ts'
import { closeFollowups } from './close-followups.ts'
import { type AgentAtDesk, agentAtDesk, handTo, type Queue, queueOf } from './hand-out-store.ts'
import { type ClosedReason, LEASE_MINUTES } from './rules.ts'
import { type FollowupRow, followupInHand, type Leaving, leave, lockStaff, renewLease } from './store.ts'

/** How many one request looks at before it gives the agent an answer. */
const LOOK_AT_MOST = 20
/** What others alone may call does not count; so many at a time are asked about together, and so many passed over. */
const ASK_AT_ONCE = 200
const PASS_OVER_AT_MOST = 4000

interface LookedAt {
  agent: AgentAtDesk
  ground: Ground
  /** How many were put off or closed by the contact policy on the way. */
  putOff: number
}

export interface HandedOut extends LookedAt {
  followup: FollowupRow
  /** What was found out when its contact was reserved in this very moment; `null` for one in hand before. */
  reserved: Reserved | null
  /** Not counted for an agent who has one in hand. */
  queue: null
}

export interface NothingToHandOut extends LookedAt {
  followup: null
  reserved: null
  queue: Queue
}

/**
 * Hands the best follow-up due to the agent, to him alone, with its contact reserved in the ledger. What may not be
 * dialled now is put off to the instant of its release, or closed when it never may. An agent with one in hand gets
 * the same again.
 */
export async function handOut(tx: Tx, actor: Actor): Promise<HandedOut | NothingToHandOut> {
  permit(actor, 'followups.work')
  const [, agent, ground] = await Promise.all([
    lockStaff(tx, actor),
    agentAtDesk(tx, actor),
    groundFor(tx, actor.orgId),
  ])
  const kept = agent.hasOneInHand ? await keepInHand(tx, actor) : null
  if (kept) return { followup: kept, reserved: null, queue: null, agent, ground, putOff: 0 }
  const { found, putOff } = await findNext(tx, actor, ground, agent)
  const looked = { agent, ground, putOff }
  if (putOff > 0 || found) await announce(tx, actor.orgId, 'followups')
  if (found) return { ...found, ...looked, queue: null }
  return { followup: null, reserved: null, ...looked, queue: await queueOf(tx, actor, agent.teamIds) }
}

/** The follow-up in the agent's hands, which stays there for another lease; his lease may have run out a moment ago. */
async function keepInHand(tx: Tx, actor: Actor): Promise<FollowupRow | null> {
  const inHand = await followupInHand(tx, actor)
  const until = actor.now.add({ minutes: LEASE_MINUTES })
  if (!inHand || !(await renewLease(tx, actor, inHand.id, until))) return null
  const contact = await liveContact(tx, actor.orgId, actor.staffId)
  if (contact) await holdContact(tx, actor.orgId, contact.id, until)
  const later = [inHand.leaseUntil!, until].sort(Temporal.Instant.compare).at(-1)!
  return { ...inHand, leaseUntil: later }
}

async function findNext(tx: Tx, actor: Actor, ground: Ground, agent: AgentAtDesk) {
  const passedOver = new Set<string>()
  let [lookedAt, putOff] = [0, 0]
  while (lookedAt < LOOK_AT_MOST && passedOver.size < PASS_OVER_AT_MOST) {
    const best = await holdBest(tx, actor, { agent, passedOver })
    if (!best) break
    const result = await tryToHandOut(tx, actor, ground, best)
    if (typeof result === 'object') return { found: result, putOff }
    if (result !== 'not-his') lookedAt++
    if (result === 'put-off') putOff++
    else passedOver.add(best.id)
    if (result === 'not-his')
      for (const id of await notHis(tx, actor, ground, { agent, passedOver })) passedOver.add(id)
  }
  return { found: null, putOff }
}

/** Which of the next best others of the staff may call, and he may not. */
async function notHis(tx: Tx, actor: Actor, ground: Ground, wanted: Parameters<typeof bestFew>[2]): Promise<string[]> {
  const staff = { id: actor.staffId, roles: actor.roles }
  const asked = (await bestFew(tx, actor, wanted, ASK_AT_ONCE)).map(followup => ({
    followupId: followup.id,
    customerId: followup.customerId,
    request: { ...followup, agreedAt: followup.appointmentAt, staff },
  }))
  const ids: string[] = []
  for await (const found of verdictsOn(tx, actor, ground, asked)) {
    for (const { followupId, ruling } of found) {
      if (verdictOf(ruling, ground.rules, actor.now).staffOnly) ids.push(followupId)
    }
  }
  return ids
}

/** Answers the follow-up as it is in the agent's hands now, with its contact, or why it is not. */
async function tryToHandOut(
  tx: Tx,
  actor: Actor,
  ground: Ground,
  followup: FollowupRow,
): Promise<{ followup: FollowupRow; reserved: Reserved } | 'busy' | 'not-his' | 'put-off'> {
  if (Temporal.Instant.compare(followup.expiresAt, actor.now) <= 0) {
    await closeFollowups(tx, actor, [followup], 'expired')
    return 'put-off'
  }
  const heldUntil = actor.now.add({ minutes: LEASE_MINUTES })
  const reservation = await reserveContact(tx, actor, ground, {
    ...followup,
    agreedAt: followup.appointmentAt,
    heldUntil,
  })
  if (reservation.kind === 'busy') return 'busy'
  // Somebody else of the team may do it; for him it stays where it is.
  if (reservation.verdict.staffOnly) return 'not-his'
  if (reservation.kind === 'reserved') {
    await handTo(tx, actor, followup.id, heldUntil)
    const { contactId, point } = reservation
    await carryAlong(tx, actor, ground, followup, { contactId, numberId: point.identifierId })
    const hands = { handedTo: actor.staffId, handedToName: actor.name, leaseUntil: heldUntil, held: [] }
    return { followup: { ...followup, ...hands, state: 'handed-out' }, reserved: reservation }
  }
  const becomes = afterRefusal(reservation.verdict, actor.now)
  if (becomes.state === 'closed') await closeFollowups(tx, actor, [followup], becomes.reason)
  else await leave(tx, actor, followup.id, becomes)
  return 'put-off'
}

/** What a follow-up becomes when a verdict refuses its contact: put off to the release, or closed where there is none. */
export function afterRefusal(verdict: Verdict, now: Temporal.Instant): Exclude<Leaving, { state: 'done' }> {
  const closing = verdict.kind === 'deny' ? verdict.reasons.flatMap(({ code }) => CLOSES[code] ?? [])[0] : undefined
  if (closing) return { state: 'closed', reason: closing }
  if (verdict.staffOnly) return { state: 'waiting', dueAt: now, held: [] }
  // Without any permitted hours the policy is at fault, and nothing is lost while it is mended.
  const dueAt = verdict.until ?? now.add({ hours: 24 })
  return { state: 'waiting', dueAt, held: verdict.reasons }
}

const CLOSES: Partial<Record<Verdict['reasons'][number]['code'], ClosedReason>> = {
  'do-not-contact': 'do-not-contact',
  'do-not-contact-purpose': 'do-not-contact',
  'number-stopped': 'do-not-contact',
  'no-dialable-number': 'no-number',
}
