import { pinyin } from 'pinyin-pro'
import { nameKey, nameTerms } from '../server/customers/name-terms.ts'
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
  await addLateNames(product)
  const criteria: [what: string, criteria: (number: number) => object][] = [
    ...questions.map(([what, search]) => [what, (number: number) => ({ words: search(number) })] as [string, never]),
    ['Search by a word that one in a hundred holds, all late in the order', () => ({ words: LATE })],
    ['Customers without a phone', () => ({ hasPhone: false })],
  ]
  const results: Result[] = []
  for (const [what, asked] of criteria) {
    const samples = await samplesOf(TIMES, number => product.ask('POST', '/customers/search', asked(number)))
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

const LATE = '重工'

/** One in a hundred becomes a company whose name sorts late, and one in ten thousand has no phone. */
async function addLateNames({ sql, orgId }: Product): Promise<void> {
  const names = Array.from(
    { length: 100 },
    (_, n) => `郑州${'一二三四五六七八九十'[n % 10]}${'甲乙丙丁戊己庚辛壬癸'[Math.floor(n / 10)]}${LATE}`,
  )
  await sql.query(
    `update customer c set name = g.name, name_key = g.key, search_terms = string_to_array(g.terms, ' ')
     from unnest($2::text[], $3::text[], $4::text[]) with ordinality as g (name, key, terms, place)
     where c.org_id = $1 and substr(c.external_id, 2)::int % 100 = 0 and substr(c.external_id, 2)::int / 100 % 100 = g.place - 1`,
    [orgId, names, names.map(nameKey), names.map(name => nameTerms(name).join(' '))],
  )
  await sql.query(
    `with gone as (
       delete from contact_point p using customer c
       where c.org_id = $1 and p.org_id = $1 and p.customer_id = c.id and substr(c.external_id, 2)::int % 10000 = 7 returning c.id)
     update customer c set without_phone = true from gone where c.org_id = $1 and c.id = gone.id`,
    [orgId],
  )
  await sql.query('vacuum analyze customer')
}

function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none' }).replaceAll(' ', '')
}

async function rowByKey({ sql, orgId }: Product, externalId: string): Promise<void> {
  await sql.query('select * from customer where org_id = $1 and external_id = $2', [orgId, externalId])
}
