import { InputNumber, Select } from 'antd'
import { useT } from '../kit/words.ts'
import { sayAnswer } from './say-script.ts'
import { answersOf, type QuestionDraft } from './script-draft.ts'

const ALWAYS = ''

interface ShowIfFieldProps {
  question: QuestionDraft
  earlier: readonly QuestionDraft[]
  all: readonly QuestionDraft[]
  onChange: (question: QuestionDraft) => void
}

/** When a question is asked: always, or after a certain answer to an earlier one. */
export function ShowIfField({ question, earlier, all, onChange }: ShowIfFieldProps) {
  const t = useT()
  const { showIf } = question
  const numberOf = (id: string) => all.findIndex(other => other.id === id) + 1
  const nameOf = (other: QuestionDraft) =>
    `${t('planning.question-number', { number: numberOf(other.id) })} ${other.text}`.trim()
  const asked = earlier.find(({ id }) => id === showIf?.question)
  const known = earlier.map(other => ({ value: other.id, label: nameOf(other) }))
  const gone = showIf && !asked ? all.filter(({ id }) => id === showIf.question) : []
  const pick = (id: string) => {
    if (id === ALWAYS) return onChange({ ...question, showIf: null })
    const answers = answersOf(earlier.find(other => other.id === id)!)
    onChange({ ...question, showIf: { question: id, equals: answers[0] ?? null } })
  }
  const answer = (equals: string | number | boolean | null) =>
    showIf && onChange({ ...question, showIf: { ...showIf, equals } })
  return (
    <span className="inline-fields">
      <Select
        aria-label={t('planning.show-if-question')}
        style={{ width: 220 }}
        popupMatchSelectWidth={false}
        value={showIf?.question ?? ALWAYS}
        onChange={pick}
        options={[
          { value: ALWAYS, label: t('planning.show-always') },
          ...known,
          ...gone.map(other => ({ value: other.id, label: nameOf(other), disabled: true })),
        ]}
      />
      {showIf && asked && <AnswerChoice asked={asked} equals={showIf.equals} onChange={answer} />}
    </span>
  )
}

interface AnswerChoiceProps {
  asked: QuestionDraft
  equals: string | number | boolean | null
  onChange: (equals: string | number | boolean | null) => void
}

/** The answer of the earlier question. */
function AnswerChoice({ asked, equals, onChange }: AnswerChoiceProps) {
  const t = useT()
  const label = t('planning.show-if-value')
  return (
    <>
      <span className="muted">{t('planning.show-when')}</span>
      {asked.kind === 'number' ? (
        <InputNumber<number>
          aria-label={label}
          value={typeof equals === 'number' ? equals : null}
          onChange={onChange}
        />
      ) : (
        <Select
          aria-label={label}
          style={{ minWidth: 120 }}
          popupMatchSelectWidth={false}
          value={JSON.stringify(equals)}
          onChange={text => onChange(JSON.parse(text))}
          options={answersOf(asked).map(value => ({ value: JSON.stringify(value), label: sayAnswer(value, t) }))}
        />
      )}
    </>
  )
}
