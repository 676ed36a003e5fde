import { Refusal } from '../platform/refusal.ts'
import { scriptsReasons } from './reasons.ts'
import { PLACEHOLDERS, problemOfQuestions, unknownPlaceholders } from './rules.ts'
import type { ScriptContent } from './store.ts'

/** Takes what a planner wrote as a script's content; refuses what could not be said or asked, with its reason. */
export function demandContent({ name, opening, minutes, questions }: ScriptContent): ScriptContent {
  const unknown = unknownPlaceholders(opening)
  if (unknown.length > 0) {
    throw new Refusal('invalid', scriptsReasons['placeholder-unknown'], { unknown, allowed: PLACEHOLDERS })
  }
  const problem = problemOfQuestions(questions)
  if (problem) throw new Refusal('invalid', scriptsReasons[problem.code], problem.facts)
  return { name, opening, minutes, questions }
}
