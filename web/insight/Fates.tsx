import { Link } from 'react-router'
import type { readFunnel } from '../../server/reports/funnel-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useMay } from '../kit/me.ts'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { shareOf } from './report.ts'
import { ShareBar } from './ShareBar.tsx'

export type FunnelReport = AnswerOf<typeof readFunnel>
export type FunnelSteps = FunnelReport['total']
type Fate = FunnelSteps['fates'][number]

const KINDS = ['ended', 'fell-out', 'open'] as const
/** Steps that only calls take. */
const CALLED: ReadonlySet<string> = new Set(['handedOut', 'attempted', 'spoken', 'completed'])
const STEPS = ['planned', 'due', 'handedOut', 'attempted', 'spoken', 'completed', 'mailed'] as const

/** From the first step to completed, each as a bar with its count and its share of the first; mails where some went out. */
export function Steps({ funnel, from = 'due' }: { funnel: FunnelSteps; from?: 'planned' | 'due' }) {
  const t = useT()
  const whole = funnel[from]
  const isByMailAlone = funnel.mailed > 0 && funnel.handedOut === 0
  const steps = STEPS.slice(STEPS.indexOf(from)).filter(step =>
    CALLED.has(step) ? !isByMailAlone : step !== 'mailed' || funnel.mailed > 0,
  )
  return (
    <ol className="steps">
      {steps.map(step => (
        <li key={step} className={`steps-${step}`}>
          <span className="muted">{t(`insight.funnel-${step}`)}</span>
          <span className="steps-track">
            {funnel[step] > 0 && <i style={{ width: `${(funnel[step] / whole) * 100}%` }} />}
          </span>
          <span className="steps-count">
            <b>
              <Num value={funnel[step]} />
            </b>
            <span className="faint">
              <Num value={shareOf(funnel[step], whole)} share />
            </span>
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Which part of the work a funnel is about, for the lists its rows lead to. */
export interface Within {
  campaign?: string | undefined
  team?: string | undefined
  branch?: string | undefined
}

/** What became of each follow-up, in three groups that add up to the first step; what is held leads to its list. */
export function Fates({ funnel, within = {} }: { funnel: FunnelSteps; within?: Within }) {
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
                  <span>
                    <FateName row={row} within={within} />
                    <Released row={row} />
                  </span>
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

function FateName({ row, within }: { row: Fate; within: Within }) {
  const may = useMay('followups.read')
  const narrowed = narrowedTo(row)
  if (!may || !narrowed) return row.text
  const given = Object.entries({ ...narrowed, ...within }).filter(([, value]) => value !== undefined)
  return <Link to={`/followups?${new URLSearchParams(given as [string, string][])}`}>{row.text}</Link>
}

/** What is open in a state that the list of follow-ups knows by the same name. */
const IN_STATE: ReadonlySet<string> = new Set(['handed-out', 'to-mail', 'mailing'])

/** The filters of the list of follow-ups that find just these; `null` where no filter does. */
function narrowedTo({ fate, rule }: Fate): Record<string, string> | null {
  if (fate === 'held' && rule !== null) return { due: 'held', rule }
  if (fate === 'with-supervisor') return { due: 'with-supervisor' }
  return IN_STATE.has(fate) ? { state: fate } : null
}

function Released({ row: { releasedFrom, releasedTo } }: { row: Fate }) {
  const t = useT()
  if (!releasedFrom) return null
  return (
    <small className="fate-released">
      {t('insight.fate-released')} <Time at={releasedFrom} />
      {releasedTo !== releasedFrom && (
        <>
          {' – '}
          <Time at={releasedTo} />
        </>
      )}
    </small>
  )
}
