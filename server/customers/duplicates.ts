import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { customerBriefs } from './brief.ts'
import { duplicatePairs, insertDistinct } from './duplicates-store.ts'
import { customerById } from './store.ts'
import { surveyState } from './surveys.ts'

/**
 * Pairs of customers of the actor's branches who may be one, those with the most in common first, as the last survey found
 * them; and how old it is.
 */
export async function listDuplicates(tx: Tx, actor: Actor, { limit }: { limit: number }) {
  permit(actor, 'customers.merge')
  const { shownId, state } = await surveyState(tx, actor.orgId, 'duplicates')
  const pairs = shownId ? await duplicatePairs(tx, actor, shownId, limit) : []
  const shown = pairs.slice(0, limit)
  const briefs = await customerBriefs(
    tx,
    actor,
    shown.flatMap(pair => [pair.firstId, pair.secondId]),
  )
  const items = shown.map(({ firstId, secondId, reasons }) => {
    return { first: briefs.get(firstId)!, second: briefs.get(secondId)!, reasons }
  })
  return { items, more: pairs.length > limit, survey: state }
}

/** How many pairs of customers of the actor's branches the last survey found, counted up to `most`. */
export async function countDuplicates(tx: Tx, actor: Actor, most: number) {
  permit(actor, 'customers.merge')
  const { shownId } = await surveyState(tx, actor.orgId, 'duplicates')
  const pairs = shownId ? await duplicatePairs(tx, actor, shownId, most) : []
  return { count: Math.min(pairs.length, most), more: pairs.length > most }
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
