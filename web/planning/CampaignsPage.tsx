import { useNavigate } from 'react-router'
import { createCampaign, listCampaigns } from '../../server/campaigns/contract.ts'
import { CAMPAIGN_STATES, type CampaignState } from '../../server/campaigns/rules.ts'
import { listCampaignFunnels } from '../../server/reports/funnel-contract.ts'
import { useAsk, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Filters, useFilters } from '../kit/Filters.tsx'
import { useMay } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { Between, CampaignStatus, Purposes } from './pieces.tsx'
import { type Campaign, sayHow, sayMoment } from './say-campaign.ts'

/** All campaigns: what for, when, by whom, and how far they are. */
export function CampaignsPage() {
  const t = useT()
  const navigate = useNavigate()
  const [values, set] = useFilters(['state'])
  const state = CAMPAIGN_STATES.find(known => known === values.state)
  const list = useList(listCampaigns, { query: { state } })
  const columns = useColumns()
  const add = (
    <Button type="primary" needs={createCampaign} onClick={() => navigate('/campaigns/new')}>
      {t('planning.new-campaign')}
    </Button>
  )
  const none = state ? (
    <Empty title={t('planning.no-campaigns-found')} hint={t('planning.no-campaigns-found-hint')} />
  ) : (
    <Empty title={t('planning.no-campaigns')} hint={t('planning.no-campaigns-hint')} action={add} />
  )
  return (
    <Page
      title={t('planning.campaigns')}
      hint={t('planning.campaigns-hint')}
      action={(state || list.rows?.length !== 0) && add}
    >
      {(state || list.rows?.length !== 0) && <StateFilter values={values} set={set} />}
      <Table
        label={t('planning.campaigns')}
        list={list}
        rowKey={row => row.id}
        onOpen={row => navigate(`/campaigns/${row.id}`)}
        dim={row => row.state === 'stopped'}
        empty={none}
        columns={columns}
      />
    </Page>
  )
}

function StateFilter({ values, set }: { values: { state?: string }; set: (name: 'state', value?: string) => void }) {
  const t = useT()
  const options = CAMPAIGN_STATES.map((value: CampaignState) => ({ value, label: t(`planning.state-${value}`) }))
  return <Filters values={values} set={set} filters={[{ name: 'state', label: t('planning.state'), options }]} />
}

function useColumns(): Column<Campaign>[] {
  const t = useT()
  const counts = useCounts()
  return [
    {
      key: 'name',
      title: t('planning.name'),
      phone: 'title',
      value: row => (
        <span className="two-lines">
          <strong>{row.name || t('planning.no-name')}</strong>
          {row.channels.includes('email') && <small>{t(`planning.says-${sayHow(row.channels)}`)}</small>}
        </span>
      ),
    },
    { key: 'purposes', title: t('planning.purposes'), width: 180, value: row => <Purposes of={row.purposes} /> },
    { key: 'when', title: t('planning.when-column'), width: 168, value: row => sayMoment(row.trigger, t) },
    { key: 'team', title: t('planning.team'), width: 100, value: row => row.teamName },
    { key: 'state', title: t('planning.state'), width: 136, value: row => <CampaignStatus campaign={row} /> },
    {
      key: 'validity',
      title: t('planning.validity'),
      width: 196,
      value: row => row.validFrom && row.validUntil && <Between from={row.validFrom} until={row.validUntil} />,
    },
    ...counts,
  ]
}

/** How far each campaign is, for those who may read reports. */
function useCounts(): Column<Campaign>[] {
  const t = useT()
  const mayRead = useMay('reports.read')
  const funnels = useAsk(
    listCampaignFunnels,
    { query: { limit: 200 } },
    { when: mayRead, topics: ['campaigns', 'followups', 'reports'] },
  )
  if (!mayRead || !funnels.data) return []
  const countsOf = new Map(
    funnels.data.items.map(({ campaignId, planned, completed, mailed, fates }) => {
      const open = fates.filter(({ kind }) => kind === 'open').reduce((sum, { followups }) => sum + followups, 0)
      return [campaignId, { planned, open, completed, mailed }]
    }),
  )
  const hasMails = funnels.data.items.some(({ mailed }) => mailed > 0)
  const shown = ['planned', 'open', 'completed', ...(hasMails ? (['mailed'] as const) : [])] as const
  return shown.map(count => ({
    key: count,
    title: t(`planning.count-${count}`),
    width: 74,
    right: true,
    value: row => <Num value={countsOf.get(row.id)?.[count]} />,
  }))
}
