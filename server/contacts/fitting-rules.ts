import type { Rule } from './question-rules.ts'
import type { Asked } from './scope-rules.ts'
import type { Standing } from './standing-rules.ts'

/** Those of some rules that are about a customer and a request, in their order. */
export type Fitting = (standing: Standing, asked: Asked, country: string) => readonly Rule[]

/** So many lists are kept at most, and of so many scopes: which of them fit is kept as the digits of one number. */
const MOST_LISTS = 1000
const MOST_SCOPES = 50

/** Customers are alike in which rules are about them, so that each list is made once. */
export function fittingOf(rules: readonly Rule[]): Fitting {
  const scopes = rules.flatMap(({ fits }) => fits ?? [])
  if (scopes.length === 0) return () => rules
  const listFor: Fitting = (standing, asked, country) =>
    rules.filter(({ fits }) => fits === null || fits(standing, asked, country))
  if (scopes.length > MOST_SCOPES) return listFor
  const lists = new Map<number, readonly Rule[]>()
  return (standing, asked, country) => {
    let which = 0
    for (const fits of scopes) which = which * 2 + (fits(standing, asked, country) ? 1 : 0)
    const known = lists.get(which)
    if (known) return known
    if (lists.size >= MOST_LISTS) lists.clear()
    const list = listFor(standing, asked, country)
    lists.set(which, list)
    return list
  }
}
