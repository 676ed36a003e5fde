import { Input, Segmented } from 'antd'
import { listCampaigns } from '../../server/campaigns/contract.ts'
import { listBranches } from '../../server/people/contract.ts'
import { listTeams } from '../../server/people/team-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { type Filter, Filters } from '../kit/Filters.tsx'
import { useMay } from '../kit/me.ts'
import { useT } from '../kit/words.ts'
import { PERIODS, type Period } from './period.ts'
import type { PeriodState } from './use-period.ts'

type AreaName = 'branch' | 'team' | 'campaign'

/** The filters every report has in the same place: the period, then which part of the work. */
export function PeriodBar({ state }: { state: PeriodState }) {
  const t = useT()
  const { period, days, choose, today } = state
  const day = (name: 'from' | 'to') => (
    <Input
      type="date"
      aria-label={t(`insight.period-${name}`)}
      value={String(days[name])}
      max={String(today)}
      onChange={({ target }) =>
        target.value && choose('custom', { ...days, [name]: Temporal.PlainDate.from(target.value) })
      }
    />
  )
  return (
    <div className="report-filters">
      <Segmented<Period>
        aria-label={t('insight.period')}
        value={period}
        onChange={next => choose(next)}
        options={PERIODS.map(value => ({ value, label: t(`insight.period-${value}`) }))}
      />
      {period === 'custom' && (
        <span className="report-days">
          {day('from')}
          <span aria-hidden>–</span>
          {day('to')}
        </span>
      )}
      <AreaFilters values={state.values} set={state.set} />
    </div>
  )
}

/** Branch, team and campaign as chips; what the person may not list is not offered. */
export function AreaFilters({
  values,
  set,
  names = ['branch', 'team', 'campaign'],
}: {
  values: { [N in AreaName]?: string }
  set: (name: AreaName, value: string | undefined) => void
  names?: readonly AreaName[]
}) {
  const t = useT()
  const mayPeople = useMay('people.read')
  const mayCampaigns = useMay('campaigns.read') && names.includes('campaign')
  const rows = {
    branch: useAsk(listBranches, {}, { when: mayPeople }).data?.items ?? [],
    team: useAsk(listTeams, {}, { when: mayPeople }).data?.items ?? [],
    campaign: useAsk(listCampaigns, { query: { limit: 200 } }, { when: mayCampaigns }).data?.items ?? [],
  }
  const labels = { branch: t('insight.branch'), team: t('insight.team'), campaign: t('insight.campaign') }
  const filters: Filter<AreaName>[] = names.map(name => ({
    name,
    label: labels[name],
    options: rows[name].map(({ id, name: label }) => ({ value: id, label })),
  }))
  return <Filters values={values} set={set} filters={filters} />
}
