import type { readFunnel } from '../../server/reports/funnel-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { shareOf } from './report.ts'
import { ShareBar } from './ShareBar.tsx'

export type FunnelReport = AnswerOf<typeof readFunnel>
export type FunnelSteps = FunnelReport['total']

const KINDS = ['ended', 'fell-out', 'open'] as const

/** From due to completed in four steps, each as a bar with its count and its share of what was due. */
export function Steps({ funnel }: { funnel: FunnelSteps }) {
  const t = useT()
  return (
    <ol className="steps">
      {(['due', 'attempted', 'spoken', 'completed'] as const).map(step => (
        <li key={step} className={`steps-${step}`}>
          <span className="muted">{t(`insight.funnel-${step}`)}</span>
          <span className="steps-track">
            {funnel[step] > 0 && <i style={{ width: `${(funnel[step] / funnel.due) * 100}%` }} />}
          </span>
          <span className="steps-count">
            <b>
              <Num value={funnel[step]} />
            </b>
            <span className="faint">
              <Num value={shareOf(funnel[step], funnel.due)} share />
            </span>
          </span>
        </li>
      ))}
    </ol>
  )
}

/** What became of each follow-up, in three groups that add up to what was due. */
export function Fates({ funnel }: { funnel: FunnelSteps }) {
  const t = useT()
  const most = Math.max(...funnel.fates.map(row => row.followups))
  return (
    <div className="fates">
      {KINDS.map(kind => {
        const rows = funnel.fates.filter(row => row.kind === kind)
        const sum = rows.reduce((total, row) => total + row.followups, 0)
        return (
          <section key={kind} className={`fates-${kind}`}>
            <h3>
              {t(`insight.fate-${kind}`)}
              <Num value={sum} />
            </h3>
            {rows.length === 0 && <p className="faint">{t('insight.fate-none')}</p>}
            <ul>
              {rows.map(row => (
                <li key={`${row.fate} ${row.rule}`}>
                  <span>{row.text}</span>
                  <ShareBar share={shareOf(row.followups, most)} />
                  <Num value={row.followups} />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
