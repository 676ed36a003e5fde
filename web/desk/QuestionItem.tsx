import { Input } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type Answer, MAX_TEXT, type Question } from '../../server/scripts/rules.ts'
import { Key } from '../kit/Key.tsx'
import { useT } from '../kit/words.ts'
import { toggled } from './draft.ts'

/** A scale with more steps than this is typed as a number. */
const MOST_STEPS = 11

interface QuestionItemProps {
  question: Question
  current: boolean
  answer: Answer | undefined
  wrong: boolean
  onAnswer: (answer: Answer | undefined) => void
  onFocus: () => void
  onNext: () => void
}

export function QuestionItem(props: QuestionItemProps) {
  const { question, current, answer, wrong, onFocus } = props
  const t = useT()
  const place = useRef<HTMLLIElement>(null)
  const textId = `desk-question-${question.id}`
  useEffect(() => {
    if (current) place.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the desk walk the questions.
    <li
      ref={place}
      className={current ? 'desk-question desk-question-current' : 'desk-question'}
      aria-current={current ? 'true' : undefined}
      onFocus={onFocus}
      onClick={onFocus}
    >
      <p id={textId}>
        {question.text}
        {!question.required && <span className="faint">{t('desk.optional')}</span>}
      </p>
      <AnswerField {...props} textId={textId} />
      {wrong && (
        <p className="desk-wrong" role="alert">
          {boundsSaid(question, t) ?? t('desk.does-not-fit')}
        </p>
      )}
      {current && <Key>{'Enter'}</Key>}
      {!current && answer === undefined && question.required && <span className="desk-open" aria-hidden />}
    </li>
  )
}

function boundsSaid({ min, max }: Question, t: ReturnType<typeof useT>): string | null {
  if (min !== undefined && max !== undefined) return t('desk.between', { min, max })
  if (min !== undefined) return t('desk.at-least', { min })
  return max === undefined ? null : t('desk.at-most', { max })
}

function AnswerField(props: QuestionItemProps & { textId: string }) {
  const { question } = props
  const steps = (question.max ?? 0) - (question.min ?? 0) + 1
  if (question.kind === 'text') return <TextField {...props} />
  if (question.kind === 'number' || (question.kind === 'scale' && steps > MOST_STEPS)) return <NumberField {...props} />
  return <Options {...props} />
}

interface Option {
  value: Exclude<Answer, string[]>
  label: string
  key: string
}

function optionsOf({ kind, options = [], min = 0, max = 0 }: Question, t: ReturnType<typeof useT>): Option[] {
  if (kind === 'yes-no') {
    return [
      { value: true, label: t('desk.yes'), key: '1' },
      { value: false, label: t('desk.no'), key: '2' },
    ]
  }
  if (kind === 'scale') {
    return Array.from({ length: max - min + 1 }, (_, n) => ({ value: min + n, label: String(min + n), key: '' }))
  }
  return options.map((option, n) => ({ value: option, label: option, key: n < 10 ? String((n + 1) % 10) : '' }))
}

/** Options as buttons that stay pressed; Enter goes on to the next question, a second press takes the answer back. */
function Options({ question, current, answer, textId, onAnswer, onNext }: QuestionItemProps & { textId: string }) {
  const t = useT()
  const pressed = (value: Option['value']) =>
    Array.isArray(answer) ? answer.includes(String(value)) : answer === value
  const press = (value: Option['value']) => {
    if (question.kind !== 'multi') return onAnswer(answer === value ? undefined : value)
    const list = toggled(answer, String(value))
    onAnswer(list.length > 0 ? list : undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    onNext()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need the question as its legend inside.
    <div
      className={question.kind === 'scale' ? 'desk-options desk-scale' : 'desk-options'}
      role="group"
      aria-labelledby={textId}
      onKeyDown={onKeyDown}
    >
      {optionsOf(question, t).map(({ value, label, key }) => (
        <button
          key={label}
          type="button"
          className="desk-option"
          aria-pressed={pressed(value)}
          onClick={() => press(value)}
        >
          {current && key && <Key>{key}</Key>}
          {label}
        </button>
      ))}
    </div>
  )
}

/** Enter goes on unless it finishes a word of an input method. */
function goingOn(onNext: () => void) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur()
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing)
      return
    event.preventDefault()
    event.currentTarget.blur()
    onNext()
  }
}

/** The question being asked takes the keyboard; the element is focused without scrolling the page about. */
function useFocusWhen(current: boolean) {
  const field = useRef<{ focus(options?: FocusOptions): void }>(null)
  useEffect(() => {
    if (current) field.current?.focus({ preventScroll: true })
  }, [current])
  return field
}

function TextField({ answer, current, textId, onAnswer, onNext }: QuestionItemProps & { textId: string }) {
  const field = useFocusWhen(current)
  return (
    <Input.TextArea
      ref={field as never}
      aria-labelledby={textId}
      autoSize={{ minRows: current ? 2 : 1, maxRows: 8 }}
      maxLength={MAX_TEXT}
      value={typeof answer === 'string' ? answer : ''}
      onChange={event => onAnswer(event.target.value === '' ? undefined : event.target.value)}
      onKeyDown={goingOn(onNext)}
    />
  )
}

function NumberField({ answer, current, wrong, textId, onAnswer, onNext }: QuestionItemProps & { textId: string }) {
  const field = useFocusWhen(current)
  const [typed, setTyped] = useState(answer === undefined ? '' : String(answer))
  const type = (text: string) => {
    setTyped(text)
    const value = Number(text.trim().replace(',', '.'))
    // What is no number stays as typed, so that it is seen and called wrong.
    onAnswer(text.trim() === '' ? undefined : Number.isFinite(value) ? value : text)
  }
  return (
    <Input
      ref={field as never}
      className="desk-number"
      inputMode="decimal"
      autoComplete="off"
      aria-labelledby={textId}
      status={wrong ? 'error' : undefined}
      value={typed}
      onChange={event => type(event.target.value)}
      onKeyDown={goingOn(onNext)}
    />
  )
}
