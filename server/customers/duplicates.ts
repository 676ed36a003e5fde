import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { customerBrief } from './brief.ts'
import { duplicatePairs, insertDistinct } from './duplicates-store.ts'
import { customerById } from './store.ts'

/** Pairs of customers of the actor's branches who may be one, those with the most in common first. */
export async function listDuplicates(tx: Tx, actor: Actor, { limit }: { limit: number }) {
  permit(actor, 'customers.merge')
  const pairs = await duplicatePairs(tx, actor, limit)
  const ids = [...new Set(pairs.slice(0, limit).flatMap(pair => [pair.firstId, pair.secondId]))]
  const briefs = new Map(await Promise.all(ids.map(async id => [id, await customerBrief(tx, actor, id)] as const)))
  return {
    items: pairs.slice(0, limit).map(({ firstId, secondId, reasons }) => ({
      first: briefs.get(firstId)!,
      second: briefs.get(secondId)!,
      reasons,
    })),
    more: pairs.length > limit,
  }
}

/** Keeps that two customers are two, so that they are proposed no more. Refuses customers outside the actor's branches. */
export async function dismissDuplicate(
  tx: Tx,
  actor: Actor,
  pair: { firstId: string; secondId: string },
): Promise<void> {
  permit(actor, 'customers.merge')
  for (const id of [pair.firstId, pair.secondId]) if (!(await customerById(tx, actor, id))) throw notFound()
  if (pair.firstId === pair.secondId) throw notFound()
  await insertDistinct(tx, actor, pair.firstId, pair.secondId)
  await record(tx, actor, 'customers.found-distinct', 'customer', pair.firstId, { secondId: pair.secondId })
  await announce(tx, actor.orgId, 'customers')
}
