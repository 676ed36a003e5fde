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
import { startProduct } from './product.ts'
import { type Result, tableOf } from './result.ts'

const PAGE = new URL('../docs/benchmarks.md', import.meta.url)
const [BEGIN, END] = ['<!-- main job -->', '<!-- end of main job -->']

/** Measures the main job at each size on a server of its own, prints the table and keeps it in docs/benchmarks.md. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { sizes: { type: 'string', default: '100000,1000000' }, keep: { type: 'boolean', default: false } },
  })
  const sizes = values.sizes.split(',').map(Number)
  const results: Result[] = []
  for (const size of sizes) results.push(...(await measureAt(size)))
  const table = tableOf(results)
  console.log(table)
  if (values.keep) await keep(`npm run bench -- --sizes ${values.sizes} --keep`, table)
}

async function measureAt(size: number): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'huifang-bench-files-'))
  const file = join(folder, 'customers.csv')
  const product = await startProduct()
  try {
    await writeCustomersFile(file, size)
    const imported = await measureImport(product, file, size)
    const listed = await measureLists(product, size)
    return [...imported, ...listed, ...(await measureHandOut(product, size))]
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
