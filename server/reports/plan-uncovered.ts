import type { z } from 'zod'
import { addFollowups } from '../followups/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { PLANNED_AT_ONCE, type planUncovered as planEndpoint } from './coverage-contract.ts'
import * as store from './coverage-store.ts'
import { branchesBelow } from './store.ts'

/**
 * Plans a follow-up with customers a rule finds left alone: those named, or all that the filters of the list find, 1,000
 * at once. Who has an open follow-up gets no second one. Refuses a team or script outside the actor's scope and a window
 * in disorder; the verdict is asked, as ever, when it is handed out.
 */
export async function planUncovered(tx: Tx, actor: Actor, id: string, given: z.output<(typeof planEndpoint)['body']>) {
  permit(actor, 'followups.plan')
  const rule = await store.lockCoverageRule(tx, actor, id)
  if (!rule) throw notFound()
  const { customerIds, filter, ...followup } = given
  const branchIds = await branchesBelow(tx, actor.orgId, rule.branchId)
  const asked = { ...filter, planned: 'no' as const, customerIds: customerIds ?? undefined, limit: PLANNED_AT_ONCE }
  const found = await store.uncoveredPage(tx, actor, rule, branchIds, asked)
  const ids = found.slice(0, PLANNED_AT_ONCE).map(row => row.customerId)
  const added = await addFollowups(tx, actor, ids, followup)
  await record(tx, actor, 'coverage-planned', 'coverage-rule', id, { followups: added })
  return {
    added,
    skipped: customerIds === null ? 0 : customerIds.length - added,
    more: found.length > PLANNED_AT_ONCE,
  }
}
