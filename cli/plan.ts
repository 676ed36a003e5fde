import type { Command } from 'commander'
import { planFollowups } from '../server/followups/index.ts'
import { cancelPlan, type PlanProgress, type ReadRun, readRun, runPlan, startPlan } from '../server/planner/index.ts'
import type { Actor } from '../server/platform/actor.ts'
import { clockNow } from '../server/platform/clock.ts'
import { type Database, inScope } from '../server/platform/database.ts'
import { type Pace, paceOf } from '../server/platform/progress-rules.ts'
import { command, operator, run, type Shared } from './run.ts'

interface PlanOptions extends Shared {
  days: boolean
}

export function planCommand(program: Command): void {
  program.addCommand(
    command('plan', 'find what is due by all running campaigns now, then plan the days of everything that waits')
      .option('--no-days', 'only find what is due; the days are planned tonight')
      .action((options: PlanOptions) =>
        run(options, program => planAll(program.db, options, operator(program, options))),
      ),
  )
}

async function planAll(db: Database, options: PlanOptions, known: Promise<Actor>) {
  const actor = await known
  const campaigns = await inScope(db, actor, tx => planFollowups(tx, actor))
  if (!options.json) console.table(campaigns.map(({ fallenOut, ...counts }) => ({ ...counts, ...fallenOut })))
  if (!options.days) return options.json ? { campaigns } : {}
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  // Ctrl-C reaches this process and the launcher, which passes it on; the second must not end what the first cancels.
  process.on('SIGINT', interrupt)
  try {
    const days = await planDays(db, { ...actor, now: clockNow() }, stop.signal, at => say(options, at))
    if (!options.json && process.stderr.isTTY) process.stderr.write('\n')
    if (stop.signal.aborted) process.exitCode = 130
    if (options.json) return { campaigns, days }
    const { phase, firstDay, lastDay, counts, worth, bound } = days
    const { due, planned, byOutcome } = counts ?? { due: 0, planned: 0, byOutcome: {} }
    const outcomes = Object.entries(byOutcome).filter(([, count]) => count > 0)
    return { phase, firstDay, lastDay, due, planned, ...Object.fromEntries(outcomes), worth, bound }
  } finally {
    process.off('SIGINT', interrupt)
  }
}

/**
 * Plans the days of everything that waits and tells how far it is; answers the run. Stopped on the way it is cancelled, and
 * the plan in force stays. Refuses while another plan is under way.
 */
export async function planDays(
  db: Database,
  actor: Actor,
  signal: AbortSignal,
  tell: (at: PlanProgress & Pace) => void,
): Promise<ReadRun> {
  const begun = await inScope(db, actor, tx => startPlan(tx, actor))
  const stopping = new AbortController()
  const stop = () => {
    inScope(db, actor, tx => cancelPlan(tx, actor, begun.id))
      .catch(() => {})
      .finally(() => stopping.abort())
  }
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  let phase = { name: '', startedAt: clockNow() }
  await runPlan(db, { orgId: actor.orgId, runId: begun.id }, stopping.signal, at => {
    const now = clockNow()
    if (at.phase !== phase.name) phase = { name: at.phase, startedAt: now }
    tell({ ...at, ...paceOf({ ...at, phaseStartedAt: phase.startedAt, progressedAt: now, finishedAt: null }) })
  })
  signal.removeEventListener('abort', stop)
  return inScope(db, actor, tx => readRun(tx, actor, begun.id))
}

function say(options: Shared, { phase, done, ofAll, ratePerSecond, secondsLeft }: PlanProgress & Pace): void {
  if (options.json || !process.stderr.isTTY) return
  const number = (value: number) => Math.round(value).toLocaleString('en')
  const pace = ratePerSecond === null ? '' : `  ${number(ratePerSecond)}/s  ${number(secondsLeft!)} s left`
  process.stderr.write(`\r\u001b[K${phase.padEnd(9)} ${number(done)} of ${number(ofAll)}${pace}`)
}
