import { sql } from 'kysely'
import { as } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { addCoverageRule } from './save-coverage-rule.ts'

/** A rule that loyal customers of a branch are spoken to every 30 days. */
export function givenCoverageRule(actor: Actor, branchId: string, days = 30) {
  const given = { name: '重点客户', branchId, stage: 'loyalty' as const, tag: null, days, toldIds: [] }
  return as(actor, tx => addCoverageRule(tx, actor, given))
}

/** An alert of a rule, as a check would raise it that found one customer more. */
export function givenCoverageAlert(actor: Actor, ruleId: string): Promise<string> {
  return as(actor, async tx => {
    const { rows } = await sql<{ id: string }>`
      insert into coverage_alert (org_id, rule_id, branch_id, at, newly, alone)
      select org_id, id, branch_id, ${actor.now}, 1, 1 from coverage_rule where org_id = ${actor.orgId} and id = ${ruleId}
      returning id`.execute(tx)
    return rows[0]!.id
  })
}
