import { groundFor, verdictOn, verdictsOn } from '../server/contacts/index.ts'
import { standingTexts } from '../server/contacts/standing-store.ts'
import { type Located, readStandings } from '../server/contacts/standing-texts.ts'
import { mayContact } from '../server/contacts/verdict-rules.ts'
import { type Database, inScope, inScopes, openDatabase, openPool } from '../server/platform/database.ts'
import { millis, percentile, samplesOf } from './measure.ts'
import { NOW, type Product, startProduct, untilQuiet } from './product.ts'
import type { Result } from './result.ts'
import { fillVerdicts } from './verdict-fill.ts'

const SINGLE = 2000
const JUDGED = 200_000
const AT_ONCE = 5000
/** As many as a plan reads with. */
const READERS = 2
/** All customers are judged so often. */
const TIMES = 3
const GOAL_MS = 5
const GOAL_BULK = 200_000

/**
 * One verdict after the other on customers here and there, and then one on every customer, both by a policy with every kind
 * of rule, as the application's login behind row-level security. Beside them one customer by his key in the same kind of
 * transaction, and the same standings read without judging.
 */
export async function measureVerdicts(size: number): Promise<Result[]> {
  const product = await startProduct()
  try {
    await fillVerdicts(product, size)
    await untilQuiet(product)
    const pool = openPool(product.appUrl, READERS)
    try {
      const db = openDatabase(pool)
      return [
        await measureSingle(product, db, size),
        await measureJudging(product, db),
        await measureBulk(product, db, size),
      ]
    } finally {
      await pool.end()
    }
  } finally {
    await product.stop()
  }
}

const actorOf = ({ orgId, branchId }: Product) => ({
  ...{ orgId, branchIds: [branchId], ancestorIds: [] },
  now: Temporal.Instant.from(NOW),
})

async function measureSingle(product: Product, db: Database, size: number): Promise<Result> {
  const actor = actorOf(product)
  const { rows } = await product.sql.query('select id from customer order by md5(id::text) limit $1', [SINGLE * 2])
  const ground = await inScope(db, actor, tx => groundFor(tx, actor.orgId))
  const idOf = (n: number) => rows[n % rows.length].id as string
  const ask = (n: number) =>
    inScope(db, actor, tx => verdictOn(tx, actor, ground, idOf(n), { purpose: 'renewal', matterId: null }))
  const byKey = (n: number) =>
    inScope(db, actor, tx =>
      tx.selectFrom('customer').selectAll().where('org_id', '=', actor.orgId).where('id', '=', idOf(n)).execute(),
    )
  const floor = percentile(await samplesOf(SINGLE, byKey), 0.99)
  const samples = await samplesOf(SINGLE, ask)
  const ours = percentile(samples, 0.99)
  return {
    what: `One verdict in a transaction of its own, p99 (p50 ${millis(percentile(samples, 0.5))})`,
    size,
    measured: millis(ours),
    beside: `one customer by his key in the same kind of transaction, p99: ${millis(floor)}`,
    ratio: `${(ours / floor).toFixed(1)}×`,
    goal: `≤ ${GOAL_MS} ms`,
    reached: ours <= GOAL_MS,
  }
}

/** How fast standings that are at hand are judged, on one core. */
async function measureJudging(product: Product, db: Database): Promise<Result> {
  const actor = actorOf(product)
  const { rows } = await product.sql.query('select id from customer order by id limit $1', [JUDGED])
  const { rules, located } = await inScope(db, actor, async tx => {
    const ground = await groundFor(tx, actor.orgId)
    const located: Located[] = []
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const customerIds = rows.slice(from, from + AT_ONCE).map(({ id }) => id as string)
      const found = await standingTexts(tx, actor, ground.rules, { customerIds, callerNumbers: [] })
      located.push(...readStandings(found, actor.now.epochMilliseconds, ground.pathOf).customers.values())
    }
    return { rules: ground.rules, located }
  })
  const request = { purpose: 'renewal', matterId: null }
  const judgeAll = async () => {
    for (const { standing, timeZone, country } of located) {
      mayContact(rules, rules.placeOf(timeZone, country), standing, request, actor.now.epochMilliseconds)
    }
  }
  const ms = percentile(await samplesOf(10, judgeAll), 0.5)
  const perSecond = Math.round((located.length / ms) * 1000)
  return {
    what: `Judging customers whose standings are at hand, by ${rules.rules.length} rules, on one core`,
    size: located.length,
    measured: `${perSecond.toLocaleString('en')}/s`,
    beside: '',
    ratio: '',
    goal: `≥ ${GOAL_BULK.toLocaleString('en')}/s`,
    reached: perSecond >= GOAL_BULK,
  }
}

async function allCustomers({ sql }: Product): Promise<string[]> {
  const { rows } = await sql.query('select id from customer order by id')
  return rows.map(({ id }) => id)
}

/** In pages that are made as they are asked for, as a planner's are. */
async function* askedAbout(ids: readonly string[]) {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    yield ids
      .slice(from, from + AT_ONCE)
      .map(customerId => ({ customerId, request: { purpose: 'renewal', matterId: null } }))
  }
}

async function measureBulk(product: Product, db: Database, size: number): Promise<Result> {
  const actor = actorOf(product)
  const ids = await allCustomers(product)
  const judgeAll = () =>
    inScopes(db, actor, READERS, async readers => {
      const kinds = { allow: 0, defer: 0, deny: 0 }
      const ground = await groundFor(readers[0], actor.orgId)
      for await (const found of verdictsOn(readers, actor, ground, askedAbout(ids))) {
        for (const { ruling } of found) kinds[ruling.kind] += 1
      }
      return kinds
    })
  const readAll = () =>
    inScope(db, actor, async tx => {
      const { rules } = await groundFor(tx, actor.orgId)
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        await standingTexts(tx, actor, rules, { customerIds: ids.slice(from, from + AT_ONCE), callerNumbers: [] })
      }
    })
  const kinds = await judgeAll()
  const judged = percentile(await samplesOf(TIMES, judgeAll), 0.5)
  const read = percentile(await samplesOf(TIMES, readAll), 0.5)
  const perSecond = (ms: number) => Math.round((size / ms) * 1000)
  const spread = `${kinds.allow} allowed, ${kinds.defer} deferred, ${kinds.deny} denied`
  return {
    what: `Verdicts on all customers, read and judged (${spread})`,
    size,
    measured: `${perSecond(judged).toLocaleString('en')}/s`,
    beside: `the same standings read over one connection, not judged: ${perSecond(read).toLocaleString('en')}/s`,
    ratio: `${(judged / read).toFixed(2)}×`,
    goal: `≥ ${GOAL_BULK.toLocaleString('en')}/s`,
    reached: perSecond(judged) >= GOAL_BULK,
  }
}
