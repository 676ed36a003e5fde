import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound } from '../platform/refusal.ts'
import { checkRule, coverageAlertPage, insertCoverageAlert, markNoted } from './coverage-alert-store.ts'
import { coverageAlerted } from './coverage-facts.ts'
import { type CoverageRule, coverageRules, lockCoverageRule } from './coverage-store.ts'
import { branchesBelow } from './store.ts'

/**
 * Looks whom a rule finds left alone now, and raises an alert where some were not before; its first look only notes who
 * is. Answers how many are new.
 */
export async function checkCoverage(tx: Tx, actor: Actor, rule: CoverageRule): Promise<number> {
  const { first, ...found } = await checkRule(tx, actor, rule, await branchesBelow(tx, actor.orgId, rule.branchId))
  if (first || found.newly === 0) return 0
  const alertId = await insertCoverageAlert(tx, actor, rule, found)
  const { id: ruleId, name: ruleName, branchId, days } = rule
  await coverageAlerted.tell(tx, actor, { alertId, ruleId, ruleName, branchId, days, ...found })
  await announce(tx, actor.orgId, 'reports')
  return found.newly
}

/** Looks now by one rule of the actor's branches, as otherwise happens every hour. Answers how many are new. */
export async function checkCoverageNow(tx: Tx, actor: Actor, id: string): Promise<{ newly: number }> {
  permit(actor, 'reports.schedule')
  const rule = await lockCoverageRule(tx, actor, id)
  if (!rule) throw notFound()
  const newly = await checkCoverage(tx, actor, rule)
  await announce(tx, actor.orgId, 'reports')
  return { newly }
}

/** Looks by every rule of an organisation, as the system. */
export async function checkAllCoverage(tx: Tx, actor: Actor): Promise<void> {
  for (const rule of await coverageRules(tx, actor)) await checkCoverage(tx, actor, rule)
}

/** The alerts of the actor's branches, newest first; all of them, those nobody has noted, or those for him. */
export async function coverageAlertsOf(
  tx: Tx,
  actor: Actor,
  asked: { open: boolean; forMe?: boolean; cursor?: string | undefined; limit: number },
) {
  permit(actor, 'reports.read')
  return pageFrom(await coverageAlertPage(tx, actor, asked), asked.limit, row => [row.id])
}

/** Says that somebody sees to an alert: it is no notice any more. Noted twice it stays with the first. */
export async function noteCoverageAlert(tx: Tx, actor: Actor, id: string): Promise<Record<string, never>> {
  permit(actor, 'followups.plan')
  if (!(await markNoted(tx, actor, id))) throw notFound()
  await announce(tx, actor.orgId, 'reports')
  return {}
}
