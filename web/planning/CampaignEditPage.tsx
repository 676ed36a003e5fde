import { Skeleton } from 'antd'
import { useParams } from 'react-router'
import { getCampaign } from '../../server/campaigns/contract.ts'
import { mayEdit } from '../../server/campaigns/rules.ts'
import { useAsk } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { CampaignEditor } from './CampaignEditor.tsx'

/** Changes a draft, or writes the next version of a campaign that runs. */
export function CampaignEditPage() {
  const t = useT()
  const { id = '' } = useParams()
  const asked = useAsk(getCampaign, { params: { id } })
  const campaign = asked.data?.id === id ? asked.data : undefined
  if (!campaign) {
    return (
      <Page title={t('planning.edit-campaign')}>
        {asked.error ? (
          <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 10 }} />
        )}
      </Page>
    )
  }
  const judged = { state: campaign.state, revision: campaign.revision?.state ?? null }
  if (!(mayEdit(judged) && campaign.own)) {
    return (
      <Page title={campaign.name || t('planning.no-name')}>
        <Empty
          title={t(campaign.own ? 'planning.not-a-draft' : 'planning.not-own')}
          hint={campaign.own ? t('planning.not-a-draft-hint') : undefined}
          to={`/campaigns/${id}`}
          step={t('planning.back-to-campaign')}
        />
      </Page>
    )
  }
  return <CampaignEditor key={id} campaign={campaign} />
}
