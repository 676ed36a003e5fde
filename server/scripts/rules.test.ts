import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Question as QuestionContract } from './contract.ts'
import { CONTENT_AND_WHY } from './given.ts'
import { scriptsReasons } from './reasons.ts'
import {
  type Answer,
  type Answers,
  checkAnswers,
  fillOpening,
  PLACEHOLDERS,
  problemOfQuestions,
  problemsRaised,
  type Question,
  unknownPlaceholders,
  visibleQuestions,
} from './rules.ts'

const OPTIONS = ['价格', '质量', '服务']

const question = (id: string, given: Partial<Question> = {}): Question => ({
  id,
  text: id,
  kind: 'yes-no',
  required: false,
  ...given,
})

/** Any questionnaire that can be asked, and any answers to it, good or bad. */
const questionnaire: fc.Arbitrary<Question[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('choice', 'multi', 'scale', 'number', 'text', 'yes-no' as const),
      required: fc.boolean(),
      dependsOn: fc.option(fc.nat({ max: 20 })),
      pick: fc.nat({ max: 2 }),
    }),
    { maxLength: 7 },
  )
  .map(drafts =>
    drafts.reduce<Question[]>((earlier, draft, index) => {
      const asked = earlier.filter(it => it.kind !== 'text')
      const before = draft.dependsOn === null ? undefined : asked[draft.dependsOn % (asked.length || 1)]
      const possible = (kind: Question['kind']) => {
        if (kind === 'scale' || kind === 'number') return draft.pick + 1
        return kind === 'yes-no' ? draft.pick === 0 : OPTIONS[draft.pick]!
      }
      const next = question(`q${index}`, {
        kind: draft.kind,
        required: draft.required,
        ...(draft.kind === 'choice' || draft.kind === 'multi' ? { options: OPTIONS } : {}),
        ...(draft.kind === 'scale' ? { min: 1, max: 5 } : {}),
        ...(before ? { showIf: { question: before.id, equals: possible(before.kind) } } : {}),
      })
      return earlier.concat(next)
    }, []),
  )

const anyAnswer: fc.Arbitrary<Answer | null> = fc.oneof(
  fc.constantFrom(...OPTIONS, '', 'other'),
  fc.integer({ min: 0, max: 6 }),
  fc.constantFrom(1.5, Number.NaN, Number.POSITIVE_INFINITY),
  fc.boolean(),
  fc.uniqueArray(fc.constantFrom(...OPTIONS, 'other'), { maxLength: 3 }),
  fc.constant(null),
)
const anyAnswers: fc.Arbitrary<Answers> = fc.dictionary(
  fc.constantFrom('q0', 'q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'gone'),
  anyAnswer,
)

describe('which questions are asked', () => {
  test('one that depends on an answer is asked after that answer alone', () => {
    const ids = (answers: Answers) => visibleQuestions(CONTENT_AND_WHY, answers).map(it => it.id)
    expect(ids({})).toEqual(['content', 'again'])
    expect(ids({ again: true })).toEqual(['content', 'again'])
    expect(ids({ again: false })).toEqual(['content', 'again', 'why-not'])
  })

  test('a hidden question hides what hangs on it, whatever was answered before', () => {
    const chain = [
      question('a'),
      question('b', { showIf: { question: 'a', equals: true } }),
      question('c', { showIf: { question: 'b', equals: true } }),
    ]
    expect(visibleQuestions(chain, { a: false, b: true }).map(it => it.id)).toEqual(['a'])
  })

  test('of a multiple choice, one of the answers is enough', () => {
    const two = [
      question('a', { kind: 'multi', options: OPTIONS }),
      question('b', { showIf: { question: 'a', equals: '质量' } }),
    ]
    expect(visibleQuestions(two, { a: ['价格', '质量'] })).toHaveLength(2)
    expect(visibleQuestions(two, { a: ['价格'] })).toHaveLength(1)
  })

  test('a name that every object has is no answer', () => {
    const odd = [
      question('constructor', { required: true }),
      question('b', { showIf: { question: 'constructor', equals: true } }),
    ]
    expect(visibleQuestions(odd, {}).map(it => it.id)).toEqual(['constructor'])
    expect(checkAnswers(odd, {}).problems).toEqual([{ code: 'answer-missing', question: 'constructor' }])
  })

  test('always in the order of the script, a dependent one only with the one it depends on', () => {
    fc.assert(
      fc.property(questionnaire, anyAnswers, (questions, answers) => {
        expect(problemOfQuestions(questions)).toBeNull()
        const visible = visibleQuestions(questions, answers)
        expect(visible).toEqual(questions.filter(it => visible.includes(it)))
        for (const it of questions) {
          const { showIf } = it
          if (!showIf) expect(visible).toContain(it)
          else if (visible.includes(it)) {
            expect(visible.map(other => other.id)).toContain(showIf.question)
            expect([answers[showIf.question]].flat()).toContain(showIf.equals)
          }
        }
      }),
    )
  })
})

describe('answers', () => {
  const check = (given: Question, answer: Answer) => checkAnswers([given], { [given.id]: answer }).problems[0]?.code

  test('of the wrong kind, outside the options or the range are found', () => {
    const choice = question('q', { kind: 'choice', options: OPTIONS })
    const multi = question('q', { kind: 'multi', options: OPTIONS })
    const scale = question('q', { kind: 'scale', min: 1, max: 5 })
    const number = question('q', { kind: 'number', max: 10 })
    expect([check(choice, '价格'), check(multi, ['价格']), check(scale, 5), check(number, -3.5)]).toEqual(
      Array(4).fill(undefined),
    )
    expect(check(choice, ['价格'])).toBe('answer-of-wrong-kind')
    expect(check(choice, '其他')).toBe('answer-not-an-option')
    expect(check(multi, '价格')).toBe('answer-of-wrong-kind')
    expect(check(multi, ['价格', '其他'])).toBe('answer-not-an-option')
    expect(check(scale, 2.5)).toBe('answer-of-wrong-kind')
    expect(check(scale, 6)).toBe('answer-out-of-range')
    expect(check(number, 10.5)).toBe('answer-out-of-range')
    expect(check(number, Number.NaN)).toBe('answer-of-wrong-kind')
    expect(check(question('q'), 'yes')).toBe('answer-of-wrong-kind')
    expect(check(question('q', { kind: 'text' }), 'x'.repeat(4001))).toBe('answer-out-of-range')
  })

  test('are missing only where the question was asked, and blank is missing', () => {
    expect(checkAnswers(CONTENT_AND_WHY, { again: true }).problems).toEqual([
      { code: 'answer-missing', question: 'content' },
    ])
    expect(checkAnswers(CONTENT_AND_WHY, { content: 5, again: false, 'why-not': ' ' }).problems).toEqual([
      { code: 'answer-missing', question: 'why-not' },
    ])
  })

  test('to hidden questions are dropped, to unknown ones found', () => {
    const { answers, problems } = checkAnswers(CONTENT_AND_WHY, { content: 4, again: true, 'why-not': '贵', gone: 1 })
    expect(answers).toEqual({ content: 4, again: true })
    expect(problems).toEqual([{ code: 'question-unknown', question: 'gone' }])
  })

  test('once checked are good: checking again changes nothing and finds nothing new', () => {
    fc.assert(
      fc.property(questionnaire, anyAnswers, (questions, given) => {
        const first = checkAnswers(questions, given)
        const second = checkAnswers(questions, first.answers)
        expect(second.answers).toEqual(first.answers)
        expect(second.problems.every(problem => problem.code === 'answer-missing')).toBe(true)
        const visible = visibleQuestions(questions, given).map(it => it.id)
        expect(Object.keys(first.answers).every(id => visible.includes(id))).toBe(true)
        for (const { code } of first.problems) expect(scriptsReasons[code].zh()).not.toBe('')
      }),
    )
  })

  test('that raise a problem are named', () => {
    expect(problemsRaised(CONTENT_AND_WHY, { content: 2 }).map(it => [it.question.id, it.answer])).toEqual([
      ['content', 2],
    ])
    expect(problemsRaised(CONTENT_AND_WHY, { content: 3 })).toEqual([])
    expect(problemsRaised(CONTENT_AND_WHY, { content: -1 })).toEqual([])
    const multi = question('m', {
      kind: 'multi',
      options: OPTIONS,
      problemIf: { operator: 'any-of', value: ['质量', '服务'] },
    })
    const yesNo = question('y', { problemIf: { operator: 'any-of', value: [false] } })
    expect(problemsRaised([multi, yesNo], { m: ['价格', '服务'], y: false })).toHaveLength(2)
    expect(problemsRaised([multi, yesNo], { m: ['价格'], y: true })).toEqual([])
  })

  test('to a hidden question raise no problem', () => {
    const hidden = [
      question('a'),
      question('b', { showIf: { question: 'a', equals: true }, problemIf: { operator: 'any-of', value: [false] } }),
    ]
    expect(problemsRaised(hidden, { a: false, b: false })).toEqual([])
  })
})

describe('an opening', () => {
  const facts = {
    customer: '韩先生',
    agent: '李雷',
    company: '东方机械',
    reason: '您上周买了挖掘机',
    product: '挖掘机',
  }

  test('is filled with facts and with the minutes of the script', () => {
    const opening = '{customer}您好，我是{ company }的{agent}，因为{reason}，大约{minutes}分钟。'
    expect(fillOpening({ opening, minutes: 3 }, facts)).toBe(
      '韩先生您好，我是东方机械的李雷，因为您上周买了挖掘机，大约3分钟。',
    )
  })

  test('finds placeholders nobody can fill', () => {
    expect(unknownPlaceholders('{customer} {phone} {phone} {constructor} {}')).toEqual(['phone', 'constructor', ''])
    expect(unknownPlaceholders(PLACEHOLDERS.map(name => `{${name}}`).join(''))).toEqual([])
  })

  test('is filled once: what a fact brings along stays as it is', () => {
    fc.assert(
      fc.property(fc.string(), customer => {
        const said = fillOpening({ opening: '[{customer}]', minutes: 1 }, { ...facts, customer })
        expect(said).toBe(`[${customer}]`)
      }),
      { examples: [['{agent}'], ['$&'], ['$1'], ['{customer}']] },
    )
  })

  test('with known placeholders alone leaves no brace behind', () => {
    const part = fc.oneof(
      fc.constantFrom(...PLACEHOLDERS).map(name => `{${name}}`),
      fc.string().map(text => text.replace(/[{}]/g, '')),
    )
    fc.assert(
      fc.property(fc.array(part), parts => {
        const opening = parts.join('')
        expect(unknownPlaceholders(opening)).toEqual([])
        expect(fillOpening({ opening, minutes: 2 }, facts)).not.toMatch(/[{}]/)
      }),
    )
  })
})

describe('questions that cannot be asked', () => {
  const problem = (...questions: Question[]) => problemOfQuestions(questions)?.code ?? null
  const scale = question('s', { kind: 'scale', min: 1, max: 5 })

  test('are found, each by its own reason', () => {
    expect(problem(question('a'), question('a'))).toBe('question-id-repeats')
    expect(problem(question('a', { kind: 'choice' }))).toBe('options-do-not-fit')
    expect(problem(question('a', { kind: 'choice', options: ['x', 'x'] }))).toBe('options-do-not-fit')
    expect(problem(question('a', { kind: 'text', options: OPTIONS }))).toBe('options-do-not-fit')
    expect(problem(question('a', { kind: 'scale' }))).toBe('bounds-do-not-fit')
    expect(problem(question('a', { kind: 'scale', min: 5, max: 1 }))).toBe('bounds-do-not-fit')
    expect(problem(question('a', { kind: 'scale', min: 0.5, max: 2 }))).toBe('bounds-do-not-fit')
    expect(problem(question('a', { kind: 'yes-no', min: 1 }))).toBe('bounds-do-not-fit')
    expect(problem(question('a', { showIf: { question: 'b', equals: true } }), question('b'))).toBe(
      'show-if-not-earlier',
    )
    expect(problem(question('a', { showIf: { question: 'a', equals: true } }))).toBe('show-if-not-earlier')
    expect(problem(scale, question('b', { showIf: { question: 's', equals: 6 } }))).toBe('show-if-never')
    expect(problem(scale, question('b', { showIf: { question: 's', equals: '3' } }))).toBe('show-if-never')
    expect(problem({ ...scale, problemIf: { operator: 'at-most', value: 0 } })).toBe('problem-if-never')
    expect(problem(question('a', { problemIf: { operator: 'at-most', value: 2 } }))).toBe('problem-if-never')
    expect(problem(question('a', { problemIf: { operator: 'any-of', value: ['no'] } }))).toBe('problem-if-never')
    expect(problem({ ...scale, problemIf: { operator: 'at-most', value: 2 } })).toBeNull()
  })

  test('pass the contract when they can be asked', () => {
    fc.assert(
      fc.property(questionnaire, questions => {
        for (const it of questions) expect(QuestionContract.parse(it)).toEqual(it)
      }),
    )
  })
})
