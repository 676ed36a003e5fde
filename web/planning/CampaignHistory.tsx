import type { ReactNode } from 'react'
import { useLanguage } from '../kit/preferences.ts'
import { sayList } from '../kit/say-time.ts'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Campaign } from './say-campaign.ts'

/** What has happened to a campaign so far, oldest first, ending with where it stands. */
export function CampaignHistory({ campaign }: { campaign: Campaign }) {
  const t = useT()
  const language = useLanguage()
  const others = campaign.plannedBy.filter(({ id }) => id !== campaign.createdBy.id).map(({ name }) => name)
  return (
    <ol className="history">
      <Entry at={campaign.createdAt}>{t('planning.did-create', { name: campaign.createdBy.name })}</Entry>
      {others.length > 0 && <Entry>{t('planning.did-plan', { names: sayList(others, language) })}</Entry>}
      {campaign.submittedAt && <Entry at={campaign.submittedAt}>{t('planning.did-submit')}</Entry>}
      {campaign.state === 'draft' && campaign.returnedNote && <Entry>{t('planning.did-return')}</Entry>}
      {campaign.approvedBy && (
        <Entry at={campaign.approvedAt}>{t('planning.did-approve', { name: campaign.approvedBy.name })}</Entry>
      )}
      <Entry now>
        {campaign.state === 'submitted' ? t('planning.waits-for-approval') : t(`planning.state-${campaign.state}`)}
      </Entry>
    </ol>
  )
}

function Entry({ at, now, children }: { at?: string | null; now?: boolean; children: ReactNode }) {
  return (
    <li className={now ? 'history-now' : undefined}>
      <span>{children}</span>
      {at && (
        <span>
          <Time at={at} />
        </span>
      )}
    </li>
  )
}
