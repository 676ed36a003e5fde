import { Skeleton } from 'antd'
import type { EChartsCoreOption } from 'echarts/core'
import { estimateCampaign } from '../../server/campaigns/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk } from '../kit/ask.ts'
import { Chart } from '../kit/Chart.tsx'
import { Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { sayNumber } from '../kit/say-time.ts'
import { Day, Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Colour } from '../theme.ts'
import './planning.css'

export type EstimateAnswer = AnswerOf<typeof estimateCampaign>

/** How much a saved campaign would have to do, and why others fall out. */
export function useEstimate(campaignId: string | null, version: number | null) {
  return useAsk(
    estimateCampaign,
    { params: { id: campaignId ?? '' }, query: {} },
    { when: campaignId !== null && version !== null, topics: ['campaigns', 'customers', 'activity'] },
  )
}

interface EstimateProps {
  estimate: ReturnType<typeof useEstimate>
  /** What it says is of content that has since been changed. */
  outdated?: boolean
}

/** The estimate as numbers: at the right moment, satisfying the conditions, dialable; each with what falls out. */
export function Estimate({ estimate, outdated = false }: EstimateProps) {
  const t = useT()
  return (
    <Panel title={t('planning.estimate')} extra={<span className="faint">{t('planning.next-14-days')}</span>}>
      {estimate.error && <ProblemNote error={estimate.error} onRetry={() => void estimate.refetch()} />}
      {!estimate.data && !estimate.error && <Skeleton active paragraph={{ rows: 4 }} />}
      {estimate.data && (
        <div className={outdated ? 'estimate-old' : undefined}>
          <EstimateSteps {...estimate.data} />
        </div>
      )}
    </Panel>
  )
}

function EstimateSteps({ customers }: EstimateAnswer) {
  const t = useT()
  const language = useLanguage()
  const count = (value: number) => sayNumber(value, language)
  const { inWindow, satisfying, dialable, undialable, outsideTeam } = customers
  if (inWindow === 0) return <p className="muted">{t('planning.estimate-nobody')}</p>
  const unfit = inWindow - satisfying
  const noNumber = undialable.filter(({ customers: many }) => many > 0)
  return (
    <>
      <dl className="estimate-steps">
        <Step label={t('planning.in-window')} value={inWindow} of={inWindow} out={[]} />
        <Step
          label={t('planning.satisfying')}
          value={satisfying}
          of={inWindow}
          out={unfit > 0 ? [t('planning.falls-out-conditions', { count: count(unfit) })] : []}
        />
        <Step
          last
          label={t('planning.dialable')}
          value={dialable}
          of={inWindow}
          out={noNumber.map(({ reason, customers: many }) => t(`planning.falls-out-${reason}`, { count: count(many) }))}
        />
      </dl>
      {satisfying === 0 && <p className="note note-warn estimate-note">{t('planning.estimate-nobody-fits')}</p>}
      {outsideTeam > 0 && (
        <p className="note note-warn estimate-note">{t('planning.outside-team', { count: count(outsideTeam) })}</p>
      )}
      <p className="estimate-foot">{t('planning.estimate-as-of')}</p>
    </>
  )
}

interface StepProps {
  label: string
  value: number
  of: number
  /** Who is left out on the way to this step, in words. */
  out: readonly string[]
  last?: boolean
}

function Step({ label, value, of, out, last }: StepProps) {
  return (
    <div className={last ? 'estimate-last' : undefined}>
      <dt>
        {label}
        <b>
          <Num value={value} />
        </b>
      </dt>
      <dd>
        <div className="estimate-bar">
          <i style={{ width: `${(value / of) * 100}%` }} />
        </div>
        {out.length > 0 && (
          <ul className="estimate-out">
            {out.map(text => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
      </dd>
    </div>
  )
}

/** The same by day: activity that reaches the right moment (bars), and that is at it (line). */
export function EstimateDays({ estimate }: { estimate: EstimateAnswer }) {
  const t = useT()
  if (estimate.days.every(({ open }) => open === 0)) return null
  return (
    <div className="estimate-days">
      <Chart
        title={t('planning.days-chart')}
        height={160}
        rows={estimate.days}
        empty={null}
        picture={paint => picture(estimate.days, paint)}
        columns={[
          { key: 'day', title: t('planning.day'), phone: 'title', value: row => <Day on={row.day} /> },
          {
            key: 'beginning',
            title: t('planning.beginning'),
            right: true,
            value: row => <Num value={row.beginning} />,
          },
          { key: 'open', title: t('planning.open'), right: true, value: row => <Num value={row.open} /> },
        ]}
      />
      <p className="chart-hint">{t('planning.days-chart-hint')}</p>
    </div>
  )
}

function picture(days: EstimateAnswer['days'], paint: (name: Colour) => string): EChartsCoreOption {
  return {
    grid: { left: 0, right: 8, top: 12, bottom: 0, containLabel: true },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: days.map(({ day }) => dayLabel(day)), axisLabel: { hideOverlap: true } },
    yAxis: { type: 'value', minInterval: 1, splitNumber: 3 },
    series: [
      {
        type: 'bar',
        data: days.map(({ beginning }) => beginning),
        itemStyle: { color: paint('accent') },
        barMaxWidth: 14,
      },
      {
        type: 'line',
        data: days.map(({ open }) => open),
        lineStyle: { color: paint('info') },
        itemStyle: { color: paint('info') },
      },
    ],
  }
}

function dayLabel(day: string): string {
  const { month, day: number } = Temporal.PlainDate.from(day)
  return `${month}/${number}`
}
