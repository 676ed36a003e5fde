import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeCustomersFile } from './customers-file.ts'
import { measureHandOut } from './hand-out.ts'
import { importFile, measureImport } from './import.ts'
import { measureLists } from './lists.ts'
import { machine } from './measure.ts'
import { measurePlanner } from './planner.ts'
import { measurePlannerGap } from './planner-gap.ts'
import { startProduct } from './product.ts'
import { fillCustomers } from './queue.ts'
import { measureQueuePeers } from './queue-peers.ts'
import { type Result, tableOf } from './result.ts'
import { measureVerdicts } from './verdicts.ts'

const PAGE = new URL('../docs/benchmarks.md', import.meta.url)

/** What works on the customers that the import brought. */
const PARTS = { lists: measureLists, 'hand-out': measureHandOut, queues: measureQueuePeers }

/** What is measured once, without a running product. */
const ALONE = { 'planner-gap': measurePlannerGap }

/** What fills a server of its own with customers and their past, at each size. */
const APART = { verdicts: measureVerdicts, planner: measurePlanner }

/**
 * Measures the main job at each size on a server of its own, and what needs none, and prints each table as it comes.
 * `--only` leaves parts out; the import is then run but not shown, and with `--filled` not even run: SQL writes the
 * customers. `--keep` writes each part at its place in docs/benchmarks.md.
 */
async function main(): Promise<void> {
  const everything = ['import', ...Object.keys({ ...PARTS, ...ALONE, ...APART })].join(',')
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '100000,1000000' },
      only: { type: 'string', default: everything },
      filled: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  })
  const sizes = values.sizes.split(',').map(Number)
  const only = values.only.split(',')
  const where = machine()
  const results = new Map<string, Result[]>()
  const note = (part: string, found: Result[]) => {
    console.log(`${part}\n\n${tableOf(found)}\n`)
    results.set(part, [...(results.get(part) ?? []), ...found])
  }
  for (const [part, measure] of Object.entries(ALONE)) if (only.includes(part)) note(part, await measure())
  for (const [part, measure] of Object.entries(APART)) {
    if (only.includes(part)) for (const size of sizes) note(part, await measure(size))
  }
  if (only.some(part => part === 'import' || part in PARTS)) {
    for (const size of sizes) await measureAt(size, only, values.filled, note)
  }
  for (const [part, found] of results) {
    const table = tableOf(found)
    const sized = part in ALONE ? '' : ` --sizes ${values.sizes}${values.filled ? ' --filled' : ''}`
    if (values.keep) await keep(part, `npm run bench -- --only ${part}${sized}`, `${where}\n\n${table}`)
  }
}

async function measureAt(
  size: number,
  only: readonly string[],
  filled: boolean,
  note: (part: string, found: Result[]) => void,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'huifang-bench-files-'))
  const file = join(folder, 'customers.csv')
  const product = await startProduct()
  try {
    if (!filled) await writeCustomersFile(file, size)
    if (filled) await fillCustomers(product, size)
    else if (only.includes('import')) note('import', await measureImport(product, file, size))
    else await importFile(product, file)
    for (const [part, measure] of Object.entries(PARTS)) {
      if (only.includes(part)) note(part, await measure(product, size))
    }
  } finally {
    await product.stop()
    await rm(folder, { recursive: true })
  }
}

async function keep(part: string, command: string, found: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8')
  const [begin, end] = [`<!-- ${part} -->`, `<!-- end of ${part} -->`]
  const [before, rest] = page.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`${PAGE.pathname} has no place for ${part}`)
  const day = new Date().toISOString().slice(0, 10)
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const words = `\`${command}\`, ${day}, at ${commit}\n\n${found}`
  await writeFile(PAGE, `${before}${begin}\n\n${words}\n\n${end}${after}`)
}

await main()
