import { InputNumber, Select } from 'antd'
import { useT } from '../kit/words.ts'
import { sayAnswer } from './say-script.ts'
import { answersOf, type QuestionDraft } from './script-draft.ts'

interface ProblemIfFieldProps {
  question: QuestionDraft
  onChange: (question: QuestionDraft) => void
}

/** Which answers are a problem, so that the agent is advised to raise a case. */
export function ProblemIfField({ question, onChange }: ProblemIfFieldProps) {
  const t = useT()
  const { problemIf } = question
  const bounded = question.kind === 'scale' || question.kind === 'number'
  const operators = bounded ? (['at-most', 'at-least'] as const) : (['any-of'] as const)
  const pick = (operator: 'never' | 'at-most' | 'at-least' | 'any-of') => {
    if (operator === 'never') return onChange({ ...question, problemIf: null })
    if (operator === 'any-of') return onChange({ ...question, problemIf: { operator, value: [] } })
    const value = problemIf && problemIf.operator !== 'any-of' ? problemIf.value : null
    onChange({ ...question, problemIf: { operator, value } })
  }
  return (
    <span className="inline-fields" title={t('planning.problem-if-hint')}>
      <Select
        aria-label={t('planning.problem-if')}
        style={{ width: 132 }}
        value={problemIf?.operator ?? 'never'}
        onChange={pick}
        options={(['never', ...operators] as const).map(value => ({ value, label: t(`planning.problem-${value}`) }))}
      />
      {problemIf?.operator === 'any-of' && (
        <Select
          mode="multiple"
          aria-label={t('planning.problem-if-value')}
          style={{ minWidth: 200 }}
          popupMatchSelectWidth={false}
          placeholder={t('planning.choose-values')}
          value={problemIf.value.map(value => JSON.stringify(value))}
          onChange={texts =>
            onChange({ ...question, problemIf: { operator: 'any-of', value: texts.map(text => JSON.parse(text)) } })
          }
          options={answersOf(question).map(value => ({ value: JSON.stringify(value), label: sayAnswer(value, t) }))}
        />
      )}
      {problemIf && problemIf.operator !== 'any-of' && (
        <InputNumber<number>
          aria-label={t('planning.problem-if-value')}
          min={question.min ?? undefined}
          max={question.max ?? undefined}
          precision={question.kind === 'scale' ? 0 : undefined}
          value={problemIf.value}
          onChange={value => onChange({ ...question, problemIf: { ...problemIf, value } })}
        />
      )}
      {problemIf && <span className="field-hint">{t('planning.problem-if-hint')}</span>}
    </span>
  )
}
