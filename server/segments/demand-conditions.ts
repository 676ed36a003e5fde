import { Refusal } from '../platform/refusal.ts'
import { segmentsReasons } from './reasons.ts'
import { type Condition, problemOf } from './rules.ts'

/** Takes conditions that came from outside as ours; refuses an unknown field, operator or value with its reason. */
export function demandConditions(
  given: readonly { field: string; operator: string; value: unknown; days?: number | undefined }[],
): Condition[] {
  for (const condition of given) {
    const problem = problemOf(condition)
    if (problem) throw new Refusal('invalid', segmentsReasons[problem.code], problem.facts)
  }
  return given as Condition[]
}
