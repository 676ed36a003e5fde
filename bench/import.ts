import { createReadStream, openAsBlob } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { seconds, timed } from './measure.ts'
import type { Product } from './product.ts'
import type { Result } from './result.ts'

const MOST_MEMORY = 512 * 2 ** 20
const GOAL = 3

/** Imports a file as a user does: sent, previewed, started and waited for; beside it a raw `COPY` of the same file. */
export async function measureImport(product: Product, file: string, size: number): Promise<Result[]> {
  const ours = await timed(() => importFile(product, file))
  const peak = product.peakMemory()
  await product.sql.query('vacuum (analyze)')
  const floor = await timed(() => copyFile(product, file))
  const { rows } = await product.sql.query(
    'select (select count(*) from customer) as customers, (select count(*) from floor_customer) as copied',
  )
  await product.sql.query('drop table floor_customer')
  if (Number(rows[0].customers) !== size || Number(rows[0].copied) !== size) {
    throw new Error(`${size} customers were to be there, not ${JSON.stringify(rows[0])}`)
  }
  const ratio = ours.ms / floor.ms
  return [
    {
      what: 'Import of customers, from sending the file to its last row',
      size,
      measured: seconds(ours.ms),
      beside: `raw COPY into an identically indexed table: ${seconds(floor.ms)}`,
      ratio: `${ratio.toFixed(1)}×`,
      goal: `≤ ${GOAL}×`,
      reached: ratio <= GOAL,
    },
    {
      what: 'Peak memory of the server after that import',
      size,
      measured: `${Math.round(peak / 2 ** 20)} MB`,
      beside: '',
      ratio: '',
      goal: `≤ ${MOST_MEMORY / 2 ** 20} MB`,
      reached: peak <= MOST_MEMORY,
    },
  ]
}

async function importFile(product: Product, file: string): Promise<void> {
  const { id } = await product.ask<{ id: string }>('POST', '/imports', { kind: 'customers', fileName: 'customers.csv' })
  await product.sendFile(`/imports/${id}/file`, await openAsBlob(file))
  const { mapping } = await product.ask<{ mapping: unknown }>('GET', `/imports/${id}/preview`)
  await product.ask('POST', `/imports/${id}/start`, { mapping })
  for (;;) {
    const { run } = await product.ask<{ run: { state: string } }>('GET', `/imports/${id}`)
    if (run.state === 'finished') return
    if (run.state !== 'running' && run.state !== 'uploaded') throw new Error(`the import is ${run.state}`)
    await pause(500)
  }
}

async function copyFile({ sql, orgId, branchId }: Product, file: string): Promise<void> {
  await sql.query(`
    create table floor_customer (like customer including defaults including generated including constraints including indexes);
    alter table floor_customer add column phone text,
      alter column org_id set default '${orgId}', alter column branch_id set default '${branchId}',
      alter column created_at set default now(), alter column updated_at set default now()`)
  const client = await sql.connect()
  try {
    const into = client.query(
      copyFrom('copy floor_customer (external_id, name, phone) from stdin (format csv, header)'),
    )
    await pipeline(createReadStream(file), into)
  } finally {
    client.release()
  }
}
