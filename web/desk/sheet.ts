import type { readDesk } from '../../server/followups/contract.ts'
import type { Question } from '../../server/scripts/rules.ts'
import type { AnswerOf } from '../kit/api.ts'

/** All that one screen needs to make one call, as it crosses the wire. */
export type Sheet = NonNullable<AnswerOf<typeof readDesk>['sheet']>
export type Queue = AnswerOf<typeof readDesk>['queue']
export type OutcomeChoice = Sheet['outcomes'][number]
export type Outcome = OutcomeChoice['code']
export type Purpose = Sheet['why']['purposes'][number]
export type Verdict = Sheet['verdict']
export type Point = Sheet['customer']['points'][number]

/** Questions of a sheet as the rules take them. */
export function asAsked(questions: Sheet['script']['questions']): Question[] {
  return questions.map(question => ({ ...question, required: question.required ?? false }))
}
