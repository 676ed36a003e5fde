import { pinyin } from 'pinyin-pro'
import { customer } from './customers-file.ts'
import { millis, percentile, samplesOf } from './measure.ts'
import type { Product } from './product.ts'
import type { Result } from './result.ts'

const TIMES = 100
const GOAL = 100

/** Lists and searches as the customer page asks for them, each time for another customer; beside them one row by its key. */
export async function measureLists(product: Product, size: number): Promise<Result[]> {
  const searched = (number: number) => customer((number * 7919) % size)
  const questions: [what: string, search: (number: number) => string][] = [
    ['First page of the list', () => ''],
    ['Search by two Chinese characters', number => searched(number).name.slice(1)],
    ['Search by a whole name', number => searched(number).name],
    ['Search by pinyin initials', number => initialsOf(searched(number).name)],
    ['Search by the last four digits', number => searched(number).phone.slice(-4)],
    ['Search by a full number', number => searched(number).phone],
    ['Search by customer number', number => searched(number).externalId],
  ]
  const floor = percentile(await samplesOf(TIMES, number => rowByKey(product, searched(number).externalId)), 0.95)
  const results: Result[] = []
  for (const [what, search] of questions) {
    const samples = await samplesOf(TIMES, number =>
      product.ask('POST', '/customers/search', { words: search(number) }),
    )
    const ours = percentile(samples, 0.95)
    results.push({
      what: `${what}, p95`,
      size,
      measured: millis(ours),
      beside: `one row by its key in SQL, p95: ${millis(floor)}`,
      ratio: `${(ours / floor).toFixed(0)}×`,
      goal: `≤ ${GOAL} ms`,
      reached: ours <= GOAL,
    })
  }
  return results
}

function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none' }).replaceAll(' ', '')
}

async function rowByKey({ sql, orgId }: Product, externalId: string): Promise<void> {
  await sql.query('select * from customer where org_id = $1 and external_id = $2', [orgId, externalId])
}
