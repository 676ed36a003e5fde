import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeCustomersFile } from './customers-file.ts'
import { measureHandOut } from './hand-out.ts'
import { measureImport } from './import.ts'
import { measureLists } from './lists.ts'
import { machine } from './measure.ts'
import { measurePlannerGap } from './planner-gap.ts'
import { startProduct } from './product.ts'
import { type Result, tableOf } from './result.ts'

const PAGE = new URL('../docs/benchmarks.md', import.meta.url)
const [BEGIN, END] = ['<!-- main job -->', '<!-- end of main job -->']

/** What may be left out by `--only`; the import never is, because the others work on what it brought. */
const PARTS = { import: async () => [], lists: measureLists, 'hand-out': measureHandOut }

/** What is measured once, without a running product. */
const ALONE = { 'planner-gap': measurePlannerGap }

/** Measures the main job at each size on a server of its own, prints the table and keeps it in docs/benchmarks.md. */
async function main(): Promise<void> {
  const everything = Object.keys({ ...PARTS, ...ALONE }).join(',')
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '100000,1000000' },
      only: { type: 'string', default: everything },
      keep: { type: 'boolean', default: false },
    },
  })
  const sizes = values.sizes.split(',').map(Number)
  const only = values.only.split(',')
  const results: Result[] = []
  for (const [part, measure] of Object.entries(ALONE)) if (only.includes(part)) results.push(...(await measure()))
  if (only.some(part => part in PARTS)) for (const size of sizes) results.push(...(await measureAt(size, only)))
  const table = tableOf(results)
  console.log(table)
  if (!values.keep) return
  const parts = values.only === everything ? '' : ` --only ${values.only}`
  await keep(`npm run bench -- --sizes ${values.sizes}${parts} --keep`, table)
}

async function measureAt(size: number, only: readonly string[]): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'huifang-bench-files-'))
  const file = join(folder, 'customers.csv')
  const product = await startProduct()
  try {
    await writeCustomersFile(file, size)
    const results = await measureImport(product, file, size)
    for (const [part, measure] of Object.entries(PARTS)) {
      if (only.includes(part)) results.push(...(await measure(product, size)))
    }
    return results
  } finally {
    await product.stop()
    await rm(folder, { recursive: true })
  }
}

async function keep(command: string, table: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8')
  const [before, rest] = page.split(BEGIN)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined) throw new Error(`${PAGE.pathname} has no place for the table`)
  const day = new Date().toISOString().slice(0, 10)
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const words = `\`${command}\`, ${day}, at ${commit}\n\n${machine()}\n\n${table}`
  await writeFile(PAGE, `${before}${BEGIN}\n\n${words}\n\n${END}${after}`)
}

await main()
