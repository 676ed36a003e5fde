import { TreeSelect } from 'antd'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { createCampaign } from '../../server/campaigns/contract.ts'
import { TRIGGER_KINDS, TRIGGERS, type TriggerKind } from '../../server/campaigns/trigger-rules.ts'
import { listBranches } from '../../server/people/contract.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { useMay, useMe } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { branchTree } from '../settings/branch-tree.ts'
import { newBody } from './campaign-draft.ts'
import { sayMoment, todayIn } from './say-campaign.ts'
import './wizard.css'

/** Where a campaign begins: what deserves a follow-up. Days from the calendar come along (`?from=&until=`). */
export function NewCampaignPage() {
  const t = useT()
  const say = useSay()
  const language = useLanguage()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const me = useMe()
  const mayPlan = useMay('campaigns.plan')
  const { serviceNumber, timeZone } = me.organisation
  const [branchId, setBranchId] = useState(me.branchId)
  const branches = useAsk(listBranches, {}, { when: useMay('people.read') }).data?.items ?? []
  const create = useDo(createCampaign, {
    onDone: ({ id }) => navigate(`/campaigns/${id}/edit?step=why`, { replace: true }),
  })
  const begin = (kind: TriggerKind) => {
    const from = dayIn(search.get('from')) ?? todayIn(timeZone)
    const body = newBody({ kind, serviceNumber, from, until: dayIn(search.get('until')) })
    create.mutate({ body: { ...body, branchId } }, { onError: say.problem })
  }
  return (
    <Page title={t('planning.new-campaign')} hint={t('planning.new-campaign-hint')}>
      {branches.length > 1 && (
        <div className="new-branch">
          <label htmlFor="branch">{t('planning.whose-customers')}</label>
          <TreeSelect
            id="branch"
            value={branchId}
            onChange={setBranchId}
            treeData={branchTree(branches)}
            treeDefaultExpandAll
            showSearch={{ treeNodeFilterProp: 'title' }}
            style={{ width: 320 }}
          />
          <span className="faint">{t('planning.branch-hint')}</span>
        </div>
      )}
      <ul className="trigger-gallery">
        {TRIGGER_KINDS.map(kind => {
          const { fromDay, toDay, because } = TRIGGERS[kind].suggested
          return (
            <li key={kind}>
              <button type="button" disabled={create.isPending || !mayPlan} onClick={() => begin(kind)}>
                <strong>{t(`planning.kind-${kind}`)}</strong>
                <span className="trigger-moment">{sayMoment({ kind, fromDay, toDay, festivals: [] }, t)}</span>
                <span className="muted">{because[language]}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </Page>
  )
}

function dayIn(text: string | null): Temporal.PlainDate | undefined {
  return text && /^\d{4}-\d\d-\d\d$/.test(text) ? Temporal.PlainDate.from(text) : undefined
}
