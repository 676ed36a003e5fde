import { OUTCOMES, type OutcomeCode } from '../server/followups/rules.ts'
import { type Answer, problemsRaised, type Question } from '../server/scripts/rules.ts'
import { answersTo, problemIn } from './answers.ts'
import type { CallWords } from './business.ts'
import { type Random, random } from './random.ts'

/** How a call goes. */
export interface Call {
  outcome: OutcomeCode
  /** Seconds from the hand-out to dialling, and from dialling to the report. */
  readingSeconds: number
  talkingSeconds: number
  note: string
  answers: Record<string, Answer>
  /** Whether the agent saves in the middle of the conversation. */
  savesMidway: boolean
  problem: { text: string; severity: 'low' | 'normal' | 'high' } | null
}

/** What a call is about, as far as its course depends on it. */
export interface CallFacts {
  seed: number
  words: CallWords
  customerName: string
  purpose: string
  /** Attempts before this one. */
  attempts: number
  questions: readonly Question[]
  /** Whether the call asks if a solved problem is solved indeed, and under which question. */
  confirming: string | null
}

const NOT_REACHED = {
  'no-answer': 48,
  busy: 15,
  'powered-off': 11,
  unreachable: 6,
  'voice-mail': 3,
  'someone-else': 10,
  'wrong-number': 3,
  'not-in-service': 2,
  'technical-problem': 2,
} as const
const REACHED = {
  completed: 73,
  partial: 5,
  appointment: 9,
  'soft-refused': 4,
  refused: 4,
  'hung-up': 3,
  'asked-not-to-call': 1,
  'not-eligible': 1,
} as const

const NOTES: Partial<Record<OutcomeCode, string[]>> = {
  appointment: ['客户在工地，约好再打', '正在开车，约时间再说'],
  'someone-else': ['家属接听，说本人在工地', '前台接听，联系人出差'],
  partial: ['客户中途有事，只答了一部分'],
  'soft-refused': ['说这周太忙，下周再打'],
  refused: ['表示不需要回访'],
  'asked-not-to-call': ['明确要求以后不要再来电'],
  'wrong-number': ['接听人不认识该客户'],
  'not-eligible': ['设备已转卖'],
  'hung-up': ['接通后即挂断'],
}

/** How a call to a customer goes: the same for the same customer, purpose and attempt, whoever calls and when. */
export function callOn(facts: CallFacts, must?: OutcomeCode): Call {
  const temper = random(`${facts.seed}/temper/${facts.customerName}`)
  const [reach, discontent] = [0.45 + temper.next() * 0.45, temper.chance(0.2)]
  const draw = random(`${facts.seed}/call/${facts.customerName}/${facts.purpose}/${facts.attempts}`)
  const outcome = must ?? outcomeOf(draw, reach, facts.confirming !== null)
  const answers = outcome === 'completed' ? answered(facts, draw, discontent) : {}
  return {
    outcome,
    readingSeconds: draw.between(20, 75),
    talkingSeconds: OUTCOMES[outcome].conversed ? talking(draw, outcome) : draw.between(22, 50),
    note: draw.pick(NOTES[outcome] ?? ['']),
    answers,
    savesMidway: Object.keys(answers).length > 1 && draw.chance(0.25),
    problem: problemRaised(facts, draw, answers),
  }
}

function outcomeOf(draw: Random, reach: number, confirming: boolean): OutcomeCode {
  if (!draw.chance(reach)) return draw.weighted(NOT_REACHED)
  const outcome = draw.weighted(REACHED)
  // Who raised a problem wants to hear what became of it.
  return confirming && outcome !== 'appointment' ? 'completed' : outcome
}

function talking(draw: Random, outcome: OutcomeCode): number {
  return outcome === 'completed' ? draw.between(110, 380) : draw.between(25, 100)
}

function answered(
  { words, questions, confirming }: CallFacts,
  draw: Random,
  discontent: boolean,
): Record<string, Answer> {
  return confirming
    ? { [confirming]: draw.chance(0.78) }
    : answersTo(words, questions, draw, discontent || draw.chance(0.06))
}

function problemRaised(
  { words, questions, confirming }: CallFacts,
  draw: Random,
  answers: Call['answers'],
): Call['problem'] {
  if (confirming) {
    return answers[confirming] === false ? { text: '问题仍然存在，要求尽快再次处理', severity: 'high' } : null
  }
  const text = problemIn(words, problemsRaised(questions, answers), draw)
  return text ? { text, severity: draw.weighted({ low: 2, normal: 6, high: 2 }) } : null
}
