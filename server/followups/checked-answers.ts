import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { scriptOf } from '../scripts/index.ts'
import { type Answer, type Answers, checkAnswers } from '../scripts/rules.ts'
import { followupsReasons } from './reasons.ts'
import type { FollowupRow } from './store.ts'

/**
 * The answers given so far, with those saved before, as far as they belong to questions that are asked. Refuses answers
 * that do not fit their question, and, where the conversation is complete, a required question without one.
 */
export async function checkedAnswers(
  tx: Tx,
  actor: Actor,
  followup: FollowupRow,
  given: Answers,
  complete: boolean,
): Promise<Record<string, Answer>> {
  const script = (await scriptOf(tx, actor.orgId, followup.scriptId))!
  const { answers, problems } = checkAnswers(script.questions, { ...followup.answers, ...given })
  const wrong = problems.filter(problem => problem.code !== 'answer-missing').map(problem => problem.question)
  if (wrong.length > 0) throw new Refusal('invalid', followupsReasons['answers-do-not-fit'], { questions: wrong })
  const missing = problems.map(problem => problem.question)
  if (complete && missing.length > 0) {
    throw new Refusal('invalid', followupsReasons['answers-not-complete'], { missing })
  }
  return answers
}
