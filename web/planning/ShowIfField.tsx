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
      {showIf && asked && (
        <>
          <span className="muted">{t('planning.show-when')}</span>
          {asked.kind === 'number' ? (
            <InputNumber<number>
              aria-label={t('planning.show-if-value')}
              value={typeof showIf.equals === 'number' ? showIf.equals : null}
              onChange={answer}
            />
          ) : (
            <Select
              aria-label={t('planning.show-if-value')}
              style={{ minWidth: 120 }}
              popupMatchSelectWidth={false}
              value={JSON.stringify(showIf.equals)}
              onChange={text => answer(JSON.parse(text))}
              options={answersOf(asked).map(value => ({ value: JSON.stringify(value), label: sayAnswer(value, t) }))}
            />
          )}
        </>
      )}
    </span>
  )
}
