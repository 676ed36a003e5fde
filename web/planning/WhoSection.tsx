import { Form, TreeSelect } from 'antd'
import { listBranches } from '../../server/people/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Panel } from '../kit/Page.tsx'
import { useT } from '../kit/words.ts'
import { branchTree } from '../settings/branch-tree.ts'
import { ConditionsBuilder } from './ConditionsBuilder.tsx'
import type { CampaignDraft } from './campaign-draft.ts'
import { type ConditionDraft, problemOfDraft } from './conditions.ts'

interface WhoSectionProps {
  saved: boolean
  /** Whether what is wrong is said: since the planner tried to save. */
  judged: boolean
}

/** Whom the campaign means: the customers of a branch, and what must hold of them. */
export function WhoSection({ saved, judged }: WhoSectionProps) {
  const t = useT()
  const branches = useAsk(listBranches).data?.items ?? []
  const branchId = Form.useWatch('branchId', Form.useFormInstance<CampaignDraft>())
  const chosen = branches.find(branch => branch.id === branchId)?.name
  const complete = {
    validator: (_: unknown, conditions: ConditionDraft[] = []) =>
      conditions.some(problemOfDraft) ? Promise.reject(new Error(t('kit.check-field'))) : Promise.resolve(),
  }
  return (
    <Panel title={t('planning.who')}>
      <Form.Item
        name="branchId"
        label={t('planning.branch')}
        extra={t('planning.branch-hint')}
        hidden={saved || branches.length < 2}
      >
        <TreeSelect treeData={branchTree(branches)} treeDefaultExpandAll showSearch treeNodeFilterProp="title" />
      </Form.Item>
      {(saved || branches.length < 2) && chosen && (
        <p className="who-branch">{t('planning.of-branch', { branch: chosen })}</p>
      )}
      <p className="conditions-label">{t('planning.conditions')}</p>
      <Form.Item name="conditions" hidden validateTrigger={[]} rules={[complete]}>
        <Held />
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldValue, setFieldsValue }) => (
          <ConditionsBuilder
            id="conditions"
            value={getFieldValue('conditions')}
            onChange={conditions => setFieldsValue({ conditions })}
            judged={judged}
          />
        )}
      </Form.Item>
      <p className="field-hint panel-foot">{t('planning.conditions-hint')}</p>
    </Panel>
  )
}

/** Holds the conditions in the form; each row says itself what is wrong with it, not the form about all of them. */
function Held() {
  return null
}
