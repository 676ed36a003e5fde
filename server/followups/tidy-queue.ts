import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { freeAbandoned } from './carry-store.ts'
import { tellClosed } from './close-followups.ts'
import { CLOSE_AT_ONCE, closeExpired, closeOfStoppedCampaigns } from './close-store.ts'
import { freeForgotten } from './reassign-store.ts'

/**
 * Closes what waits in vain: follow-ups whose time has passed, and those of stopped campaigns; lets any of the team have
 * what an agent was given by name and has let lie; and lets what nobody's call carries any more wait again. Of each so many
 * at most; answers whether there may be more.
 */
export async function tidyQueue(tx: Tx, actor: Actor, size = CLOSE_AT_ONCE): Promise<boolean> {
  permit(actor, 'followups.plan')
  const atOnce = Math.min(size, CLOSE_AT_ONCE)
  const expired = await closeExpired(tx, actor, atOnce)
  await tellClosed(tx, actor, expired, 'expired')
  const stopped = await closeOfStoppedCampaigns(tx, actor, atOnce)
  await tellClosed(tx, actor, stopped, 'campaign-stopped')
  const freed = await freeForgotten(tx, actor, atOnce)
  await freeAbandoned(tx, actor)
  return [freed, expired.length, stopped.length].includes(atOnce)
}
