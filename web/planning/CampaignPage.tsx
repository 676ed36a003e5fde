import { Skeleton } from 'antd'
import { Link, useParams } from 'react-router'
import { getCampaign } from '../../server/campaigns/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { CampaignHistory } from './CampaignHistory.tsx'
import { ContentInWords } from './CampaignInWords.tsx'
import { CampaignSteps } from './CampaignSteps.tsx'
import { Progress } from './Progress.tsx'
import { CampaignStatus } from './pieces.tsx'
import { ScriptHeard } from './ScriptHeard.tsx'
import type { Campaign } from './say-campaign.ts'
import { Versions } from './Versions.tsx'
import { useYield, Yield } from './Yield.tsx'

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
  const saved = useYield(campaign.id)
  return (
    <Page
      title={campaign.name || t('planning.no-name')}
      hint={<CampaignStatus campaign={campaign} />}
      action={<CampaignSteps campaign={campaign} dialable={saved.data?.customers.called} />}
    >
      <Notes campaign={campaign} />
      <div className="editor">
        <div>
          {campaign.submissions > 0 && campaign.approvedAt && <Progress campaign={campaign} />}
          <ContentInWords content={campaign} branchId={campaign.branchId} />
          {campaign.scriptId && (
            <Panel
              title={t('planning.customer-hears')}
              extra={<Link to={`/scripts/${campaign.scriptId}`}>{campaign.scriptName}</Link>}
            >
              <ScriptHeard scriptId={campaign.scriptId} reason={campaign.reasonForCustomer} />
            </Panel>
          )}
        </div>
        <div className="editor-side editor-free">
          {campaign.state !== 'stopped' && <Yield asked={saved} />}
          <Versions campaign={campaign} />
          <Panel title={t('planning.history')}>
            <CampaignHistory campaignId={campaign.id} />
          </Panel>
        </div>
      </div>
    </Page>
  )
}

/** What the reader must know first: that it came back, or that a next version is being written or waits. */
function Notes({ campaign }: { campaign: Campaign }) {
  const t = useT()
  const { revision, submissions } = campaign
  const note = revision ? revision.returnedNote : campaign.state === 'draft' ? campaign.returnedNote : null
  const waits = campaign.state === 'submitted' || revision?.state === 'submitted'
  return (
    <>
      {note && (
        <div className="note note-warn">
          <p>
            <strong>{t('planning.returned-with')}</strong>
            <br />
            {note}
          </p>
          {campaign.own && <Link to={`/campaigns/${campaign.id}/edit`}>{t('planning.do-edit')}</Link>}
        </div>
      )}
      {waits && (
        <div className="note">
          <p>{t(revision ? 'planning.revision-waits' : 'planning.version-waits')}</p>
          <Link to={`/campaigns/${campaign.id}/versions/${submissions}`}>{t('planning.see-changes')}</Link>
        </div>
      )}
      {revision?.state === 'draft' && !note && (
        <div className="note">
          <p>{t('planning.revision-written', { name: revision.plannedBy.map(({ name }) => name).join('、') })}</p>
          {campaign.own && <Link to={`/campaigns/${campaign.id}/edit`}>{t('planning.go-on-writing')}</Link>}
        </div>
      )}
    </>
  )
}
