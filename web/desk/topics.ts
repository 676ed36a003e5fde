import { CARRIED_HOW, type CarriedHow } from '../../server/followups/carry-rules.ts'
import type { settleFollowup } from '../../server/followups/contract.ts'
import {
  type Answer,
  checkAnswers,
  problemsRaised,
  type Question,
  visibleQuestions,
} from '../../server/scripts/rules.ts'
import type { GivenTo } from '../kit/api.ts'
import type { Draft, ProblemDraft, ProblemToRaise } from './draft.ts'
import { asAsked, type Purpose, type Sheet } from './sheet.ts'

export { CARRIED_HOW, type CarriedHow }

/** What one call speaks about: its own follow-up, or one it carries. */
export interface Topic {
  id: string
  /** The follow-up the call was made for. */
  own: boolean
  purpose: Purpose
  why: Sheet['why']
  questions: Question[]
}

/** What is entered about a follow-up that the call carries. */
export interface CarriedDraft {
  answers: Record<string, Answer>
  /** `null`: as the answers say. */
  how: CarriedHow | null
  problem: ProblemDraft
}

export const NO_PROBLEM: ProblemDraft = { raise: null, text: null, severity: 'normal' }
const NOTHING: CarriedDraft = { answers: {}, how: null, problem: NO_PROBLEM }

/** What the call speaks about, in the order of the contact policy. */
export function topicsOf({ order, followup, why, script, carried }: Sheet): Topic[] {
  const own: Topic = {
    ...{ id: followup.id, own: true, purpose: followup.purpose, why },
    questions: asAsked(script.questions),
  }
  const others = carried.map(
    (one): Topic => ({
      ...{ id: one.followup.id, own: false, purpose: one.followup.purpose, why: one.why },
      questions: asAsked(one.script.questions),
    }),
  )
  return [own, ...others].toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
}

/** The topic being spoken about; the first one that stands in the sheet when it is gone. */
export function topicOf(topics: readonly Topic[], draft: Draft): Topic {
  return topics.find(({ id }) => id === draft.about) ?? topics[0]!
}

const carriedOf = (draft: Draft, { id }: Topic): CarriedDraft => draft.carried[id] ?? NOTHING

/** The answers entered on a topic. */
export function answersOn(topic: Topic, draft: Draft): Record<string, Answer> {
  return topic.own ? draft.answers : carriedOf(draft, topic).answers
}

/** The problem entered on a topic. */
export function problemOn(topic: Topic, draft: Draft): ProblemDraft {
  return topic.own ? draft.problem : carriedOf(draft, topic).problem
}

/** What a draft becomes when something is entered on a topic. */
export function enteredOn(topic: Topic, draft: Draft, part: Partial<CarriedDraft>): Partial<Draft> {
  const { how: _, ...own } = part
  return topic.own ? own : { carried: { ...draft.carried, [topic.id]: { ...carriedOf(draft, topic), ...part } } }
}

/** The answers worth keeping: good ones, to questions that are asked. */
function goodAnswersOn(topic: Topic, draft: Draft): Record<string, Answer> {
  return checkAnswers(topic.questions, answersOn(topic, draft)).answers
}

/** The answers as they are sent: what was taken back is sent as nothing, because what is left out stays as it was. */
export function answersToSendOn(topic: Topic, draft: Draft): Record<string, Answer | null> {
  const good = goodAnswersOn(topic, draft)
  return Object.fromEntries(topic.questions.map(({ id }) => [id, good[id] ?? null]))
}

/** How far the questions are: those to be asked now, and how many of them have a good answer. */
export function progressOn(topic: Topic, draft: Draft): { asked: Question[]; answered: number } {
  return {
    asked: visibleQuestions(topic.questions, answersOn(topic, draft)),
    answered: Object.keys(goodAnswersOn(topic, draft)).length,
  }
}

/** The questions whose answers do not fit, or those that are required and have none. */
export function problemsOn(topic: Topic, draft: Draft, missing: boolean): string[] {
  return checkAnswers(topic.questions, answersOn(topic, draft))
    .problems.filter(({ code }) => (code === 'answer-missing') === missing)
    .map(({ question }) => question)
}

/** What came of a topic that is carried: what the agent chose, else what the answers say. */
export function howOf(topic: Topic, draft: Draft): CarriedHow {
  const { how } = carriedOf(draft, topic)
  if (how) return how
  if (Object.keys(goodAnswersOn(topic, draft)).length === 0) return 'not-brought-up'
  return problemsOn(topic, draft, true).length > 0 ? 'partly' : 'done'
}

/**
 * The problem that will be raised on a topic with the outcome. An answer that suggests one raises it unless the agent says
 * no; what was not brought up raises none.
 * @param said an answer in words
 */
export function problemToRaise(topic: Topic, draft: Draft, said: (answer: Answer) => string): ProblemToRaise {
  const raised = problemsRaised(topic.questions, answersOn(topic, draft))
  const suggestion = raised.map(({ question, answer }) => `${question.text} — ${said(answer)}`).join('\n')
  const entered = problemOn(topic, draft)
  const silent = !topic.own && howOf(topic, draft) === 'not-brought-up'
  return {
    raise: !silent && (entered.raise ?? raised.length > 0),
    suggested: raised.length > 0,
    text: entered.text ?? suggestion,
    severity: entered.severity,
  }
}

/** What is sent of what the call carried. */
export function carriedToSend(
  topics: readonly Topic[],
  draft: Draft,
  said: (answer: Answer) => string,
): NonNullable<GivenTo<typeof settleFollowup>['body']['carried']> {
  return topics
    .filter(({ own }) => !own)
    .map(topic => {
      const how = howOf(topic, draft)
      const { raise, text, severity } = problemToRaise(topic, draft, said)
      return {
        followupId: topic.id,
        how,
        answers: how === 'not-brought-up' ? {} : answersToSendOn(topic, draft),
        problem: raise ? { text: text.trim(), severity } : null,
      }
    })
}
