import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'kysely'
import { beforeEach, describe, expect, inject, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { givenFollowup, givenListeners } from '../followups/given.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM, testDatabase } from '../people/given.ts'
import { clockNow, setClock } from '../platform/clock.ts'
import { ALWAYS, givenHours } from './given-plan.ts'
import { beginIfDue } from './jobs.ts'
import { readPlan } from './read-plan.ts'
import { runPlan, startPlan } from './run-plan.ts'
import { whileHeld } from './run-store.ts'
import { noteProgress } from './store.ts'

givenListeners()

let org: GivenOrganisation
beforeEach(async () => {
  setClock(TUESDAY_10_AM)
  org = await givenOrganisation()
})

const begun = () => as(org.owner, tx => beginIfDue(tx, { ...org.owner, staffId: null }))
const latest = async () => (await as(org.owner, tx => readPlan(tx, org.owner, 'en'))).latest
const inUrl = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)

/** A process of its own that plans, and stands still as soon as it has told of progress. */
const PLANNING = `
  import { setClock } from ${inUrl('../platform/clock.ts')}
  import { openDatabase, openPool } from ${inUrl('../platform/database.ts')}
  import { runPlan } from ${inUrl('./run-plan.ts')}
  const [url, orgId, runId, now] = process.argv.slice(1)
  setClock(Temporal.Instant.from(now))
  await runPlan(openDatabase(openPool(url, 4)), { orgId, runId }, new AbortController().signal, () => {
    console.log('under way')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })`

describe('a plan whose process is killed', () => {
  test('is begun again as soon as anybody looks, and not while the process lives', async () => {
    await givenHours(org, await org.staff('agent'), ALWAYS)
    await givenFollowup(org, await givenCustomer(org), { expiresAt: TUESDAY_10_AM.add({ hours: 480 }) })
    const first = await as(org.owner, tx => startPlan(tx, org.owner))
    const given = [inject('appUrl'), org.orgId, first.id, TUESDAY_10_AM.toString()]
    const child = spawn(process.execPath, ['--input-type=module', '-e', PLANNING, ...given], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    expect(await begun()).toBeUndefined()
    await expect(as(org.owner, tx => startPlan(tx, org.owner))).rejects.toThrow('plan-under-way')

    child.kill('SIGKILL')
    await once(child, 'exit')
    let second: string | undefined
    // PostgreSQL hears of it when the system has closed the connections of the process.
    while (!second) second = await begun()
    expect(second).not.toBe(first.id)
    const go = new AbortController().signal
    expect(await runPlan(testDatabase(), { orgId: org.orgId, runId: first.id }, go)).toBe(false)
    expect(await runPlan(testDatabase(), { orgId: org.orgId, runId: second }, go)).toBe(true)
    expect(await latest()).toMatchObject({ id: second, phase: 'done', counts: { due: 1, planned: 1 } })
  })
})

describe('a run', () => {
  test('is worked at by one process at a time', async () => {
    const run = await as(org.owner, tx => startPlan(tx, org.owner))
    const go = new AbortController().signal
    await whileHeld(testDatabase(), run.id, async () => {
      expect(await runPlan(testDatabase(), { orgId: org.orgId, runId: run.id }, go)).toBe(false)
    })
    expect(await latest()).toMatchObject({ id: run.id, phase: 'reading' })
    expect(await runPlan(testDatabase(), { orgId: org.orgId, runId: run.id }, go)).toBe(true)
  })

  test('whose connection was closed is taken for lost, and gives way where its process goes on', async () => {
    const run = await as(org.owner, tx => startPlan(tx, org.owner))
    const at = { phase: 'judging', done: 0, ofAll: 1, now: clockNow() } as const
    const noted = () => as(org.owner, tx => noteProgress(tx, org.orgId, run.id, at))
    const held = whileHeld(testDatabase(), run.id, async () => {
      expect(await noted()).toBe(true)
      expect(await begun()).toBeUndefined()
      await sql`
        select pg_terminate_backend(l.pid, 5000) from pg_locks l
        where l.locktype = 'advisory' and l.granted
          and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended(${`run ${run.id}`}, 0)`.execute(
        testDatabase(),
      )
      expect(await begun()).toBeDefined()
      return noted()
    })
    expect(await held).toBe(false)
  })
})
