import type { z } from 'zod'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { areaOf } from './area.ts'
import { checkCoverage } from './coverage-alerts.ts'
import type { addCoverageRule as addEndpoint } from './coverage-contract.ts'
import { coverageReasons } from './coverage-reasons.ts'
import * as store from './coverage-store.ts'
import { setTold, whoCanBeTold } from './coverage-told-store.ts'

type Given = z.output<(typeof addEndpoint)['body']>

/** Says who must not be left alone for how long. Who is so already raises no alert; who comes to be so later does. */
export async function addCoverageRule(tx: Tx, actor: Actor, given: Given): Promise<{ id: string }> {
  permit(actor, 'reports.schedule')
  await check(tx, actor, given)
  const id = await store.insertCoverageRule(tx, actor, given)
  await setTold(tx, actor, id, given)
  await checkCoverage(tx, actor, (await store.coverageRule(tx, actor, id))!)
  await record(tx, actor, 'coverage-rule-added', 'coverage-rule', id, factsOf(given))
  await announce(tx, actor.orgId, 'reports')
  return { id }
}

/**
 * Changes a rule of the actor's branches; the newer of two changes made at once is refused. Where it comes to be about other
 * customers or other days it begins anew: who is left alone by it now raises no alert. Alerts it raised stay.
 */
export async function changeCoverageRule(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, ...given }: Given & { version: number },
): Promise<{ id: string }> {
  permit(actor, 'reports.schedule')
  const before = await store.lockCoverageRule(tx, actor, id)
  if (!before) throw notFound()
  await check(tx, actor, given)
  if (before.version !== version) throw new Refusal('conflict', coverageReasons['coverage-changed-meanwhile'])
  const isAnew = (['branchId', 'stage', 'tag', 'days'] as const).some(field => before[field] !== given[field])
  await store.updateCoverageRule(tx, actor, id, given, isAnew)
  await setTold(tx, actor, id, given)
  if (isAnew) await checkCoverage(tx, actor, (await store.coverageRule(tx, actor, id))!)
  const { name, branchId, stage, tag, days, told } = before
  const was = factsOf({ name, branchId, stage, tag, days, toldIds: told.map(row => row.id) })
  await record(tx, actor, 'coverage-rule-changed', 'coverage-rule', id, { ...factsOf(given), was })
  await announce(tx, actor.orgId, 'reports')
  return { id }
}

/** Takes a rule back, with the alerts it raised. */
export async function removeCoverageRule(tx: Tx, actor: Actor, id: string): Promise<Record<string, never>> {
  permit(actor, 'reports.schedule')
  if (!(await store.deleteCoverageRule(tx, actor, id))) throw notFound()
  await record(tx, actor, 'coverage-rule-removed', 'coverage-rule', id)
  await announce(tx, actor.orgId, 'reports')
  return {}
}

async function check(tx: Tx, actor: Actor, { branchId, stage, tag, toldIds }: Given): Promise<void> {
  await areaOf(tx, actor, { branchId })
  if (stage === null && tag === null) throw new Refusal('invalid', coverageReasons['coverage-needs-customers'])
  const able = await whoCanBeTold(tx, actor, branchId, toldIds)
  if (toldIds.some(id => !able.has(id))) throw new Refusal('invalid', coverageReasons['coverage-told-unfit'])
}

type Said = store.CoverageContent & { toldIds: readonly string[] }

function factsOf({ name, branchId, stage, tag, days, toldIds }: Said) {
  return { name, branchId, stage, tag, days, told: toldIds }
}
