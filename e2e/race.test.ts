import { setTimeout as pause } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Acknowledged, work } from './race/agent.ts'
import { Auditor } from './race/audit.ts'
import { type Business, foundBusiness } from './race/business.ts'
import { Chance } from './race/chance.ts'
import { Fleet } from './race/fleet.ts'
import { steer } from './race/planner.ts'

const SEED = Number(process.env.HUIFANG_RACE_SEED ?? 20_261_117)
const SECONDS = Number(process.env.HUIFANG_RACE_SECONDS ?? 60)
const SERVERS = 3
/** Planners share accounts, as a team at one screen does; each account is at work in several windows. */
const SIZE = { customers: 100, agents: 50, planners: 10 }
const WINDOWS = 5
/** Longer than any lease. */
const LATER = { hours: 2 }

let fleet: Fleet
let auditor: Auditor
let business: Business

beforeAll(async () => {
  fleet = await Fleet.start(SERVERS)
  auditor = new Auditor(fleet.databaseUrl)
  business = await foundBusiness(fleet, SIZE, SEED)
}, 300_000)

afterAll(async () => {
  await auditor?.close()
  await fleet?.close()
}, 60_000)

test('50 planners and 50 agents at the same customers, servers killed at any point: no rule is broken, nothing is lost', {
  timeout: SECONDS * 1000 + 240_000,
}, async () => {
  const { acknowledged, added, heldTwice } = await race()
  const people = [...business.agents, ...business.planners, business.approver]
  const lost = people.reduce((sum, person) => sum + person.lost, 0)

  await fleet.killAllButOneLater(LATER)
  await reconcile()

  const faults = [...fleet.failures, ...people.flatMap(person => person.faults)]
  if (faults.length > 0) console.error(fleet.errors().join('\n'))
  expect({
    faults,
    customersHeldTwice: heldTwice,
    attemptsAboveTheCap: await auditor.capBreached('attempts'),
    conversationsAboveTheCap: await auditor.capBreached('conversations'),
    neverGivenBack: await auditor.held(),
    outcomesLost: await auditor.outcomesLost(acknowledged),
    attemptsMiscounted: await auditor.attemptsMiscounted(),
    followupsLost: await auditor.followupsLost(added),
  }).toEqual({
    faults: [],
    customersHeldTwice: [],
    attemptsAboveTheCap: [],
    conversationsAboveTheCap: [],
    neverGivenBack: [],
    outcomesLost: [],
    attemptsMiscounted: [],
    followupsLost: [],
  })

  // A race that hardly ran proves nothing.
  const extent = await auditor.extent()
  console.log(
    JSON.stringify({
      seed: SEED,
      acknowledged: acknowledged.length,
      added: added.length,
      lost,
      killed: fleet.killed,
      ...extent,
    }),
  )
  expect(acknowledged.length).toBeGreaterThan(SECONDS)
  expect(extent.deferred).toBeGreaterThan(SECONDS)
  expect(extent.plans).toBeGreaterThan(1)
  expect(lost).toBeGreaterThan(0)
})

async function race(): Promise<{ acknowledged: Acknowledged[]; added: string[]; heldTwice: string[] }> {
  const end = performance.now() + SECONDS * 1000
  const goesOn = () => performance.now() < end
  const { agents, planners } = business
  const windows = planners.flatMap(planner => Array.from({ length: WINDOWS }, () => planner))
  const [acknowledged, added, heldTwice] = await Promise.all([
    Promise.all(agents.map(agent => work(agent, goesOn))),
    Promise.all(windows.map(planner => steer(planner, business, goesOn))),
    watch(goesOn),
    killAgainAndAgain(goesOn),
  ])
  return { acknowledged: acknowledged.flat(), added: added.flat(), heldTwice }
}

async function killAgainAndAgain(goesOn: () => boolean): Promise<void> {
  const chance = new Chance(SEED)
  for (;;) {
    await pause(chance.between(1500, 5000))
    if (!goesOn()) return
    await fleet.killOne(chance)
  }
}

/** Looks again and again whether two contacts hold one customer; answers which. */
async function watch(goesOn: () => boolean): Promise<string[]> {
  const found = new Set<string>()
  while (goesOn()) {
    for (const customerId of await auditor.customersHeldTwice()) found.add(customerId)
    await pause(100)
  }
  return [...found]
}

/** Lets the job that takes back what was left behind run now, and until nothing is held. */
async function reconcile(): Promise<void> {
  const queue = new PgBoss({ connectionString: fleet.databaseUrl, schema: 'pgboss', max: 1, migrate: false })
  await queue.start()
  try {
    for (let round = 0; round < 60 && (await auditor.held()).length > 0; round += 1) {
      if (round % 10 === 0) await queue.send('tidy-followups', {})
      await pause(1000)
    }
  } finally {
    await queue.stop({ graceful: false })
  }
}
