import type { z } from 'zod'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { paceOf } from '../platform/progress-rules.ts'
import type { Language } from '../platform/reason.ts'
import { policyInForce } from '../policy/index.ts'
import type { PlanRun } from './contract.ts'
import { OUTCOMES, STALE_REASONS, type StaleReason } from './outcome-rules.ts'
import { staleReasons } from './reasons.ts'
import { currentRun, type RunRow, runOf } from './store.ts'
import { ownTeamsOfPartner } from './view-store.ts'
import { countsTogether } from './written-plan.ts'

/**
 * The plan in force with why it may no longer fit, and the run that began last. A partner is told what they hold for the teams
 * of his own branches, and neither how much of the whole is done nor what it is worth.
 */
export async function readPlan(tx: Tx, actor: Actor, language: Language) {
  permit(actor, 'followups.read')
  const { timeZone } = await organisation(tx, actor.orgId)
  const today = actor.now.toZonedDateTimeISO(timeZone).toPlainDate()
  const teamIds = await ownTeamsOfPartner(tx, actor)
  const shown = (run: RunRow) => (teamIds ? runOfTeams(run, teamIds) : runInWords(run))
  const inForce = await currentRun(tx, actor.orgId)
  const latest = await runOf(tx, actor.orgId)
  const { version } = await policyInForce(tx, actor.orgId)
  const stale = inForce ? staleReasonsOf(inForce, today, version) : []
  return {
    inForce: inForce ? shown(inForce) : null,
    latest: latest ? shown(latest) : null,
    stale: stale.map(code => ({ code, sentence: staleReasons[code][language]() })),
    ...{ timeZone, today, ofOwnTeams: teamIds !== undefined },
  }
}

function runOfTeams(run: RunRow, teamIds: readonly string[]): ReadRun {
  const own = Object.entries(run.countsByTeam).filter(([id]) => teamIds.includes(id))
  const counts = countsTogether(own.map(([, ofTeam]) => ofTeam))
  const said = runInWords({ ...run, counts, worth: null, bound: null })
  // A plan made before teams were counted apart says nothing.
  const isCounted = Object.keys(run.countsByTeam).length > 0 || !run.counts.due
  return { ...said, counts: isCounted ? said.counts : null, done: 0, ofAll: 0, ratePerSecond: null }
}

function staleReasonsOf(run: RunRow, today: Temporal.PlainDate, policyVersion: number): StaleReason[] {
  const found = new Set(run.staleReasons)
  if (!run.firstDay.equals(today)) found.add('day-passed')
  if (run.policyVersion !== policyVersion) found.add('policy-changed')
  return STALE_REASONS.filter(reason => found.has(reason))
}

/** A run as people see it. */
export type ReadRun = z.output<typeof PlanRun>

/** A run of the organisation, which must be there. */
export async function readRun(tx: Tx, actor: Actor, runId: string): Promise<ReadRun> {
  permit(actor, 'followups.read')
  return runInWords((await runOf(tx, actor.orgId, runId))!)
}

/** A run as it crosses the wire. */
export function runInWords(run: RunRow): ReadRun {
  const { due = 0, planned = 0, byMail = 0, ...byOutcome } = run.counts
  const known = OUTCOMES.map(outcome => [outcome, byOutcome[outcome] ?? 0] as const)
  return {
    ...run,
    ...paceOf(run),
    lastDay: run.firstDay.add({ days: run.days - 1 }),
    counts: run.phase === 'done' ? { due, planned, byMail, byOutcome: Object.fromEntries(known) } : null,
  }
}
