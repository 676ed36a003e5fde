import { PlusOutlined } from '@ant-design/icons'
import { useRef } from 'react'
import { Button } from '../kit/Button.tsx'
import { Panel } from '../kit/Page.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { QuestionEditor } from './QuestionEditor.tsx'
import {
  copyOfQuestion,
  earlierOf,
  MOST_QUESTIONS,
  moveQuestion,
  newQuestion,
  type QuestionDraft,
  type QuestionFault,
  withOption,
} from './script-draft.ts'

/** Wrong as soon as they are there, because something else caused them; the rest is only said when it is saved. */
const SAID_AT_ONCE: readonly QuestionFault[] = ['show-if-late', 'show-if-impossible']

interface QuestionsEditorProps {
  questions: QuestionDraft[]
  faults: ReadonlyMap<string, QuestionFault>
  judged: boolean
  onChange: (questions: QuestionDraft[]) => void
  onPutBack: (question: QuestionDraft, at: number) => void
}

/** The questions in their order: added, written, moved, copied and removed, all by keyboard. */
export function QuestionsEditor({ questions, faults, judged, onChange, onPutBack }: QuestionsEditorProps) {
  const t = useT()
  const say = useSay()
  const added = useRef<string | null>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  const full = questions.length >= MOST_QUESTIONS && t('planning.questions-full')
  const insert = (question: QuestionDraft, at: number) => {
    added.current = question.id
    onChange([...questions.slice(0, at), question, ...questions.slice(at)])
  }
  const remove = (at: number) => {
    onChange(questions.filter((_, other) => other !== at))
    say.done(t('planning.question-removed', { number: at + 1 }), () => onPutBack(questions[at]!, at))
    addButton.current?.focus()
  }
  const faultOf = (id: string) => {
    const fault = faults.get(id)
    return fault && (judged || SAID_AT_ONCE.includes(fault)) ? fault : null
  }
  return (
    <Panel title={t('planning.questions')} extra={<span className="faint">{t('planning.questions-hint')}</span>}>
      {questions.length === 0 && <p className="field-hint conditions-none">{t('planning.no-questions')}</p>}
      {questions.map((question, at) => (
        <QuestionEditor
          key={question.id}
          number={at + 1}
          question={question}
          earlier={earlierOf(questions, question.id)}
          all={questions}
          fault={faultOf(question.id)}
          autoFocus={question.id === added.current}
          onChange={next => onChange(questions.map(other => (other.id === next.id ? next : other)))}
          onOption={(option, text) => onChange(withOption(questions, question.id, option, text))}
          onMove={step => onChange(moveQuestion(questions, at, at + step))}
          onCopy={full ? undefined : () => insert(copyOfQuestion(question, questions), at + 1)}
          onRemove={() => remove(at)}
        />
      ))}
      <Button
        ref={addButton}
        icon={<PlusOutlined />}
        whyNot={full}
        onClick={() => insert(newQuestion(questions), questions.length)}
      >
        {t('planning.add-question')}
      </Button>
    </Panel>
  )
}
