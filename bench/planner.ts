import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { seconds, timed } from './measure.ts'
import { CAMPAIGNS, fillForPlanning } from './planner-fill.ts'
import { FLAGS, type Product, startProduct, untilQuiet } from './product.ts'
import type { Result } from './result.ts'

const GOAL = 4
/** So many times as long, measured by the number of customers, may a plan of many take beside one of few. */
const GROWTH_GOAL = 1.1
/** Megabytes, for a plan of a million customers. */
const MEMORY_GOAL = { mb: 1024, customers: 1_000_000 }

/** The first plan of this run. */
let first: { size: number; ms: number } | undefined

interface Once {
  ms: number
  phases: Record<string, number>
  peak: number
  counts: Record<string, number>
  worth: number
  bound: number
}

/**
 * A plan of everything that waits, from the first row read to the plan in force, against one sequential aggregate over the
 * same tables and a raw `COPY` of as many rows into a table that has the same indexes. What campaigns make due is not in it.
 */
export async function measurePlanner(size: number): Promise<Result[]> {
  const product = await startProduct()
  try {
    await fillForPlanning(product, size)
    await untilQuiet(product)
    const made = await planOnce(product)
    const floor = await floorOf(product)
    const entries = made.counts.due!.toLocaleString('en')
    const hasMemoryGoal = size <= MEMORY_GOAL.customers
    const phases = Object.entries(made.phases).map(([phase, ms]) => `${phase} ${seconds(ms)}`)
    return [
      {
        what: `A plan of ${entries} due purposes of ${CAMPAIGNS} campaigns (${phases.join(', ')}; within ${((1 - made.worth / made.bound) * 100).toFixed(2)} % of its bound)`,
        size,
        measured: seconds(made.ms),
        beside: `aggregate over the tables ${seconds(floor.aggregate)} and COPY of its rows ${seconds(floor.copy)}`,
        ratio: `${(made.ms / (floor.aggregate + floor.copy)).toFixed(1)}×`,
        goal: `≤ ${GOAL}×`,
        reached: made.ms <= GOAL * (floor.aggregate + floor.copy),
      },
      {
        what: 'Peak memory of the process that plans',
        size,
        measured: `${Math.round(made.peak / 2 ** 20)} MB`,
        ...{ beside: '', ratio: '' },
        goal: hasMemoryGoal ? `≤ ${MEMORY_GOAL.mb} MB` : '',
        reached: !hasMemoryGoal || made.peak <= MEMORY_GOAL.mb * 2 ** 20,
      },
      ...growth(size, made.ms),
    ]
  } finally {
    await product.stop()
  }
}

function growth(size: number, ms: number): Result[] {
  first ??= { size, ms }
  if (first.size === size) return []
  const [ratio, goal] = [ms / first.ms, (GROWTH_GOAL * size) / first.size]
  return [
    {
      what: `The same plan, time of ${size.toLocaleString('en')} beside that of ${first.size.toLocaleString('en')}`,
      size,
      measured: seconds(ms),
      beside: seconds(first.ms),
      ratio: `${ratio.toFixed(1)}×`,
      goal: `≤ ${goal.toFixed(1)}×`,
      reached: ratio <= goal,
    },
  ]
}

async function planOnce({ sql, orgId, now }: Product): Promise<Once> {
  const { rows } = await sql.query(`select current_user || '_app' as role`)
  const script = join(import.meta.dirname, 'plan-once.ts')
  const given = [...FLAGS, script, sql.options.connectionString!, rows[0].role, orgId, now().toString()]
  const { stdout } = await promisify(execFile)(process.execPath, given)
  return JSON.parse(stdout)
}

const TABLES = [
  ...['followup', 'customer', 'contact_point', 'contact', 'activity', 'consent', 'do_not_contact', 'open_concern'],
  ...['contact_hold', 'good_hours'],
]

async function floorOf({ sql }: Product): Promise<{ aggregate: number; copy: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'huifang-bench-plan-'))
  const client = await sql.connect()
  try {
    await client.query('set max_parallel_workers_per_gather = 0')
    const { ms: aggregate } = await timed(async () => {
      for (const table of TABLES) await client.query(`select count(*), max(t.org_id::text) from ${table} t`)
    })
    const file = join(folder, 'entries')
    await pipeline(client.query(copyTo('copy plan_entry to stdout')), createWriteStream(file))
    await client.query('create table entry_floor (like plan_entry including defaults including indexes)')
    const { ms: copy } = await timed(() =>
      pipeline(createReadStream(file), client.query(copyFrom('copy entry_floor from stdin'))),
    )
    return { aggregate, copy }
  } finally {
    client.release()
    await rm(folder, { recursive: true })
  }
}
