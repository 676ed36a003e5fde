import { readCampaignCalendar } from '../../server/followups/plan-calendar-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Chart } from '../kit/Chart.tsx'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { Day, Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { CampaignFunnel } from './CampaignFunnel.tsx'
import { lineBehindBars } from './line-behind-bars.ts'
import { type Campaign, todayIn } from './say-campaign.ts'

const PAST_DAYS = 13
const COMING_DAYS = 7

/** How far a campaign has come: its funnel with reasons, and what was due and done day by day. */
export function Progress({ campaign }: { campaign: Campaign }) {
  return (
    <>
      <CampaignFunnel campaign={campaign} />
      <DayByDay campaign={campaign} />
    </>
  )
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
  if (known.size === 0) return null
  return (
    <Chart
      title={t('planning.plan-and-actual')}
      height={180}
      rows={days}
      empty={null}
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
