import { openAsBlob } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { measureFloors } from './import-floors.ts'
import { seconds, timed } from './measure.ts'
import type { Product } from './product.ts'
import type { Result } from './result.ts'

const MOST_MEMORY = 512 * 2 ** 20
const GOAL = 3

/** Imports a file as a user does: sent, previewed, started and waited for; beside it raw `COPY`s of what it left. */
export async function measureImport(product: Product, file: string, size: number): Promise<Result[]> {
  const ours = await timed(() => importFile(product, file))
  const peak = product.peakMemory()
  await product.sql.query('vacuum (analyze)')
  const { rows } = await product.sql.query('select count(*)::int as customers from customer')
  if (rows[0].customers !== size) throw new Error(`${size} customers were to be there, not ${rows[0].customers}`)
  const { oneTable, threeTables } = await measureFloors(product.sql, dirname(file))
  const ratio = ours.ms / oneTable
  return [
    {
      what: 'Import of customers, from sending the file to its last row',
      size,
      measured: seconds(ours.ms),
      beside: `raw COPY into one identically indexed table: ${seconds(oneTable)}`,
      ratio: `${ratio.toFixed(1)}×`,
      goal: `≤ ${GOAL}×`,
      reached: ratio <= GOAL,
    },
    {
      what: 'The same import beside its finished rows',
      size,
      measured: seconds(ours.ms),
      beside: `raw COPY into the three tables with their foreign keys: ${seconds(threeTables)}`,
      ratio: `${(ours.ms / threeTables).toFixed(1)}×`,
      goal: '',
      reached: true,
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

/** Imports a file as a user does, to its last row. */
export async function importFile(product: Product, file: string): Promise<void> {
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
