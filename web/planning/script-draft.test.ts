import { describe, expect, test } from 'vitest'
import { problemOfQuestions } from '../../server/scripts/rules.ts'
import {
  bodyOfScript,
  draftOfScript,
  earlierOf,
  faultsOf,
  moveQuestion,
  newQuestion,
  ofKind,
  type QuestionDraft,
  questionOf,
  sameScript,
  withOption,
} from './script-draft.ts'

function asked(id: string, more: Partial<QuestionDraft> = {}): QuestionDraft {
  return { ...newQuestion([]), id, text: `问题 ${id}`, options: ['满意', '不满意'], ...more }
}

const SATISFIED = asked('a', { problemIf: { operator: 'any-of', value: ['不满意'] } })
const WHY = asked('b', { kind: 'text', showIf: { question: 'a', equals: '不满意' } })

describe('writing the questions of a script', () => {
  test('an option written anew is followed by what refers to it', () => {
    const [first, second] = withOption([SATISFIED, WHY], 'a', 1, '不太满意')
    expect(first!.options).toEqual(['满意', '不太满意'])
    expect(first!.problemIf).toEqual({ operator: 'any-of', value: ['不太满意'] })
    expect(second!.showIf).toEqual({ question: 'a', equals: '不太满意' })
  })

  test('an empty option that is filled in takes nothing with it', () => {
    const open = asked('b', { showIf: { question: 'a', equals: null } })
    expect(withOption([asked('a', { options: ['', ''] }), open], 'a', 0, '是')[1]).toEqual(open)
  })

  test('a new question never takes the id of another, even after one was removed', () => {
    expect(newQuestion([asked('q2'), asked('q3')]).id).toBe('q4')
    expect(newQuestion([asked('q1')]).id).toBe('q2')
  })

  test('only what the kind has is sent', () => {
    expect(questionOf(asked('a', { kind: 'yes-no' }))).toEqual({
      id: 'a',
      text: '问题 a',
      kind: 'yes-no',
      required: true,
    })
    expect(questionOf(asked('a', { kind: 'scale' }))).toMatchObject({ min: 1, max: 5 })
    expect(questionOf(ofKind(asked('a'), 'number'))).not.toHaveProperty('min')
  })

  test('a saved script comes back as it was', () => {
    const body = bodyOfScript({ name: '回访', minutes: 3, opening: '您好', questions: [SATISFIED, WHY] })
    const saved = { ...body, id: 'x', version: 1, frozenAt: null, createdBy: { id: 'x', name: 'x' } }
    const again = draftOfScript({ ...saved, createdAt: '', updatedAt: '' })
    expect(bodyOfScript(again)).toEqual(body)
    expect(sameScript(again, { ...again, name: ' 回访 ' })).toBe(true)
  })
})

describe('what is wrong with a script', () => {
  test('nothing, exactly when the server would take it', () => {
    const questions = [SATISFIED, WHY]
    expect(faultsOf(questions)).toEqual(new Map())
    expect(problemOfQuestions(questions.map(questionOf))).toBeNull()
  })

  test('a question moved before the one it depends on says so, and only it', () => {
    expect(faultsOf(moveQuestion([SATISFIED, WHY], 0, 1))).toEqual(new Map([['b', 'show-if-late']]))
  })

  test('an answer that the earlier question no longer has', () => {
    const [first, second] = [asked('a', { kind: 'yes-no' }), WHY]
    expect(faultsOf([first, second])).toEqual(new Map([['b', 'show-if-impossible']]))
  })

  test('an earlier question that is wrong itself does not make the later ones wrong', () => {
    const first = { ...SATISFIED, options: ['不满意', '不满意'] }
    expect(faultsOf([first, WHY])).toEqual(new Map([['a', 'options-missing']]))
  })

  test('missing texts, options, ends and answers', () => {
    const wrong = [
      asked('a', { text: ' ' }),
      asked('b', { options: ['是', ' '] }),
      asked('c', { kind: 'scale', min: 5, max: 1 }),
      asked('d', { kind: 'number', min: 5, max: 1 }),
      asked('e', { kind: 'scale', problemIf: { operator: 'at-most', value: null } }),
      asked('f', { problemIf: { operator: 'any-of', value: [] } }),
    ]
    expect([...faultsOf(wrong).values()]).toEqual([
      'text-missing',
      'options-missing',
      'scale-wrong',
      'bounds-wrong',
      'problem-if-impossible',
      'problem-if-impossible',
    ])
  })

  test('one can depend on earlier questions whose answers can be foreseen', () => {
    const questions = [SATISFIED, WHY, asked('c')]
    expect(earlierOf(questions, 'c').map(({ id }) => id)).toEqual(['a'])
    expect(earlierOf(questions, 'a')).toEqual([])
  })
})
