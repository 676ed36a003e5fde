import { Logger, makeWorkerUtils, run as runWorker } from 'graphile-worker'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { handOutInRounds } from '../server/followups/hand-out-rounds.ts'
import { DESK_CONNECTIONS } from '../server/open-program.ts'
import { type Database, openDatabase, openPool } from '../server/platform/database.ts'
import { NOW, type Product, untilQuiet } from './product.ts'
import { addTeam, fillQueue } from './queue.ts'
import type { Result } from './result.ts'

/** As many connections as the product has for everything, and so many takers beside them. */
const CONNECTIONS = 20
const TAKERS = [20, 100] as const
const SECONDS = 5
/** Each takes one and keeps it. */
const AGENTS = 50_000
const AT_ONCE = 10_000
const SILENT = new Logger(() => () => {})

type Rates = Record<(typeof TAKERS)[number], number>

/**
 * How many follow-ups are handed out in a second, each with its verdict and its contact in the ledger, beside the job queues
 * pg-boss and graphile-worker with as many jobs waiting on the same server. All take one at a time, as an agent takes
 * work, called from this process without HTTP, ours over the few connections that the desk has. The goal is held by a
 * hundred takers at once against each peer at its best, be it with twenty or a hundred.
 */
export async function measureQueuePeers(product: Product, size: number): Promise<Result[]> {
  const ours = await handOuts(product)
  const peers = [
    { name: 'pg-boss, fetch', rates: await ratesOf(takers => bossFetches(product, size, takers)) },
    {
      name: 'graphile-worker, one job at a time, completed in batches',
      rates: await ratesOf(takers => workerJobs(product, size, takers)),
    },
  ]
  return TAKERS.toReversed().flatMap(takers =>
    peers.map(({ name, rates }) => {
      const isGoal = takers === Math.max(...TAKERS)
      const rate = isGoal ? Math.max(...Object.values(rates)) : rates[takers]
      return {
        what: `Hand-outs with verdict in a second, ${takers} takers`,
        size,
        measured: `${Math.round(ours[takers])}/s`,
        beside: `${name}${isGoal ? `, the better of ${TAKERS.join(' and ')} takers` : ''}: ${Math.round(rate)}/s`,
        ratio: `${(ours[takers] / rate).toFixed(2)}×`,
        goal: isGoal ? '≥ 1×' : '',
        reached: !isGoal || ours[takers] >= rate,
      }
    }),
  )
}

/** The rate with each number of takers, one after the other. */
async function ratesOf(measure: (takers: number) => Promise<number>): Promise<Rates> {
  const rates: [takers: number, rate: number][] = []
  for (const takers of TAKERS) rates.push([takers, await measure(takers)])
  return Object.fromEntries(rates) as Rates
}

/** How often in a second takers get one, after a second to warm up; work answers whether it got one. */
async function ratePerSecond(takers: number, take: () => Promise<boolean>): Promise<number> {
  const startedAt = performance.now() + 1000
  const until = startedAt + SECONDS * 1000
  let taken = 0
  await Promise.all(
    Array.from({ length: takers }, async () => {
      while (performance.now() < until) {
        if (!(await take())) throw new Error('nothing was left to be taken')
        const at = performance.now()
        if (at >= startedAt && at < until) taken += 1
      }
    }),
  )
  return taken / SECONDS
}

async function handOuts(product: Product): Promise<Rates> {
  const { orgId, branchId, sql } = product
  const { rows } = await sql.query('select id from team where org_id = $1 limit 1', [orgId])
  const agents = await addTeam(product, rows[0]?.id ?? (await fillQueue(product)), AGENTS)
  await sql.query('analyze')
  await untilQuiet(product)
  const pool = openPool(product.appUrl, DESK_CONNECTIONS)
  const db: Database = openDatabase(pool)
  const now = Temporal.Instant.from(NOW)
  const scope = { orgId, branchId, branchIds: [branchId], ancestorIds: [] }
  const fail = (error: unknown) => console.error(error)
  try {
    const take = async () => {
      const actor = { ...scope, staffId: agents.pop()!, name: '', roles: ['agent'], now, requestId: 'bench' }
      return (await handOutInRounds(db, actor, fail)).followup !== null
    }
    return await ratesOf(takers => ratePerSecond(takers, take))
  } finally {
    await pool.end()
  }
}

/** Tuned as its documents advise: a table of its own for the queue, nothing else for the process to do. */
async function bossFetches({ sql, ownerUrl }: Product, size: number, takers: number): Promise<number> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: 'peer_boss',
    max: CONNECTIONS,
    supervise: false,
    schedule: false,
  })
  await boss.start()
  try {
    await boss.createQueue('calls', { partition: true })
    for (let from = 0; from < size; from += AT_ONCE) {
      const count = Math.min(AT_ONCE, size - from)
      await boss.insert(
        'calls',
        Array.from({ length: count }, (_, n) => ({ data: { customer: from + n } })),
      )
    }
    await sql.query('vacuum (analyze)')
    return await ratePerSecond(takers, async () => (await boss.fetch('calls')).length === 1)
  } finally {
    await boss.stop({ graceful: false })
    await sql.query('drop schema peer_boss cascade')
  }
}

/** Tuned as its documents advise: completed in batches; but no job is fetched ahead of its taker. */
async function workerJobs({ sql, ownerUrl }: Product, size: number, takers: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: CONNECTIONS + 5 })
  const schema = 'peer_worker'
  const utils = await makeWorkerUtils({ pgPool: pool, schema, logger: SILENT })
  try {
    await utils.migrate()
    for (let from = 0; from < size; from += AT_ONCE) {
      const count = Math.min(AT_ONCE, size - from)
      await utils.addJobs(
        Array.from({ length: count }, (_, n) => ({ identifier: 'call', payload: { customer: from + n } })),
      )
    }
    await sql.query('vacuum (analyze)')
    return await jobsPerSecond(pool, schema, takers)
  } finally {
    await utils.release()
    await pool.end()
    await sql.query(`drop schema ${schema} cascade`)
  }
}

async function jobsPerSecond(pgPool: pg.Pool, schema: string, takers: number): Promise<number> {
  const startedAt = performance.now() + 1000
  const until = startedAt + SECONDS * 1000
  let taken = 0
  const call = async () => {
    const at = performance.now()
    if (at >= startedAt && at < until) taken += 1
  }
  const runner = await runWorker({
    pgPool,
    preset: { worker: { schema, concurrentJobs: takers, completeJobBatchDelay: 0 } },
    taskList: { call },
    logger: SILENT,
    noHandleSignals: true,
  })
  await new Promise(done => setTimeout(done, until - performance.now()))
  await runner.stop()
  return taken / SECONDS
}
