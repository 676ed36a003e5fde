import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useRef } from 'react'
import { useT } from '../kit/words.ts'
import { MOST_OPTIONS, type QuestionDraft, withoutOption } from './script-draft.ts'

interface OptionsFieldProps {
  question: QuestionDraft
  wrong: boolean
  onChange: (question: QuestionDraft) => void
  onOption: (at: number, text: string) => void
}

/** The options of a question; Enter goes on to the next one, which is made when there is none. */
export function OptionsField({ question, wrong, onChange, onOption }: OptionsFieldProps) {
  const t = useT()
  const list = useRef<HTMLDivElement>(null)
  const { options } = question
  const focus = (at: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLInputElement>('input')[at]?.focus())
  const add = () => {
    if (options.length < MOST_OPTIONS) onChange({ ...question, options: [...options, ''] })
    focus(options.length)
  }
  const remove = (at: number) => {
    onChange(withoutOption(question, at))
    focus(Math.min(at, options.length - 2))
  }
  return (
    <div className="question-options" ref={list}>
      {options.map((option, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place; two may read alike while they are typed.
        <div key={at}>
          <Input
            aria-label={t('planning.option-number', { number: at + 1 })}
            placeholder={t('planning.option-number', { number: at + 1 })}
            maxLength={100}
            {...(wrong && isWrong(options, at) && { status: 'error' as const })}
            value={option}
            onChange={event => onOption(at, event.target.value)}
            onPressEnter={event => {
              if (event.nativeEvent.isComposing) return
              event.preventDefault()
              if (at === options.length - 1) add()
              else focus(at + 1)
            }}
          />
          <Button
            type="text"
            icon={<CloseOutlined />}
            disabled={options.length <= 2}
            aria-label={t('planning.remove-option', { number: at + 1 })}
            onClick={() => remove(at)}
          />
        </div>
      ))}
      <span>
        <Button size="small" icon={<PlusOutlined />} disabled={options.length >= MOST_OPTIONS} onClick={add}>
          {t('planning.add-option')}
        </Button>
      </span>
    </div>
  )
}

function isWrong(options: readonly string[], at: number): boolean {
  const text = options[at]!.trim()
  return text === '' || options.findIndex(other => other.trim() === text) < at
}
