import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { addCoverageRule } from './coverage.ts'

/** A rule that loyal customers of a branch are spoken to every 30 days. */
export function givenCoverageRule(actor: Actor, branchId: string, days = 30) {
  const given = { name: '重点客户', branchId, stage: 'loyalty' as const, tag: null, days }
  return as(actor, tx => addCoverageRule(tx, actor, given))
}
