import { expect, test } from 'vitest'
import { OUTCOMES } from '../server/followups/rules.ts'
import { checkAnswers } from '../server/scripts/rules.ts'
import { type CallFacts, callOn } from './call.ts'
import { HANDOVER, PARTS, SERVICE } from './machinery/scripts.ts'
import { WORDS } from './machinery/words.ts'

const facts: CallFacts = {
  seed: 7,
  words: WORDS,
  customerName: '王建国',
  purpose: 'satisfaction',
  attempts: 0,
  questions: SERVICE.questions,
  confirming: null,
}
const calls = (more: Partial<CallFacts> = {}) =>
  Array.from({ length: 600 }, (_, n) => callOn({ ...facts, customerName: `客户 ${n}`, ...more }))

test('a call goes the same way each time it is asked about', () => {
  expect(callOn(facts)).toEqual(callOn(facts))
  expect(new Set(calls().map(call => call.outcome)).size).toBeGreaterThan(8)
})

test('about half of the first calls end in a conversation', () => {
  const conversed = calls().filter(call => OUTCOMES[call.outcome].conversed).length / 600
  expect(conversed).toBeGreaterThan(0.5)
  expect(conversed).toBeLessThan(0.8)
})

test('the answers of a completed call satisfy its script', () => {
  for (const { questions } of [HANDOVER, SERVICE, PARTS]) {
    for (const { outcome, answers } of calls({ questions })) {
      expect(outcome === 'completed' ? checkAnswers(questions, answers).problems : []).toEqual([])
    }
  }
})

test('some customers raise a problem, most do not, and nobody does without a conversation', () => {
  const withProblem = calls().filter(call => call.problem)
  expect(withProblem.length).toBeGreaterThan(20)
  expect(withProblem.length).toBeLessThan(150)
  expect(withProblem.filter(call => call.outcome !== 'completed')).toEqual([])
})
