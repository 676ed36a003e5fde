import { groundFor } from '../contacts/index.ts'
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
  const pairs = await pairsOf(tx, free)
  const tried = pairs.length > 0 ? await handOver(tx, ground, pairs) : []
  if (pairs.length > 0) await announce(tx, at.orgId, 'followups')
  return new Map(
    tried.flatMap((one, n) => {
      if (typeof one !== 'object') return []
      return [[pairs[n]!.actor.staffId!, { followup: one.followup, queue: null, putOff: 0 }]]
    }),
  )
}

/** Agents of the same teams who have the same languages and skills stand in one line: the best go to whoever is in it. */
async function pairsOf(tx: Tx, free: readonly Free[]): Promise<(Pair & Free)[]> {
  const pairs: (Pair & Free)[] = []
  const lines = Map.groupBy(free, ({ agent }) => JSON.stringify([agent.teamIds, agent.able]))
  for (const line of lines.values()) {
    // What was found for the lines before is held by this very transaction, which would not pass it over by itself.
    const passedOver = new Set(pairs.map(({ followup }) => followup.id))
    const staffIds = idsOf(line.map(({ actor }) => actor))
    const { actor, agent: desk } = line[0]!
    pairs.push(...pairsIn(line, await holdBest(tx, { actor, staffIds, desk, passedOver }, line.length)))
  }
  return pairs
}

/** One follow-up for each agent, as far as they go: what is kept for one of them is his alone. */
function pairsIn(line: readonly Free[], followups: readonly FollowupRow[]): (Pair & Free)[] {
  const left = new Set(line)
  const pair = (followup: FollowupRow, fits: (actor: Actor) => boolean): (Pair & Free)[] => {
    const free = [...left].find(({ actor }) => fits(actor))
    if (!free) return []
    left.delete(free)
    return [{ ...free, followup }]
  }
  const isKept = ({ reservedFor }: FollowupRow) => line.some(({ actor }) => actor.staffId === reservedFor)
  const kept = followups.filter(isKept)
  const others = followups.filter(one => !isKept(one))
  return [
    ...kept.flatMap(one => pair(one, ({ staffId }) => staffId === one.reservedFor && staffId !== one.notBy)),
    ...others.flatMap(one => pair(one, ({ staffId }) => staffId !== one.notBy)),
  ]
}
