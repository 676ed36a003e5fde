import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import type { MouseEvent, ReactNode } from 'react'
import { QUESTION_KINDS } from '../../server/scripts/rules.ts'
import { useT } from '../kit/words.ts'
import { OptionsField } from './OptionsField.tsx'
import { ProblemIfField } from './ProblemIfField.tsx'
import { ShowIfField } from './ShowIfField.tsx'
import { ofKind, type QuestionDraft, type QuestionFault } from './script-draft.ts'

interface QuestionEditorProps {
  number: number
  question: QuestionDraft
  /** The earlier questions it can depend on. */
  earlier: readonly QuestionDraft[]
  all: readonly QuestionDraft[]
  fault: QuestionFault | null
  autoFocus: boolean
  onChange: (question: QuestionDraft) => void
  onOption: (at: number, text: string) => void
  onMove: (step: -1 | 1) => void
  onCopy: (() => void) | undefined
  onRemove: () => void
}

/** One question: what is read aloud, how it is answered, when it is asked, and what counts as a problem. */
export function QuestionEditor(props: QuestionEditorProps) {
  const { number, question, fault, autoFocus, onChange } = props
  const t = useT()
  return (
    <section
      className={fault ? 'question question-wrong fault' : 'question'}
      aria-label={t('planning.question-number', { number })}
    >
      <Head {...props} />
      <Input.TextArea
        autoFocus={autoFocus}
        aria-label={t('planning.question-text')}
        placeholder={t('planning.question-text-sample')}
        maxLength={500}
        autoSize={{ minRows: 1, maxRows: 5 }}
        {...(fault === 'text-missing' && { status: 'error' as const })}
        value={question.text}
        onChange={event => onChange({ ...question, text: event.target.value })}
      />
      <Answering {...props} />
      {fault && (
        <p className="field-problem question-fault" role="alert">
          {t(`planning.fault-${fault}`)}
        </p>
      )}
    </section>
  )
}

function Head(props: QuestionEditorProps) {
  const { number, question, onChange } = props
  const t = useT()
  return (
    <header>
      <h3>{t('planning.question-number', { number })}</h3>
      <Select
        size="small"
        style={{ width: 104 }}
        aria-label={t('planning.question-kind')}
        value={question.kind}
        onChange={kind => onChange(ofKind(question, kind))}
        options={QUESTION_KINDS.map(kind => ({ value: kind, label: t(`planning.asks-${kind}`) }))}
      />
      <Checkbox
        checked={question.required}
        onChange={event => onChange({ ...question, required: event.target.checked })}
      >
        {t('planning.required')}
      </Checkbox>
      <Tools {...props} />
    </header>
  )
}

/** How it is answered, when it is asked, and what counts as a problem. */
function Answering({ question, earlier, all, fault, onChange, onOption }: QuestionEditorProps) {
  const t = useT()
  return (
    <>
      {(question.kind === 'choice' || question.kind === 'multi') && (
        <QuestionRow label={t('planning.options')}>
          <OptionsField
            question={question}
            wrong={fault === 'options-missing'}
            onChange={onChange}
            onOption={onOption}
          />
        </QuestionRow>
      )}
      {(question.kind === 'scale' || question.kind === 'number') && (
        <QuestionRow label={t(question.kind === 'scale' ? 'planning.scale-ends' : 'planning.number-bounds')}>
          <BoundsField question={question} onChange={onChange} />
        </QuestionRow>
      )}
      {(earlier.length > 0 || question.showIf) && (
        <QuestionRow label={t('planning.show-if')}>
          <ShowIfField question={question} earlier={earlier} all={all} onChange={onChange} />
        </QuestionRow>
      )}
      {question.kind !== 'text' && (
        <QuestionRow label={t('planning.problem-if')}>
          <ProblemIfField question={question} onChange={onChange} />
        </QuestionRow>
      )}
    </>
  )
}

function QuestionRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="question-row">
      <span className="question-label">{label}</span>
      <div>{children}</div>
    </div>
  )
}

function Tools({ number, all, onMove, onCopy, onRemove }: QuestionEditorProps) {
  const t = useT()
  // A moved question stands elsewhere in the page, and the pressed button would lose the focus.
  const move = (step: -1 | 1) => (event: MouseEvent<HTMLElement>) => {
    const pressed = event.currentTarget
    onMove(step)
    requestAnimationFrame(() => pressed.focus())
  }
  return (
    <span className="question-tools">
      <Button
        type="text"
        size="small"
        icon={<ArrowUpOutlined />}
        disabled={number === 1}
        aria-label={t('planning.move-up', { number })}
        onClick={move(-1)}
      />
      <Button
        type="text"
        size="small"
        icon={<ArrowDownOutlined />}
        disabled={number === all.length}
        aria-label={t('planning.move-down', { number })}
        onClick={move(1)}
      />
      <Button
        type="text"
        size="small"
        icon={<CopyOutlined />}
        disabled={!onCopy}
        aria-label={t('planning.copy-question', { number })}
        onClick={onCopy}
      />
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={t('planning.remove-question', { number })}
        onClick={onRemove}
      />
    </span>
  )
}

interface FieldProps {
  question: QuestionDraft
  onChange: (question: QuestionDraft) => void
}

function BoundsField({ question, onChange }: FieldProps) {
  const t = useT()
  const usual = { precision: question.kind === 'scale' ? 0 : undefined, placeholder: t('planning.no-bound') }
  return (
    <span className="inline-fields">
      <InputNumber<number>
        {...usual}
        aria-label={t('planning.lowest-value')}
        value={question.min}
        onChange={min => onChange({ ...question, min })}
      />
      {'–'}
      <InputNumber<number>
        {...usual}
        aria-label={t('planning.highest-value')}
        value={question.max}
        onChange={max => onChange({ ...question, max })}
      />
    </span>
  )
}
