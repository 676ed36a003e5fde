/** One line of the table in docs/benchmarks.md: what was measured beside its floor or its goal in the same run. */
export interface Result {
  what: string
  /** Customers, or follow-ups waiting. */
  size: number
  measured: string
  beside: string
  ratio: string
  goal: string
  /** Whether the goal was reached; a result without a goal reaches it. */
  reached: boolean
}

/** The results as a table of Markdown. */
export function tableOf(results: readonly Result[]): string {
  const head =
    '| What | Size | Measured | Beside it, in the same run | Ratio | Goal | |\n|---|---:|---:|---|---:|---|---|'
  const lines = results.map(
    ({ what, size, measured, beside, ratio, goal, reached }) =>
      `| ${what} | ${size.toLocaleString('en')} | ${measured} | ${beside} | ${ratio} | ${goal} | ${mark(goal, reached)} |`,
  )
  return [head, ...lines].join('\n')
}

function mark(goal: string, reached: boolean): string {
  if (goal === '') return ''
  return reached ? 'reached' : '**missed**'
}
