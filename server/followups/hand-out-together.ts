import { type Ground, groundFor } from '../contacts/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { holdBest } from './best-store.ts'
import type { HandedOut } from './hand-out.ts'
import { type AgentAtDesk, agentsAtDesk } from './hand-out-store.ts'
import { handOver, type Pair } from './hand-over.ts'
import { type FollowupRow, lockStaff } from './store.ts'

interface Free {
  actor: Actor
  agent: AgentAtDesk
}

const idsOf = (actors: readonly Actor[]) => actors.map(({ staffId }) => staffId!)

/**
 * As `handOut`, for several agents of one branch and the same roles who ask at the same instant: what is asked is asked for all
 * of them at once. Answers those who got one, by id; whoever has one in hand already, or for whom none of the best few will do, has
 * to ask alone.
 */
export async function handOutTogether(tx: Tx, actors: readonly Actor[]): Promise<Map<string, HandedOut>> {
  const at = actors[0]!
  for (const actor of actors) permit(actor, 'followups.work')
  const staffIds = idsOf(actors)
  const [, desks, ground] = await Promise.all([
    lockStaff(tx, at.orgId, staffIds),
    agentsAtDesk(tx, at, staffIds),
    groundFor(tx, at.orgId),
  ])
  const free = actors.map((actor, n) => ({ actor, agent: desks[n]! })).filter(({ agent }) => !agent.hasOneInHand)
  const handed = new Map<string, HandedOut>()
  for (const line of Map.groupBy(free, ({ agent }) => JSON.stringify([agent.teamIds, agent.able])).values()) {
    for (const one of await handOutInLine(tx, ground, line)) handed.set(one.followup.handedTo!, one)
  }
  if (free.length > 0) await announce(tx, at.orgId, 'followups')
  return handed
}

/** Agents of the same teams who have the same languages and skills stand in one line: the best go to whoever is in it. */
async function handOutInLine(tx: Tx, ground: Ground, line: readonly Free[]): Promise<HandedOut[]> {
  const agents = line.map(({ actor }) => actor)
  const wanted = { actor: agents[0]!, staffIds: idsOf(agents), desk: line[0]!.agent, passedOver: new Set<string>() }
  const pairs = pairsOf(agents, await holdBest(tx, wanted, agents.length))
  const tried = await handOver(tx, ground, pairs)
  return tried.flatMap((one, n) => {
    if (typeof one !== 'object') return []
    const { agent } = line.find(({ actor }) => actor === pairs[n]!.actor)!
    return [{ ...one, queue: null, agent, ground, putOff: 0 }]
  })
}

/** One follow-up for each agent, as far as they go: what is kept for one of them is his alone. */
function pairsOf(agents: readonly Actor[], followups: readonly FollowupRow[]): Pair[] {
  const left = new Set(agents)
  const pair = (followup: FollowupRow, fits: (actor: Actor) => boolean): Pair[] => {
    const actor = [...left].find(fits)
    if (!actor) return []
    left.delete(actor)
    return [{ actor, followup }]
  }
  const isKept = ({ reservedFor }: FollowupRow) => agents.some(({ staffId }) => staffId === reservedFor)
  const kept = followups.filter(isKept)
  const others = followups.filter(one => !isKept(one))
  return [
    ...kept.flatMap(one => pair(one, ({ staffId }) => staffId === one.reservedFor && staffId !== one.notBy)),
    ...others.flatMap(one => pair(one, ({ staffId }) => staffId !== one.notBy)),
  ]
}
