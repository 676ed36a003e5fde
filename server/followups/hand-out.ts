import { type Ground, groundFor, holdContact, liveContact, verdictsOn } from '../contacts/index.ts'
import { verdictOf } from '../contacts/rules.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { bestFew, holdBest, type Wanted } from './best-store.ts'
import { type AgentAtDesk, agentAtDesk, type Queue, queueOf } from './hand-out-store.ts'
import { handOver } from './hand-over.ts'
import { LEASE_MINUTES } from './rules.ts'
import { type FollowupRow, followupInHand, lockStaff, renewLease } from './store.ts'

/** How many one request looks at before it gives the agent an answer. */
const LOOK_AT_MOST = 20
/** What others alone may call does not count; so many at a time are asked about together, and so many passed over. */
const ASK_AT_ONCE = 200
const PASS_OVER_AT_MOST = 4000

export interface HandedOut {
  followup: FollowupRow
  /** Not counted for an agent who has one in hand. */
  queue: null
  /** How many were put off or closed by the contact policy on the way. */
  putOff: number
}

export interface NothingToHandOut {
  followup: null
  queue: Queue
  putOff: number
  agent: AgentAtDesk
}

/**
 * Hands the best follow-up due to the agent, to him alone, with its contact reserved in the ledger. What may not be
 * dialled now is put off to the instant of its release, or closed when it never may. An agent with one in hand gets
 * the same again.
 */
export async function handOut(tx: Tx, actor: Actor): Promise<HandedOut | NothingToHandOut> {
  permit(actor, 'followups.work')
  const [, agent, ground] = await Promise.all([
    lockStaff(tx, actor.orgId, [actor.staffId!]),
    agentAtDesk(tx, actor),
    groundFor(tx, actor.orgId),
  ])
  const kept = agent.hasOneInHand ? await keepInHand(tx, actor) : null
  if (kept) return { followup: kept, queue: null, putOff: 0 }
  const { found, putOff } = await findNext(tx, actor, ground, agent)
  if (putOff > 0 || found) await announce(tx, actor.orgId, 'followups')
  if (found) return { followup: found.followup, queue: null, putOff }
  return { followup: null, queue: await queueOf(tx, actor, agent), putOff, agent }
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

async function findNext(tx: Tx, actor: Actor, ground: Ground, desk: AgentAtDesk) {
  const passedOver = new Set<string>()
  const wanted: Wanted = { actor, staffIds: [actor.staffId!], desk, passedOver }
  let [lookedAt, putOff] = [0, 0]
  while (lookedAt < LOOK_AT_MOST && passedOver.size < PASS_OVER_AT_MOST) {
    const [best] = await holdBest(tx, wanted, 1)
    if (!best) break
    const [result] = await handOver(tx, ground, [{ actor, followup: best }])
    if (typeof result === 'object') return { found: result, putOff }
    if (result !== 'not-his') lookedAt++
    if (result === 'put-off') putOff++
    else passedOver.add(best.id)
    if (result === 'not-his') for (const id of await notHis(tx, actor, ground, wanted)) passedOver.add(id)
  }
  return { found: null, putOff }
}

/** Which of the next best others of the staff may call, and he may not. */
async function notHis(tx: Tx, actor: Actor, ground: Ground, wanted: Wanted): Promise<string[]> {
  const staff = { id: actor.staffId, roles: actor.roles }
  const asked = (await bestFew(tx, wanted, ASK_AT_ONCE)).map(followup => ({
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
