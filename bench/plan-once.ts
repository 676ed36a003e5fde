import { systemActor } from '../server/people/index.ts'
import { runPlan, startPlan } from '../server/planner/run-plan.ts'
import { currentRun } from '../server/planner/store.ts'
import { setClock } from '../server/platform/clock.ts'
import { inScope, openDatabase, openPool } from '../server/platform/database.ts'

/** Plans everything once, in a process of its own, and prints how long each phase took and the most memory it had. */
const [url, role, orgId, now] = process.argv.slice(2) as [string, string, string, string]
// Far behind the server's own time, that would take the run for lost.
setClock(Temporal.Instant.from(now))
const pool = openPool(url, 4)
pool.on('connect', client => client.query(`set role "${role}"`))
const db = openDatabase(pool)
const actor = await systemActor(db, orgId)
const begun = performance.now()
const run = await inScope(db, actor, tx => startPlan(tx, actor))
const phases: Record<string, number> = {}
let since = begun
let phase = 'reading'
const isInForce = await runPlan(db, { orgId, runId: run.id }, new AbortController().signal, at => {
  if (at.phase === phase) return
  phases[phase] = performance.now() - since
  since = performance.now()
  phase = at.phase
})
if (!isInForce) throw new Error('the plan did not come into force')
phases[phase] = performance.now() - since
const ms = performance.now() - begun
const made = await inScope(db, actor, tx => currentRun(tx, orgId))
await pool.end()
console.log(
  JSON.stringify({
    ms,
    phases,
    peak: process.resourceUsage().maxRSS * 1024,
    counts: made?.counts,
    worth: made?.worth,
    bound: made?.bound,
  }),
)
