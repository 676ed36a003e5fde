import { describe, expect, test } from 'vitest'
import type { Answer, Question } from '../../server/scripts/rules.ts'
import { answerByDigit, type Draft, neighbour, newDraft, notYet, settlementOf, stopOf } from './draft.ts'
import type { OutcomeChoice, Sheet } from './sheet.ts'
import { enteredOn, howOf, problemToRaise, topicsOf } from './topics.ts'

const questions: Question[] = [
  {
    id: 'content',
    text: 'Content?',
    kind: 'scale',
    required: true,
    min: 1,
    max: 10,
    problemIf: { operator: 'at-most', value: 6 },
  },
  { id: 'why', text: 'Why?', kind: 'text', required: true, showIf: { question: 'content', equals: 3 } },
  { id: 'again', text: 'Again?', kind: 'yes-no', required: false },
]

const outcome = (code: OutcomeChoice['code'], also: Partial<OutcomeChoice> = {}): OutcomeChoice => ({
  code,
  text: code,
  conversed: true,
  needsAppointment: false,
  stopsContacts: false,
  marksNumberWrong: false,
  leadsTo: { kind: 'done', at: null, reason: null, sentence: '' },
  ...also,
})

const COMPLETED = outcome('completed')
const NO_ANSWER = outcome('no-answer', { conversed: false })
const APPOINTMENT = outcome('appointment', { needsAppointment: true })
const NEVER_AGAIN = outcome('asked-not-to-call', { stopsContacts: true })

const why = { reason: '', purposes: [] }
const sheet = {
  followup: { id: 'own', purpose: 'care' },
  ...{ why, script: { questions }, answers: {}, carried: [], order: ['own'] },
  outcomes: [COMPLETED, NO_ANSWER, APPOINTMENT, NEVER_AGAIN],
} as unknown as Sheet

const draft = (also: Partial<Draft>): Draft => ({ ...newDraft(sheet), ...also })
const said = (answer: Answer) => String(answer)
const raised = (entered: Draft) => problemToRaise(topicsOf(sheet)[0]!, entered, said)

describe('what stands between the agent and registering the outcome', () => {
  const missing = (entered: Draft, dialled = true) => notYet(sheet, entered, dialled, said)

  test('first the call, then its outcome', () => {
    expect(missing(draft({ outcome: 'no-answer' }), false)).toEqual({ code: 'not-dialled' })
    expect(missing(draft({}))).toEqual({ code: 'no-outcome' })
    expect(missing(draft({ outcome: 'no-answer' }))).toBeNull()
  })

  test('an appointment needs its time', () => {
    expect(missing(draft({ outcome: 'appointment' }))).toEqual({ code: 'no-appointment' })
    expect(missing(draft({ outcome: 'appointment', appointmentAt: '2026-11-24T02:00:00Z' }))).toBeNull()
  })

  test('completed needs every required answer of the way the conversation took', () => {
    expect(missing(draft({ outcome: 'completed' }))).toEqual({
      ...{ code: 'missing', questions: ['content'], about: 'own' },
    })
    expect(missing(draft({ outcome: 'completed', answers: { content: 3 } }))).toEqual({
      code: 'missing',
      questions: ['why'],
      about: 'own',
    })
    expect(missing(draft({ outcome: 'completed', answers: { content: 9 } }))).toBeNull()
  })

  test('an answer that does not fit is never sent', () => {
    expect(missing(draft({ outcome: 'completed', answers: { content: 11 } }))).toEqual({
      code: 'wrong',
      questions: ['content'],
      about: 'own',
    })
  })
})

describe('a problem', () => {
  test('is raised when an answer suggests it, in the words of that answer, unless the agent says no', () => {
    const low = draft({ answers: { content: 2 } })
    expect(raised(low)).toMatchObject({ raise: true, suggested: true, text: 'Content? — 2' })
    expect(raised({ ...low, problem: { ...low.problem, raise: false } })).toMatchObject({
      raise: false,
      suggested: true,
    })
    expect(raised(draft({ answers: { content: 9 } }))).toMatchObject({ raise: false, suggested: false })
  })

  test('needs words', () => {
    const entered = draft({
      outcome: 'completed',
      answers: { content: 9 },
      problem: { raise: true, text: ' ', severity: 'high' },
    })
    expect(notYet(sheet, entered, true, said)).toEqual({ code: 'no-problem-text', about: 'own' })
  })
})

describe('what is sent', () => {
  test('nothing of a conversation that did not take place; answers of an earlier one stay', () => {
    const entered = draft({
      answers: { content: 2 },
      appointmentAt: '2026-11-24T02:00:00Z',
      stop: 'all',
      note: ' rang twice ',
    })
    expect(settlementOf(sheet, entered, NO_ANSWER, said)).toEqual({
      outcome: 'no-answer',
      note: 'rang twice',
      answers: {},
      appointmentAt: null,
      sameAgent: false,
      problem: null,
      stop: null,
      carried: [],
    })
  })

  test('answers, those taken back as nothing, problem and the wish to be left alone of one that did', () => {
    const entered = draft({ answers: { content: 2, why: 'late' }, stop: 'satisfaction' })
    expect(settlementOf(sheet, entered, COMPLETED, said)).toMatchObject({
      answers: { content: 2, why: null, again: null },
      problem: { text: 'Content? — 2', severity: 'normal' },
      stop: { purpose: 'satisfaction' },
    })
  })

  test('who asked not to be called is left alone altogether, unless he named a purpose', () => {
    expect(stopOf(draft({}), NEVER_AGAIN)).toBe('all')
    expect(stopOf(draft({ stop: 'none' }), NEVER_AGAIN)).toBe('all')
    expect(stopOf(draft({ stop: 'satisfaction' }), NEVER_AGAIN)).toBe('satisfaction')
    expect(stopOf(draft({}), COMPLETED)).toBe('none')
  })
})

describe('what the call carries', () => {
  const carried = { followup: { id: 'other', purpose: 'confirm-solution' }, why, script: { questions }, answers: {} }
  const both = { ...sheet, carried: [carried], order: ['other', 'own'] } as unknown as Sheet
  const [other] = topicsOf(both) as [ReturnType<typeof topicsOf>[number]]
  const entered = (answers: Record<string, Answer>) => {
    const before: Draft = { ...newDraft(both), outcome: 'completed', answers: { content: 9 } }
    return { ...before, ...enteredOn(other, before, { answers }) }
  }

  test('comes in the order of the policy', () => {
    expect(topicsOf(both).map(({ id, own }) => [id, own])).toEqual([
      ['other', false],
      ['own', true],
    ])
  })

  test('was brought up as far as it has answers, unless the agent says otherwise', () => {
    expect(howOf(other, entered({}))).toBe('not-brought-up')
    expect(howOf(other, entered({ again: true }))).toBe('partly')
    expect(howOf(other, entered({ content: 9 }))).toBe('done')
    const refused = { ...entered({ content: 9 }), ...enteredOn(other, entered({}), { how: 'refused' }) }
    expect(howOf(other, refused)).toBe('refused')
  })

  test('needs its answers where it is done, and none where it was not brought up', () => {
    expect(notYet(both, entered({}), true, said)).toBeNull()
    const done = { ...entered({}), ...enteredOn(other, entered({}), { how: 'done' }) }
    expect(notYet(both, done, true, said)).toEqual({ code: 'missing', questions: ['content'], about: 'other' })
    const wrong = { ...entered({}), ...enteredOn(other, entered({}), { how: 'partly', answers: { content: 11 } }) }
    expect(notYet(both, wrong, true, said)).toEqual({ code: 'wrong', questions: ['content'], about: 'other' })
  })

  test('is sent with its own answers and problem, and not at all without a conversation', () => {
    const low = entered({ content: 2 })
    expect(settlementOf(both, low, COMPLETED, said)).toMatchObject({
      answers: { content: 9 },
      problem: null,
      carried: [
        {
          ...{ followupId: 'other', how: 'done', answers: { content: 2, why: null, again: null } },
          problem: { text: 'Content? — 2', severity: 'normal' },
        },
      ],
    })
    expect(settlementOf(both, low, NO_ANSWER, said).carried).toEqual([])
    expect(settlementOf(both, entered({}), COMPLETED, said).carried).toMatchObject([
      { how: 'not-brought-up', answers: {}, problem: null },
    ])
  })
})

describe('digits', () => {
  const choice: Question = { id: 'c', text: '', kind: 'choice', required: false, options: ['a', 'b', 'c'] }
  const press = (question: Question, digit: string, current?: Answer, before = '') =>
    answerByDigit(question, digit, current, before)

  test('choose options by number', () => {
    expect([press(choice, '2'), press(choice, '9')]).toEqual(['b', undefined])
    const multi: Question = { ...choice, kind: 'multi' }
    expect([press(multi, '1'), press(multi, '1', ['a', 'b'])]).toEqual([['a'], ['b']])
    const yesNo: Question = { ...choice, kind: 'yes-no' }
    expect([press(yesNo, '1'), press(yesNo, '2'), press(yesNo, '3')]).toEqual([true, false, undefined])
  })

  test('are the value of a scale; ten is one and nought', () => {
    const scale = questions[0]!
    expect([press(scale, '7'), press(scale, '0'), press(scale, '0', 1, '1')]).toEqual([7, undefined, 10])
    expect(press(scale, '7', 1, '1')).toBe(7)
  })
})

test('the questions are walked in order and end at both ends', () => {
  expect([neighbour(questions, null, 1), neighbour(questions, 'content', 1), neighbour(questions, 'again', 1)]).toEqual(
    ['content', 'why', null],
  )
  expect(neighbour(questions, 'content', -1)).toBeNull()
})
