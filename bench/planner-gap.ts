import { plan } from '../server/planner/arbitrate-rules.ts'
import { seconds } from './measure.ts'
import { upperBound } from './planner-bound.ts'
import { type Instance, inOneClass, instanceOf, instanceOfAlike, TERMS, withNeeds } from './planner-instance.ts'
import type { Result } from './result.ts'

const CUSTOMERS = 10_000
/** What the teams can work of what is asked of them: hopelessly little, little, and on average all. */
const SHARES = [0.3, 0.6, 1]
const SEEDS = [1, 2]
const GOAL = 0.99

/**
 * How near plans come to the best: their value, weighted by class, against the optimum of the linear relaxation, which
 * HiGHS finds and no plan exceeds. The worst of the instances stands in the table.
 */
export async function measurePlannerGap(): Promise<Result[]> {
  const results: Result[] = []
  for (const share of SHARES) {
    for (const [classes, made] of [
      ['three classes', (instance: Instance) => instance],
      ['one class', inOneClass],
    ] as const) {
      const found = []
      for (const seed of SEEDS) found.push(await gapOf(made(instanceOf(CUSTOMERS, share, seed))))
      results.push(resultOf(`${classes}, capacity for ${Math.round(share * 100)} % of what is asked`, found))
    }
    const found = []
    for (const seed of SEEDS) found.push(await gapOf(withNeeds(instanceOf(CUSTOMERS, share, seed), seed)))
    results.push(
      resultOf(`languages and skills needed, capacity for ${Math.round(share * 100)} % of what is asked`, found),
    )
  }
  results.push(resultOf('twenty campaigns, thousands of purposes alike', [await gapOf(instanceOfAlike(CUSTOMERS))]))
  return results
}

interface Gap {
  share: number
  own: number
  ms: number
}

function resultOf(what: string, found: readonly Gap[]): Result {
  const worst = found.reduce((a, b) => (a.share < b.share ? a : b))
  return {
    what: `Value of a plan: ${what} (planned in ${seconds(worst.ms)})`,
    size: CUSTOMERS,
    measured: `${(worst.share * 100).toFixed(2)} %`,
    beside: `optimum of the linear program by HiGHS; the planner's own bound is ${(worst.own * 100).toFixed(2)} % of it`,
    ratio: `gap ${((1 - worst.share) * 100).toFixed(2)} %`,
    goal: `≥ ${GOAL * 100} %`,
    reached: worst.share >= GOAL,
  }
}

async function gapOf({ dues, capacity }: Instance): Promise<Gap> {
  const startedAt = performance.now()
  const { contacts, weighted, bound } = plan(dues, capacity, TERMS)
  const ms = performance.now() - startedAt
  const best = await upperBound({ contacts, capacity, spacing: TERMS.spacing })
  return { share: weighted / best, own: bound / best, ms }
}
