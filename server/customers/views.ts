import { z } from 'zod'
import { permit, teamIdsOf } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { namesNow } from './former-tags-store.ts'
import { CustomerColumn, CustomerCriteria, type CustomerSort } from './list-contract.ts'
import { listReasons } from './list-reasons.ts'
import { isIdentifier } from './list-rules.ts'
import { deleteView, putView, type ViewRow, viewsOf } from './views-store.ts'

export interface GivenView {
  name: string
  sharedWith: 'nobody' | 'team' | 'organisation'
  teamId: string | null
  criteria: CustomerCriteria
  sort: CustomerSort
  columns: z.output<typeof CustomerColumn>[]
}

/** The views of the actor's own, then those shared with one of his teams or with everyone. */
export async function listViews(tx: Tx, actor: Actor) {
  permit(actor, 'customers.read')
  return inNamesOfNow(tx, actor, await viewsOf(tx, actor, await teamIdsOf(tx, actor.orgId, actor.staffId!)))
}

/**
 * Keeps criteria, order and columns under a name. Refuses a name the actor uses already, a team he is not in, and words
 * that are a whole number or address, for a view is kept and shared.
 */
export async function addView(tx: Tx, actor: Actor, given: GivenView) {
  permit(actor, 'customers.read')
  return keep(tx, actor, newId(), given)
}

/** Changes a view of the actor's own; refuses a colleague's, and as `addView`. */
export async function changeView(tx: Tx, actor: Actor, id: string, given: GivenView) {
  permit(actor, 'customers.read')
  await ownView(tx, actor, id)
  return keep(tx, actor, id, given)
}

/** Removes a view of the actor's own; refuses a colleague's. */
export async function removeView(tx: Tx, actor: Actor, id: string): Promise<void> {
  permit(actor, 'customers.read')
  await ownView(tx, actor, id)
  await deleteView(tx, actor, id)
  await announce(tx, actor.orgId, 'customers')
}

async function ownView(tx: Tx, actor: Actor, id: string): Promise<void> {
  const [view] = await viewsOf(tx, actor, await teamIdsOf(tx, actor.orgId, actor.staffId!), id)
  if (!view) throw notFound()
  if (!view.isMine) throw new Refusal('forbidden', listReasons['view-of-another'])
}

async function keep(tx: Tx, actor: Actor, id: string, given: GivenView) {
  const teamIds = await teamIdsOf(tx, actor.orgId, actor.staffId!)
  if (isIdentifier(given.criteria.words)) throw new Refusal('invalid', listReasons['words-point-at-one'])
  if (given.sharedWith === 'team' && !(given.teamId && teamIds.includes(given.teamId))) throw notFound()
  const criteria = z.encode(CustomerCriteria, given.criteria)
  const teamId = given.sharedWith === 'team' ? given.teamId : null
  try {
    await putView(tx, actor, { ...given, id, teamId, criteria })
  } catch (error) {
    if (!isViolationOf('customer_view_name_is_unique_for_one', error)) throw error
    throw new Refusal('conflict', listReasons['view-name-taken'], { name: given.name })
  }
  await announce(tx, actor.orgId, 'customers')
  return (await inNamesOfNow(tx, actor, await viewsOf(tx, actor, teamIds, id)))[0]!
}

/** Views as they are told: a tag that has another name by now stands by that. */
async function inNamesOfNow(tx: Tx, actor: Actor, views: readonly ViewRow[]) {
  const answered = views.map(asAnswered)
  const now = await namesNow(
    tx,
    actor.orgId,
    answered.flatMap(view => view.criteria.tags ?? []),
  )
  return answered.map(({ criteria: { tags, ...rest }, ...view }) => {
    const criteria = tags ? { ...rest, tags: [...new Set(tags.map(tag => now.get(tag) ?? tag))] } : rest
    return { ...view, criteria }
  })
}

/** A view kept by an older program may name columns that are no more. */
function asAnswered(view: ViewRow) {
  return {
    ...view,
    criteria: z.decode(CustomerCriteria, view.criteria as z.input<typeof CustomerCriteria>),
    columns: view.columns.flatMap(column => CustomerColumn.safeParse(column).data ?? []),
  }
}
