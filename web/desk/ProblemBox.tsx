import { Input } from 'antd'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { useT } from '../kit/words.ts'
import { SEVERITIES } from './draft.ts'
import { PROBLEM_ID } from './use-desk-keys.ts'
import type { Work } from './use-work.ts'

/** The problem that becomes a case with the outcome; an answer that suggests one opens it by itself. */
export function ProblemBox({ work }: { work: Work }) {
  const t = useT()
  const { problem, setProblem: set } = work
  if (!problem.raise) {
    return (
      <Button className="desk-raise" type="dashed" onClick={() => set({ raise: true })}>
        {t(problem.suggested ? 'desk.raise-after-all' : 'desk.raise-problem')}
        <Key>{'X'}</Key>
      </Button>
    )
  }
  return (
    <section className="desk-problem" aria-label={t('desk.raise-problem')}>
      <header>
        <h2>{t('desk.raise-problem')}</h2>
        <span className="faint">{t(problem.suggested ? 'desk.problem-suggested' : 'desk.problem-hint')}</span>
        <Button size="small" type="text" onClick={() => set({ raise: false })}>
          {t('desk.no-problem')}
        </Button>
      </header>
      <Input.TextArea
        id={PROBLEM_ID}
        aria-label={t('desk.problem-text')}
        placeholder={t('desk.problem-text')}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        value={problem.text}
        onChange={event => set({ text: event.target.value })}
        onKeyDown={event => event.key === 'Escape' && event.currentTarget.blur()}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend of its own. */}
      <div className="desk-options" role="group" aria-label={t('desk.severity')}>
        <span className="muted">{t('desk.severity')}</span>
        {SEVERITIES.map(severity => (
          <button
            key={severity}
            type="button"
            className="desk-option"
            aria-pressed={problem.severity === severity}
            onClick={() => set({ severity })}
          >
            {t(`desk.severity-${severity}`)}
          </button>
        ))}
      </div>
    </section>
  )
}
