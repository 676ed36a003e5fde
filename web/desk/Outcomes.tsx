import { ArrowRightOutlined } from '@ant-design/icons'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { useT } from '../kit/words.ts'
import { keyOfOutcome } from './outcome-keys.ts'
import type { OutcomeChoice } from './sheet.ts'
import type { Work } from './use-work.ts'

const GROUPS = ['conversed', 'not-reached', 'number'] as const

function groupOf(choice: OutcomeChoice): (typeof GROUPS)[number] {
  if (choice.conversed) return 'conversed'
  return choice.marksNumberWrong ? 'number' : 'not-reached'
}

/** The outcome chosen with what it leads to; before that all of them with what each would lead to. */
export function Outcomes({ work }: { work: Work }) {
  const t = useT()
  const { outcome, choose } = work
  if (!outcome) return <AllOutcomes work={work} />
  return (
    <section className="desk-outcome" aria-label={t('desk.outcome')}>
      <p className="desk-cue">{t('desk.outcome')}</p>
      <p>
        <strong className="desk-capital">{outcome.text}</strong>
        <ArrowRightOutlined aria-label={t('desk.leads-to')} />
        <span>{outcome.leadsTo.sentence}</span>
        <Button size="small" type="text" onClick={() => choose(null)}>
          {t('desk.change')}
          <Key>{'0'}</Key>
        </Button>
      </p>
    </section>
  )
}

function AllOutcomes({ work: { sheet, dialled, lost, choose } }: { work: Work }) {
  const t = useT()
  return (
    <section className="desk-all-outcomes" aria-label={t('desk.outcome')}>
      <p className="desk-cue">{t(dialled ? 'desk.how-did-it-end' : 'desk.dial-first')}</p>
      {GROUPS.map(group => (
        <div key={group}>
          <h2>{t(`desk.outcomes-${group}`)}</h2>
          <ul>
            {sheet.outcomes
              .filter(choice => groupOf(choice) === group)
              .map(choice => (
                <li key={choice.code}>
                  <button type="button" disabled={!dialled || lost} onClick={() => choose(choice.code)}>
                    <Key>{(keyOfOutcome(choice.code) ?? '').toUpperCase()}</Key>
                    <span className="desk-capital">{choice.text}</span>
                    <small>{choice.leadsTo.sentence}</small>
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
