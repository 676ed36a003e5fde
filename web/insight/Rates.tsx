import { Tooltip } from 'antd'
import { Panel } from '../kit/Page.tsx'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Report } from './report.ts'

const FAMILIES = ['rr', 'coop', 'ref', 'con'] as const

type Rated = Pick<Report, 'rates' | 'dispositions' | 'e'>

/** All AAPOR rates of what ended, each with its definition one hover, focus or touch away. */
export function Rates({ report, basis }: { report: Rated; basis: string }) {
  const t = useT()
  return (
    <Panel title={t('insight.rates')} extra={<span className="panel-note">{basis}</span>}>
      <div className="rates">
        {FAMILIES.map(family => (
          <section key={family}>
            <h3>{t(`insight.family-${family}`)}</h3>
            <ul>
              {report.rates
                .filter(({ rate }) => rate.startsWith(family))
                .map(({ rate, value, text }) => (
                  <li key={rate}>
                    <Rate name={rate.toUpperCase()} value={value} definition={text} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      <Dispositions report={report} />
    </Panel>
  )
}

function Rate({ name, value, definition }: { name: string; value: number | null; definition: string }) {
  const t = useT()
  const explained = value === null ? `${definition} – ${t('insight.no-rate')}` : definition
  return (
    <Tooltip title={explained} trigger={['hover', 'focus', 'click']}>
      <button type="button" className="rate">
        <span>{name}</span>
        {value === null ? <b className="faint">—</b> : <Num value={value} share />}
      </button>
    </Tooltip>
  )
}

/** What the rates are calculated from. */
function Dispositions({ report: { dispositions, e } }: { report: Rated }) {
  const t = useT()
  const { UH, UO, ...known } = dispositions
  const counts = { ...known, U: UH + UO }
  return (
    <ul className="dispositions">
      {(['I', 'P', 'R', 'NC', 'O', 'U', 'NE'] as const).map(name => (
        <li key={name}>
          {t(`insight.disposition-${name}`)} <Num value={counts[name]} />
        </li>
      ))}
      <li>
        <Tooltip title={t('insight.e-is')} trigger={['hover', 'focus', 'click']}>
          <button type="button" className="rate-e">
            {t('insight.e')}
          </button>
        </Tooltip>{' '}
        {e === null ? '—' : <Num value={e} share />}
      </li>
    </ul>
  )
}
