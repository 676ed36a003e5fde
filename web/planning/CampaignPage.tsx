import { Skeleton } from 'antd'
import { Link, useParams } from 'react-router'
import { getCampaign } from '../../server/campaigns/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { CampaignHistory } from './CampaignHistory.tsx'
import { CampaignInWords } from './CampaignInWords.tsx'
import { CampaignSteps } from './CampaignSteps.tsx'
import { Estimate, EstimateDays, useEstimate } from './Estimate.tsx'
import { CampaignStatus } from './pieces.tsx'
import { ScriptHeard } from './ScriptHeard.tsx'
import type { Campaign } from './say-campaign.ts'

/** A campaign in words, with all that an approver needs to see at a glance, and its next steps. */
export function CampaignPage() {
  const t = useT()
  const { id = '' } = useParams()
  const asked = useAsk(getCampaign, { params: { id } })
  if (asked.data?.id === id) return <CampaignSeen campaign={asked.data} />
  return (
    <Page title={t('planning.campaigns')}>
      {asked.error?.status === 404 ? (
        <Empty title={t('planning.no-such-campaign')} to="/campaigns" step={t('planning.back-to-list')} />
      ) : asked.error ? (
        <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </Page>
  )
}

function CampaignSeen({ campaign }: { campaign: Campaign }) {
  const t = useT()
  const estimate = useEstimate(campaign.id, campaign.version)
  return (
    <Page
      title={campaign.name}
      hint={<CampaignStatus campaign={campaign} />}
      action={<CampaignSteps campaign={campaign} dialable={estimate.data?.customers.dialable} />}
    >
      {campaign.state === 'draft' && campaign.returnedNote && (
        <div className="note note-warn">
          <p>
            <strong>{t('planning.returned-with')}</strong>
            <br />
            {campaign.returnedNote}
          </p>
          {campaign.own && <Link to={`/campaigns/${campaign.id}/edit`}>{t('planning.do-edit')}</Link>}
        </div>
      )}
      <div className="editor">
        <div>
          <CampaignInWords campaign={campaign} />
          <Panel
            title={t('planning.customer-hears')}
            extra={<Link to={`/scripts/${campaign.scriptId}`}>{campaign.scriptName}</Link>}
          >
            <ScriptHeard scriptId={campaign.scriptId} reason={campaign.reasonForCustomer} />
          </Panel>
        </div>
        <div className="editor-side">
          <Estimate estimate={estimate} />
          {estimate.data && <EstimateDays estimate={estimate.data} />}
          <Panel title={t('planning.history')}>
            <CampaignHistory campaign={campaign} />
          </Panel>
        </div>
      </div>
    </Page>
  )
}
