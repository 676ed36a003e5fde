import type { ReactNode } from 'react'
import { listBranches } from '../../server/people/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { useMay } from '../kit/me.ts'
import { Panel } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { sayCondition } from './conditions.ts'
import { Between, Purposes } from './pieces.tsx'
import { type Campaign, sayTrigger } from './say-campaign.ts'
import { WindowPicture } from './WindowPicture.tsx'

/** All a campaign says, as one sentence and then part by part. */
export function CampaignInWords({ campaign }: { campaign: Campaign }) {
  const t = useT()
  const branchName = useBranchName()
  const lead = t('planning.in-words-lead', {
    trigger: sayTrigger(campaign.trigger, t),
    conditions: campaign.conditions.length,
    team: campaign.teamName,
    number: campaign.callerNumber,
    attempts: campaign.maxAttempts,
  })
  const branch = branchName(campaign.branchId)
  return (
    <Panel title={t('planning.in-words')}>
      <p className="lead">{lead}</p>
      <WindowPicture trigger={campaign.trigger} />
      <dl className="says">
        <Said label={t('planning.purposes')}>
          <Purposes of={campaign.purposes} />
        </Said>
        <Said label={t('planning.reason-for-customer')}>{campaign.reasonForCustomer}</Said>
        <Said label={t('planning.who')}>
          {branch ? t('planning.of-branch', { branch }) : t('planning.everyone')}
          <Conditions campaign={campaign} branchName={branchName} />
        </Said>
        <Said label={t('planning.team')}>{campaign.teamName}</Said>
        <Said label={t('planning.caller-number')}>{campaign.callerNumber}</Said>
        <Said label={t('planning.max-attempts')}>{t('planning.at-most-times', { times: campaign.maxAttempts })}</Said>
        <Said label={t('planning.priority')}>{t('planning.priority-of-nine', { priority: campaign.priority })}</Said>
        <Said label={t('planning.validity')}>
          <Between from={campaign.validFrom} until={campaign.validUntil} />
        </Said>
      </dl>
    </Panel>
  )
}

function Said({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

interface ConditionsProps {
  campaign: Campaign
  branchName: (id: string) => string | undefined
}

function Conditions({ campaign, branchName }: ConditionsProps) {
  const t = useT()
  const language = useLanguage()
  if (campaign.conditions.length === 0) return null
  return (
    <>
      <span className="muted">{` · ${t('planning.all-conditions')}`}</span>
      <ul>
        {campaign.conditions.map(condition => {
          const said = sayCondition(condition, {
            t,
            language,
            branchName: id => branchName(id) ?? t('planning.other-branch'),
          })
          return (
            <li key={JSON.stringify(condition)} className="condition-said">
              {said.asks} <span className="condition-value-said">{said.value}</span>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function useBranchName(): (id: string) => string | undefined {
  const branches = useAsk(listBranches, {}, { when: useMay('people.read') }).data?.items
  return id => branches?.find(branch => branch.id === id)?.name
}
