import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { freeAbandoned } from './carry-store.ts'
import { tellClosed } from './close-followups.ts'
import { CLOSE_AT_ONCE, closeExpired, closeOfStoppedCampaigns } from './close-store.ts'
import { freeForgotten, REASSIGN_AT_ONCE } from './reassign-store.ts'

/**
 * Closes what waits in vain: follow-ups whose time has passed, and those of stopped campaigns; lets any of the team have
 * what an agent was given by name and has let lie; and lets what nobody's call carries any more wait again. Answers whether
 * there may be more.
 */
export async function tidyQueue(tx: Tx, actor: Actor): Promise<boolean> {
  permit(actor, 'followups.plan')
  const expired = await closeExpired(tx, actor)
  await tellClosed(tx, actor, expired, 'expired')
  const stopped = await closeOfStoppedCampaigns(tx, actor)
  await tellClosed(tx, actor, stopped, 'campaign-stopped')
  const freed = await freeForgotten(tx, actor)
  await freeAbandoned(tx, actor)
  return freed === REASSIGN_AT_ONCE || expired.length === CLOSE_AT_ONCE || stopped.length === CLOSE_AT_ONCE
}
