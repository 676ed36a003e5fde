import { type Worked, work } from './agents.ts'
import { millis, percentile, samplesOf } from './measure.ts'
import { type Product, untilQuiet } from './product.ts'
import { addAgents, fillQueue } from './queue.ts'
import type { Result } from './result.ts'

const HAND_OUT_GOAL = 20
const DESK_GOAL = 50
/**
 * Agents speak with customers for minutes, so a minute from one call to the next is a house in a hurry; ten seconds are what
 * one six times as large in a hurry asks of the server.
 */
const CROWDS = [
  { agents: 100, seconds: 60, callsEach: 4, goal: HAND_OUT_GOAL },
  { agents: 100, seconds: 10, callsEach: 8, goal: null },
  { agents: 500, seconds: 10, callsEach: 4, goal: null },
]

/**
 * Agents take, dial and report follow-ups at the same time over HTTP, while one waits for every customer; then one of
 * them opens his desk again and again. The goal is held against what arrives over HTTP, because that is what an agent
 * waits for, although here the asking program takes its share of the same processors; what the server itself took stands
 * beside it, as do the smallest signed-in answer and the barest queue under the same load.
 */
export async function measureHandOut(product: Product, size: number): Promise<Result[]> {
  const teamId = await fillQueue(product)
  const agents = await addAgents(product, teamId, Math.max(...CROWDS.map(crowd => crowd.agents)))
  const warmUp = () => work(product, agents.slice(0, 100), { callsEach: 2, seconds: 5 })
  await warmUp()
  // As the database does by itself after the first thousand calls: until then it takes the ledger for empty.
  await product.sql.query('analyze')
  await untilQuiet(product)
  // After that each connection plans anew what it is asked; a house has done so long ago.
  await warmUp()
  const results: Result[] = []
  for (const { agents: count, goal, ...pace } of CROWDS) {
    const worked = await work(product, agents.slice(0, count), pace)
    results.push(...handOutResults(worked, { count, seconds: pace.seconds, size, goal }))
  }
  return [...results, await measureDesk(product, agents[0]!, size)]
}

function handOutResults(
  { handOuts, withSheet, smallest, bare, inServer, rate, turnedAway }: Worked,
  { count, seconds, size, goal }: { count: number; seconds: number; size: number; goal: number | null },
): Result[] {
  const [ours, small, floor] = [handOuts, smallest, bare].map(samples => percentile(samples, 0.99)) as [
    number,
    number,
    number,
  ]
  const at = `${count} agents with ${seconds} s between two calls, ${rate.toFixed(1)} hand-outs a second${turnedAway > 0 ? `, ${turnedAway} times turned away` : ''}`
  const p50 = millis(percentile(handOuts, 0.5))
  return [
    {
      what: `Hand-out over HTTP, ${at}, p99 (p50 ${p50}; in the server p99 ${millis(inServer.p99)}, p50 ${millis(inServer.p50)})`,
      size,
      measured: millis(ours),
      beside: `the smallest signed-in answer, p99: ${millis(small)}`,
      ratio: `${(ours / small).toFixed(1)}×`,
      goal: goal === null ? '' : `≤ ${goal} ms`,
      reached: goal === null || ours <= goal,
    },
    {
      what: `The same with the sheet that the page asks for next, ${count} agents, ${seconds} s, p99 (p50 ${millis(percentile(withSheet, 0.5))})`,
      size,
      measured: millis(percentile(withSheet, 0.99)),
      ...{ beside: '', ratio: '', goal: '', reached: true },
    },
    {
      what: `The same beside a bare queue, ${count} agents, ${seconds} s, p99`,
      size,
      measured: millis(ours),
      beside: `bare skip locked, p99: ${millis(floor)}`,
      ratio: `${(ours / floor).toFixed(1)}×`,
      goal: '',
      reached: true,
    },
  ]
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
