import './insight.css'
import './reports.css'
import { Link } from 'react-router'
import type { CampaignState } from '../../server/campaigns/rules.ts'
import { downloadCampaignFunnels, listCampaignFunnels } from '../../server/reports/funnel-contract.ts'
import { useList } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { Page } from '../kit/Page.tsx'
import { Table } from '../kit/Table.tsx'
import { useT } from '../kit/words.ts'
import { FellOut, Funnel, type FunnelRow } from './Funnel.tsx'
import { SaveBook } from './SaveBook.tsx'

/** How far each campaign has come, and where its follow-ups fell out. */
export function CampaignFunnelsPage() {
  const t = useT()
  const list = useList(listCampaignFunnels, {}, { topics: ['followups', 'campaigns', 'reports'] })
  return (
    <Page
      title={t('insight.campaigns')}
      hint={t('insight.campaigns-hint')}
      action={<SaveBook endpoint={downloadCampaignFunnels} given={{}} fileName="campaigns.xlsx" />}
    >
      <Table<FunnelRow>
        label={t('insight.campaigns')}
        list={list}
        rowKey={row => row.campaignId}
        empty={
          <Empty
            title={t('insight.no-campaigns')}
            hint={t('insight.no-campaigns-hint')}
            to="/campaigns"
            step={t('insight.to-campaigns')}
          />
        }
        columns={[
          {
            key: 'name',
            title: t('insight.campaign'),
            width: '22%',
            phone: 'title',
            value: row => (
              <span className="funnel-campaign">
                <Link to={`/campaigns/${row.campaignId}`}>{row.name}</Link>
                <small>{t(`planning.state-${row.state as CampaignState}`)}</small>
              </span>
            ),
          },
          { key: 'funnel', title: t('insight.funnel'), value: row => <Funnel row={row} /> },
          { key: 'fates', title: t('insight.funnel-fates'), width: '30%', value: row => <FellOut row={row} /> },
        ]}
      />
    </Page>
  )
}
