import { Form, Input, InputNumber, Select, TreeSelect } from 'antd'
import { STAGE_WORDS, STAGES } from '../../server/customers/stage-rules.ts'
import { listBranches } from '../../server/people/contract.ts'
import { addCoverageRule } from '../../server/reports/coverage-contract.ts'
import type { GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { branchTree } from '../settings/branch-tree.ts'

type Given = GivenTo<typeof addCoverageRule>['body']

/** Says who must not be left alone for how long. */
export function CoverageDrawer({
  open,
  onClose,
  onDone,
}: {
  open: boolean
  onClose: () => void
  onDone: (name: string) => void
}) {
  const t = useT()
  const language = useLanguage()
  const me = useMe()
  const branches = useAsk(listBranches, {}, { when: open }).data?.items ?? []
  const add = useDo(addCoverageRule, { topics: ['reports'], onDone: (_, { body }) => onDone(body.name) })
  return (
    <FormDrawer<Given, GivenTo<typeof addCoverageRule>, { id: string }>
      title={t('insight.coverage-add')}
      submit={t('insight.coverage-add')}
      open={open}
      onClose={onClose}
      action={add}
      initial={{ branchId: me.branchId, stage: null, tag: '', days: 30 }}
      given={body => ({ body: { ...body, stage: body.stage ?? null, tag: body.tag?.trim() || null } })}
    >
      <Form.Item name="name" label={t('insight.coverage-name')} rules={[{ required: true }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="branchId" label={t('insight.branch')} rules={[{ required: true }]}>
        <TreeSelect treeData={branchTree(branches)} treeDefaultExpandAll />
      </Form.Item>
      <Form.Item name="stage" label={t('insight.coverage-stage')}>
        <Select
          allowClear
          placeholder={t('insight.coverage-any')}
          options={STAGES.map(value => ({ value, label: STAGE_WORDS[value][language] }))}
        />
      </Form.Item>
      <Form.Item name="tag" label={t('insight.coverage-tag')}>
        <Input maxLength={50} placeholder={t('insight.coverage-any')} />
      </Form.Item>
      <Form.Item name="days" label={t('insight.coverage-days')} rules={[{ required: true }]}>
        <InputNumber min={1} max={3650} precision={0} />
      </Form.Item>
    </FormDrawer>
  )
}
