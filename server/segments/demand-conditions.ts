import { Refusal } from '../platform/refusal.ts'
import { segmentsReasons } from './reasons.ts'
import {
  type ConditionProblem,
  conditionsIn,
  depthOf,
  type GivenCondition,
  type GivenGroup,
  type Group,
  MAX_CONDITIONS,
  MAX_DEPTH,
  problemOf,
} from './rules.ts'

/** A list means that all of it must hold. */
export function asGroup(given: GivenGroup | readonly GivenCondition[]): GivenGroup {
  return 'rules' in given ? given : { combinator: 'and', rules: [...given] }
}

/**
 * Takes conditions that came from outside as ours; refuses an unknown field, operator or value with its reason, and a
 * group that is too deep or too large.
 */
export function demandConditions(given: GivenGroup | readonly GivenCondition[]): Group {
  const group = demandUnfinished(given)
  refuseFirst(group, () => true)
  return group as Group
}

/** As `demandConditions`, of a draft: values may be missing or not fit yet, but nothing is asked that we do not know. */
export function demandUnfinished(given: GivenGroup | readonly GivenCondition[]): GivenGroup {
  const group = asGroup(given)
  if (depthOf(group) > MAX_DEPTH || conditionsIn(group).length > MAX_CONDITIONS) {
    throw new Refusal('invalid', segmentsReasons['too-many-conditions'], { depth: MAX_DEPTH, count: MAX_CONDITIONS })
  }
  refuseFirst(group, ({ code }) => code === 'unknown-field' || code === 'unknown-operator')
  return group
}

function refuseFirst(group: GivenGroup, counts: (problem: ConditionProblem) => boolean): void {
  for (const condition of conditionsIn(group)) {
    const problem = problemOf(condition)
    if (problem && counts(problem)) throw new Refusal('invalid', segmentsReasons[problem.code], problem.facts)
  }
}
