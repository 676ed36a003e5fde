import { Form, Skeleton } from 'antd'
import { listBranches } from '../../server/people/contract.ts'
import { conditionsIn, MAX_CONDITIONS } from '../../server/segments/rules.ts'
import { useAsk } from '../kit/ask.ts'
import { Panel } from '../kit/Page.tsx'
import { whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import type { CampaignDraft } from './campaign-draft.ts'
import { type GroupDraft, groupOf } from './conditions.ts'
import type { Campaign } from './say-campaign.ts'

const ConditionsBuilder = whenOpened(
  () => import('./ConditionsBuilder.tsx').then(file => file.ConditionsBuilder),
  <Skeleton active />,
)

/** Whom the campaign means: the customers of a branch, and what must hold of them. */
export function WhoSection({ campaign, shown }: { campaign: Campaign; shown: boolean }) {
  const t = useT()
  const form = Form.useFormInstance<CampaignDraft>()
  const branches = useAsk(listBranches).data?.items ?? []
  const chosen = branches.find(branch => branch.id === campaign.branchId)?.name
  const conditions = Form.useWatch('conditions', { form, preserve: true })
  const none = conditions && conditionsIn(groupOf(conditions)).length === 0
  return (
    <Panel
      title={t('planning.who')}
      extra={<span className="faint">{t('planning.at-most', { count: MAX_CONDITIONS })}</span>}
    >
      {chosen && <p className="who-branch">{t('planning.of-branch', { branch: chosen })}</p>}
      <p className="conditions-label">{t('planning.conditions')}</p>
      <Form.Item name="conditions" hidden>
        <Held />
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldValue, setFieldsValue }) => (
          <ConditionsBuilder
            open={shown}
            value={getFieldValue('conditions') as GroupDraft}
            onChange={next => setFieldsValue({ conditions: next })}
          />
        )}
      </Form.Item>
      {none && <p className="field-hint conditions-none">{t('planning.no-conditions')}</p>}
      <p className="field-hint panel-foot">{t('planning.conditions-hint')}</p>
    </Panel>
  )
}

/** Holds the conditions in the form; each row says itself what is wrong with it, not the form about all of them. */
function Held() {
  return null
}
