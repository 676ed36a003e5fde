import '../insight/insight.css'
import { Segmented, Skeleton } from 'antd'
import { useState } from 'react'
import { readCampaignCalendar } from '../../server/followups/plan-calendar-contract.ts'
import { GRAINS } from '../../server/reports/period-rules.ts'
import { readPlanReport } from '../../server/reports/plan-contract.ts'
import { PlanChart } from '../insight/PlanChart.tsx'
import { useAsk } from '../kit/ask.ts'
import { Chart } from '../kit/Chart.tsx'
import { useMay, useMe } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Day, Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { lineBehindBars } from './line-behind-bars.ts'
import { type Campaign, todayIn } from './say-campaign.ts'

const PAST_DAYS = 13
const COMING_DAYS = 7
const MOST_MONTHS = 24
const EVERY_MS = 60_000

type Grain = (typeof GRAINS)[number]

/** Plan against actual of a campaign while it runs: today by hour, two weeks back and one ahead by day, or by month. */
export function CampaignWork({ campaign }: { campaign: Campaign }) {
  const t = useT()
  const mayRead = useMay('reports.read')
  const [by, setBy] = useState<Grain>('day')
  return (
    <div className="campaign-work">
      {mayRead && (
        <Segmented<Grain>
          size="small"
          aria-label={t('planning.plan-and-actual')}
          value={by}
          onChange={setBy}
          options={GRAINS.map(value => ({ value, label: t(`planning.work-by-${value}`) }))}
        />
      )}
      {by === 'day' ? <DayByDay campaign={campaign} /> : <AsReported campaign={campaign} by={by} />}
    </div>
  )
}

/** As the reports tell it: the plan is what was frozen each morning. */
function AsReported({ campaign, by }: { campaign: Campaign; by: 'hour' | 'month' }) {
  const today = todayIn(useMe().organisation.timeZone)
  const since = campaign.validFrom ? Temporal.PlainDate.from(campaign.validFrom) : today
  const earliest = today.subtract({ months: MOST_MONTHS })
  const first = Temporal.PlainDate.compare(since, earliest) < 0 ? earliest : since
  const from = by === 'hour' || Temporal.PlainDate.compare(first, today) > 0 ? today : first
  const report = useAsk(
    readPlanReport,
    { query: { by, from: from.toString(), to: today.toString(), campaignId: campaign.id } },
    { topics: ['followups', 'reports'], everyMs: EVERY_MS },
  )
  if (report.error) return <ProblemNote error={report.error} onRetry={() => void report.refetch()} />
  return report.data ? <PlanChart report={report.data} /> : <Skeleton active paragraph={{ rows: 6 }} />
}

function DayByDay({ campaign }: { campaign: Campaign }) {
  const t = useT()
  const language = useLanguage()
  const today = todayIn(useMe().organisation.timeZone)
  const span = { from: today.subtract({ days: PAST_DAYS }), to: today.add({ days: COMING_DAYS }) }
  const asked = useAsk(
    readCampaignCalendar,
    { query: { from: span.from.toString(), to: span.to.toString(), campaignId: campaign.id } },
    { topics: ['campaigns', 'followups'] },
  )
  const known = new Map(asked.data?.campaigns[0]?.days.map(work => [work.day, work]))
  const days = Array.from({ length: PAST_DAYS + COMING_DAYS + 1 }, (_, ahead) => {
    const day = span.from.add({ days: ahead }).toString()
    return known.get(day) ?? { day, due: 0, done: 0 }
  })
  return (
    <Chart
      title={t('planning.plan-and-actual')}
      height={180}
      rows={known.size === 0 ? [] : days}
      empty={<p className="muted">{t('planning.no-work-these-days')}</p>}
      picture={paint =>
        lineBehindBars(
          days.map(({ day, due, done }) => ({ day, line: due, bar: done })),
          { line: t('planning.due'), bar: t('planning.done') },
          language,
          paint,
        )
      }
      columns={[
        { key: 'day', title: t('planning.day'), phone: 'title', value: row => <Day on={row.day} /> },
        { key: 'due', title: t('planning.due'), right: true, value: row => <Num value={row.due} /> },
        { key: 'done', title: t('planning.done'), right: true, value: row => <Num value={row.done} /> },
      ]}
    />
  )
}
