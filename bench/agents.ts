import { setTimeout as pause } from 'node:timers/promises'
import { timed } from './measure.ts'
import { type Product, TurnedAway } from './product.ts'

/** What agents waited for while they worked, in milliseconds, as it arrived over HTTP. */
export interface Worked {
  handOuts: number[]
  /** The same with the sheet for the call, which the agent's page asks for next. */
  withSheet: number[]
  /** The smallest signed-in answer, asked for by each agent between two calls. */
  smallest: number[]
  /** One row locked and marked by the barest statement there is, between two calls of each agent. */
  bare: number[]
  /** What hand-outs took within the server, by its own clock. */
  inServer: { p50: number; p99: number }
  /** Hand-outs per second that were made. */
  rate: number
  /** How often an agent was told that the server is too busy; he goes on after his pause. */
  turnedAway: number
}

interface Taken {
  followup: { id: string } | null
  sentence: string
}

/**
 * Agents take, dial and report follow-ups at the same time, each with so many seconds between two calls. At moments of its own in
 * every pause the smallest signed-in answer is asked for, and a bare queue beside for a row, so that all three have met
 * the same load.
 */
export async function work(
  product: Product,
  agents: readonly string[],
  { callsEach, seconds }: { callsEach: number; seconds: number },
): Promise<Worked> {
  await fillBareQueue(product)
  const before = await histogramOf(product)
  const startedAt = performance.now()
  const worked = {
    handOuts: [] as number[],
    withSheet: [] as number[],
    smallest: [] as number[],
    bare: [] as number[],
    turnedAway: 0,
  }
  await Promise.all(agents.map(agent => workAs(product, agent, { callsEach, seconds }, worked)))
  const rate = worked.handOuts.length / ((performance.now() - startedAt) / 1000)
  const spent = (await histogramOf(product)).map(({ upTo, count }, n) => ({
    upTo,
    count: count - (before[n]?.count ?? 0),
  }))
  await product.sql.query('drop table floor_queue')
  return { ...worked, rate, inServer: { p50: shareOf(spent, 0.5), p99: shareOf(spent, 0.99) } }
}

async function workAs(
  product: Product,
  agent: string,
  { callsEach, seconds }: { callsEach: number; seconds: number },
  worked: Pick<Worked, 'handOuts' | 'withSheet' | 'smallest' | 'bare' | 'turnedAway'>,
): Promise<void> {
  const partOfPause = () => pause((seconds / 3) * (0.5 + Math.random()) * 1000)
  await pause(Math.random() * seconds * 1000)
  for (let call = 0; call < callsEach; call += 1) {
    try {
      await oneCall(product, agent, worked)
      await partOfPause()
      worked.smallest.push((await timed(() => product.ask('GET', '/me', undefined, agent))).ms)
    } catch (error) {
      if (!(error instanceof TurnedAway)) throw error
      worked.turnedAway += 1
      await partOfPause()
    }
    await partOfPause()
    worked.bare.push((await timed(() => takeBare(product))).ms)
    await partOfPause()
  }
}

async function oneCall(
  product: Product,
  agent: string,
  { handOuts, withSheet }: Pick<Worked, 'handOuts' | 'withSheet'>,
): Promise<void> {
  const { ms, result } = await timed(() => product.ask<Taken>('POST', '/desk/next', {}, agent))
  if (!result.followup) throw new Error(`nothing was handed out: ${result.sentence}`)
  handOuts.push(ms)
  withSheet.push(ms + (await timed(() => product.ask('GET', '/desk', undefined, agent))).ms)
  // One that was in hand because an answer was refused may have been dialled already; it is reported all the same.
  const path = `/followups/${result.followup.id}`
  await product.ask('POST', `${path}/dial`, {}, agent)
  await product.ask('POST', `${path}/outcome`, { outcome: 'no-answer' }, agent)
}

async function fillBareQueue({ sql }: Product): Promise<void> {
  await sql.query(`
    create table floor_queue as select id, due_at, false as taken from followup where state = 'waiting';
    create unique index on floor_queue (id);
    create index on floor_queue (due_at) where not taken;
    analyze floor_queue`)
}

function takeBare({ sql }: Product): Promise<unknown> {
  return sql.query(`update floor_queue set taken = true where id = (
    select id from floor_queue where not taken order by due_at limit 1 for update skip locked) and not taken`)
}

interface Bucket {
  /** Seconds. */
  upTo: number
  count: number
}

/** How many hand-outs the server has answered, by the time they took there. */
async function histogramOf(product: Product): Promise<Bucket[]> {
  const lines = (await product.metrics()).split('\n')
  return lines.flatMap(line => {
    const found =
      /^http_request_duration_seconds_bucket\{le="([^"]+)",.*route="[^"]*\/desk\/next",status="200"\} (\d+)/.exec(line)
    return found
      ? [{ upTo: found[1] === '+Inf' ? Number.POSITIVE_INFINITY : Number(found[1]), count: Number(found[2]) }]
      : []
  })
}

/** The milliseconds below which a share of a histogram lies, straight between the ends of the bucket it falls into. */
export function shareOf(buckets: readonly Bucket[], share: number): number {
  const wanted = share * (buckets.at(-1)?.count ?? 0)
  const at = buckets.findIndex(bucket => bucket.count >= wanted)
  const [from, to] = [buckets[at - 1] ?? { upTo: 0, count: 0 }, buckets[at]!]
  if (to.upTo === Number.POSITIVE_INFINITY) return from.upTo * 1000
  return (from.upTo + ((to.upTo - from.upTo) * (wanted - from.count)) / Math.max(1, to.count - from.count)) * 1000
}
