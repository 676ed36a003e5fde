import { setTimeout as pause } from 'node:timers/promises'
import { millis, percentile, samplesOf, timed } from './measure.ts'
import type { Product } from './product.ts'
import { addAgents, fillQueue } from './queue.ts'
import type { Result } from './result.ts'

const AGENTS = 100
/** Seconds between two calls of an agent here: people take minutes, so this is what a far larger house does. */
const CALL_SECONDS = 10
const CALLS_EACH = 8
const HAND_OUT_GOAL = 20
const DESK_GOAL = 50

/**
 * A hundred agents take, dial and report follow-ups at the same time over HTTP, while one waits for every customer; then
 * one of them opens his desk again and again. Beside it the barest hand-out there is: `skip locked` on the same rows.
 */
export async function measureHandOut(product: Product, size: number): Promise<Result[]> {
  const teamId = await fillQueue(product)
  const agents = await addAgents(product, teamId, AGENTS)
  const taken: number[] = []
  await Promise.all(agents.map(agent => workAsAgent(product, agent, taken)))
  const bare = await measureBareQueue(product)
  const ours = percentile(taken, 0.99)
  const floor = percentile(bare, 0.99)
  return [
    {
      what: `Hand-out to one of ${AGENTS} agents at work, p99 (p50 ${millis(percentile(taken, 0.5))})`,
      size,
      measured: millis(ours),
      beside: `bare skip locked, p99: ${millis(floor)}`,
      ratio: `${(ours / floor).toFixed(1)}×`,
      goal: `≤ ${HAND_OUT_GOAL} ms`,
      reached: ours <= HAND_OUT_GOAL,
    },
    await measureDesk(product, agents[0]!, size),
  ]
}

interface Taken {
  sheet: { followup: { id: string } } | null
  sentence: string
}

async function workAsAgent(product: Product, agent: string, taken: number[]): Promise<void> {
  await pause(Math.random() * CALL_SECONDS * 1000)
  for (let call = 0; call < CALLS_EACH; call += 1) {
    const { ms, result } = await timed(() => product.ask<Taken>('POST', '/desk/next', {}, agent))
    if (!result.sheet) throw new Error(`nothing was handed out: ${result.sentence}`)
    taken.push(ms)
    const path = `/followups/${result.sheet.followup.id}`
    await product.ask('POST', `${path}/dial`, {}, agent)
    await product.ask('POST', `${path}/outcome`, { outcome: 'no-answer' }, agent)
    await pause(CALL_SECONDS * (0.5 + Math.random()) * 1000)
  }
}

/** One row locked and marked per transaction, by as many workers at the same pace as the agents. */
async function measureBareQueue({ sql }: Product): Promise<number[]> {
  await sql.query(`
    create table floor_queue as select id, due_at, false as taken from followup where state = 'waiting';
    create index on floor_queue (due_at) where not taken;
    analyze floor_queue`)
  const samples: number[] = []
  const work = async () => {
    await pause(Math.random() * CALL_SECONDS * 1000)
    for (let call = 0; call < CALLS_EACH; call += 1) {
      const { ms } = await timed(() =>
        sql.query(`update floor_queue set taken = true where id = (
          select id from floor_queue where not taken order by due_at limit 1 for update skip locked) and not taken`),
      )
      samples.push(ms)
      await pause(CALL_SECONDS * (0.5 + Math.random()) * 1000)
    }
  }
  await Promise.all(Array.from({ length: AGENTS }, work))
  await sql.query('drop table floor_queue')
  return samples
}

async function measureDesk(product: Product, agent: string, size: number): Promise<Result> {
  await product.ask('POST', '/desk/next', {}, agent)
  const ours = percentile(await samplesOf(200, () => product.ask('GET', '/desk', undefined, agent)), 0.95)
  const floor = percentile(await samplesOf(200, () => product.ask('GET', '/me', undefined, agent)), 0.95)
  return {
    what: 'A page of the desk with a follow-up in hand, p95',
    size,
    measured: millis(ours),
    beside: `the smallest signed-in answer, p95: ${millis(floor)}`,
    ratio: `${(ours / floor).toFixed(1)}×`,
    goal: `≤ ${DESK_GOAL} ms`,
    reached: ours <= DESK_GOAL,
  }
}
