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
const MEMORY_GOAL = 1024

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
        goal: `≤ ${MEMORY_GOAL} MB`,
        reached: made.peak <= MEMORY_GOAL * 2 ** 20,
      },
    ]
  } finally {
    await product.stop()
  }
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
