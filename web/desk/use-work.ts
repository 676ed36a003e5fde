import { useState } from 'react'
import { dialFollowup, settleFollowup } from '../../server/followups/contract.ts'
import type { Answer } from '../../server/scripts/rules.ts'
import type { AnswerOf } from '../kit/api.ts'
import { askAgain, answers as client, useDo } from '../kit/ask.ts'
import { type Say, useT } from '../kit/words.ts'
import { chosenOutcome, type Draft, type NotYet, neighbour, notYet, type Stage, settlementOf } from './draft.ts'
import type { Outcome, Sheet } from './sheet.ts'
import {
  answersOn,
  type CarriedHow,
  enteredOn,
  problemOn as problemDraftOn,
  problemToRaise,
  progressOn,
  type Topic,
  topicOf,
  topicsOf,
} from './topics.ts'
import { useDraft } from './use-draft.ts'
import { useSaving } from './use-saving.ts'

/** How a follow-up left the desk, for the next thing the agent sees. */
export interface Ended {
  kind: 'settled' | 'refused' | 'given-back' | 'skipped' | 'escalated' | 'lost'
  sentence: string
  reasons: string[]
}

type Dialled = Pick<AnswerOf<typeof dialFollowup>, 'dialledAt' | 'masked' | 'leaseUntil'>

/** An answer in words. */
function saidAnswer(answer: Answer, t: Say): string {
  if (typeof answer === 'boolean') return t(answer ? 'desk.yes' : 'desk.no')
  return Array.isArray(answer) ? answer.join(t('desk.comma')) : String(answer)
}

/**
 * Everything the parts of the desk need about the follow-up in hand: what was entered, what is missing, and what can be
 * done with it.
 * @param lost it is no longer in the agent's hands; nothing more can be sent
 */
export function useWork(sheet: Sheet, lost: boolean, onEnd: (ended: Ended) => void) {
  const t = useT()
  const { draft, change, forget } = useDraft(sheet)
  const { dial, dialled, pointId, choosePoint } = useDialling(sheet, ended => {
    forget()
    onEnd(ended)
  })
  const saving = useSaving(sheet, draft, lost)
  const outcome = chosenOutcome(sheet, draft)
  const said = (answer: Answer) => saidAnswer(answer, t)
  const topics = topicsOf(sheet)
  // In the opening and at the end what is entered is about the follow-up the call was made for.
  const topic = draft.stage === 'questions' ? topicOf(topics, draft) : topics.find(({ own }) => own)!
  const problem = problemToRaise(topic, draft, said)
  const raises = outcome?.conversed && topics.some(one => problemToRaise(one, draft, said).raise)
  const missing = notYet(sheet, draft, dialled !== null, said)
  const end = (ended: Ended) => {
    forget()
    onEnd(ended)
  }
  const settle = useDo(settleFollowup, {
    topics: ['followups', 'cases'],
    onDone: ({ sentence }) => {
      const facts = { customer: sheet.customer.name, outcome: outcome?.text ?? '', sentence }
      const reasons = raises ? [t('desk.problem-raised')] : []
      end({ kind: 'settled', sentence: t('desk.settled', facts), reasons })
    },
  })
  const trySettle = () => {
    if (lost || settle.isPending) return
    if (missing || !outcome) return change(leadTo(missing, draft))
    change({ stage: 'closing' })
    const body = settlementOf(sheet, draft, outcome, said)
    settle.mutate({ params: { id: sheet.followup.id }, body }, { onError: () => void askAgain(client, ['desk']) })
  }
  const leaseUntil = [saving.leaseUntil, dialled?.leaseUntil ?? ''].toSorted().at(-1)!
  return {
    ...{ sheet, lost, draft, change, saving, outcome, problem, raises, missing, leaseUntil, end },
    ...{ topics, topic, answers: answersOn(topic, draft) },
    ...{ dial, dialled, pointId, choosePoint, settle, trySettle },
    ...moves(topics, topic, draft, change),
    /** Goes on after it was lost. */
    leave: () => end({ kind: 'lost', sentence: t('desk.lost-short'), reasons: [] }),
    choose: (code: Outcome | null) => change({ outcome: code, appointmentAt: null, stage: 'closing' }),
    answer: (question: string, answer: Answer | undefined) =>
      change(before => {
        const { [question]: _, ...others } = answersOn(topic, before)
        const answers = answer === undefined ? others : { ...others, [question]: answer }
        return { question, ...enteredOn(topic, before, { answers }) }
      }),
    setProblem: (part: Partial<Draft['problem']>) =>
      change(before => enteredOn(topic, before, { problem: { ...problemDraftOn(topic, before), ...part } })),
    setHow: (of: Topic, how: CarriedHow | null) => change(before => enteredOn(of, before, { how })),
  }
}

export type Work = ReturnType<typeof useWork>

const inWords = ({ sentence }: { sentence: string }) => sentence

function useDialling(sheet: Sheet, end: (ended: Ended) => void) {
  const { contact } = sheet
  const [answer, setAnswer] = useState<Dialled | null>(null)
  const [chosen, choosePoint] = useState<string | null>(null)
  const dial = useDo(dialFollowup, {
    topics: ['desk'],
    onDone: ({ dialled, verdict, becameSentence, ...given }) => {
      if (dialled) return setAnswer(given)
      // Refused at the last instant, the server has given it back with the reason already.
      const reasons = [...verdict.reasons.map(inWords), becameSentence]
      end({ kind: 'refused', sentence: verdict.sentence, reasons })
    },
  })
  const known = contact?.state === 'dialled' ? { ...contact, leaseUntil: sheet.leaseUntil } : null
  const dialled: Dialled | null = answer ?? known
  const pointId = (dialled ? null : chosen) ?? contact?.contactPointId ?? sheet.customer.points[0]?.id ?? null
  return { dial, dialled, pointId, choosePoint }
}

/** Where the agent is led when the outcome cannot be registered yet. */
function leadTo(missing: NotYet | null, draft: Draft): Partial<Draft> {
  if (missing?.code === 'missing' || missing?.code === 'wrong') {
    return { stage: 'questions', about: missing.about, question: missing.questions[0] ?? null }
  }
  if (missing?.code === 'no-problem-text') return { stage: 'questions', about: missing.about }
  return missing?.code === 'not-dialled' ? {} : { stage: 'closing', outcome: draft.outcome }
}

function moves(topics: readonly Topic[], topic: Topic, draft: Draft, change: (part: Partial<Draft>) => void) {
  const { asked } = progressOn(topic, draft)
  const current = asked.find(({ id }) => id === draft.question) ?? null
  /** To a stage; to the questions of one follow-up of the call, of the one spoken about when left out. */
  const go = (stage: Stage, about = topicOf(topics, draft)) => {
    const { asked } = progressOn(about, draft)
    const here = about.id === draft.about ? asked.find(({ id }) => id === draft.question) : undefined
    const unanswered = asked.find(({ id }) => answersOn(about, draft)[id] === undefined)
    change({ stage, about: about.id, question: (here ?? unanswered ?? asked[0])?.id ?? null })
  }
  /** To the next of what the call speaks about, or the one before; past either end to the end or the opening. */
  const turn = (by: 1 | -1) => {
    const at = { opening: -1, questions: topics.indexOf(topic), closing: topics.length }[draft.stage]
    const next = topics[at + by]
    if (next) go('questions', next)
    else go(by === 1 ? 'closing' : 'opening')
  }
  const step = (by: 1 | -1) => {
    const question = neighbour(asked, current?.id ?? null, by)
    if (question) change({ question })
    else turn(by)
  }
  const next = () => {
    if (draft.stage === 'questions') step(1)
    else if (draft.stage === 'opening') begin()
  }
  const begin = () => {
    const first = topics.length > 1 ? topics[0]! : topics.find(({ questions }) => questions.length > 0)
    if (first) go('questions', first)
    else go('closing')
  }
  return { current, go, step, turn, next }
}
