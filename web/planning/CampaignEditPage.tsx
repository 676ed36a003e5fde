import { Skeleton } from 'antd'
import { useMemo } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { getCampaign } from '../../server/campaigns/contract.ts'
import { mayEdit } from '../../server/campaigns/rules.ts'
import { useAsk } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { useMe } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { CampaignEditor } from './CampaignEditor.tsx'
import { copyOf, newDraft } from './campaign-draft.ts'
import { todayIn } from './say-campaign.ts'

/** Writes a new campaign, one after another (`?from=`), or changes a draft. */
export function CampaignEditPage() {
  const t = useT()
  const { id } = useParams()
  const [search] = useSearchParams()
  const sourceId = id ?? search.get('from')
  const asked = useAsk(getCampaign, { params: { id: sourceId ?? '' } }, { when: sourceId !== null })
  const source = asked.data?.id === sourceId ? asked.data : undefined
  const fresh = useFreshDraft()
  const title = t(id ? 'planning.edit-campaign' : 'planning.new-campaign')
  const content = useMemo(
    () => (source && !id ? copyOf(source, t('planning.copy-of', { name: source.name }), fresh) : fresh),
    [source, id, fresh, t],
  )
  if (sourceId && !source) {
    return (
      <Page title={title}>
        {asked.error ? (
          <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 10 }} />
        )}
      </Page>
    )
  }
  if (id && source && !(mayEdit(source) && source.own)) {
    return (
      <Page title={source.name}>
        <Empty
          title={t(source.own ? 'planning.not-a-draft' : 'planning.not-own')}
          hint={source.own ? t('planning.not-a-draft-hint') : undefined}
          to={`/campaigns/${id}`}
          step={t('planning.back-to-campaign')}
        />
      </Page>
    )
  }
  return (
    <CampaignEditor
      key={sourceId}
      campaign={(id && source) || null}
      fresh={content}
      copyOf={id ? null : sourceId}
      title={title}
    />
  )
}

function useFreshDraft() {
  const { branchId, organisation } = useMe()
  const { serviceNumber, timeZone } = organisation
  return useMemo(
    () => newDraft({ branchId, serviceNumber, today: todayIn(timeZone) }),
    [branchId, serviceNumber, timeZone],
  )
}
