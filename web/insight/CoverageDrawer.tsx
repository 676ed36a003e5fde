import { Form, type FormInstance, Input, InputNumber, Select, TreeSelect } from 'antd'
import { listTags } from '../../server/customers/list-contract.ts'
import { STAGE_WORDS, STAGES } from '../../server/customers/stage-rules.ts'
import { listBranches, listStaff } from '../../server/people/contract.ts'
import {
  addCoverageRule,
  COVERAGE_DEFAULTS,
  changeCoverageRule,
  type listCoverageRules,
  TOLD_AT_MOST,
  TOLD_ROLES,
} from '../../server/reports/coverage-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { branchTree } from '../settings/branch-tree.ts'

export type CoverageRule = AnswerOf<typeof listCoverageRules>['items'][number]
type Fields = GivenTo<typeof addCoverageRule>['body']

interface CoverageDrawerProps {
  /** The one to change; `null` for a new one. */
  rule: CoverageRule | null
  open: boolean
  onClose: () => void
  onDone: (name: string) => void
}

const bodyOf = ({ stage, tag, ...rest }: Fields): Fields => ({ ...rest, stage: stage ?? null, tag: tag || null })

/** Says who must not be left alone for how long, and whom to tell. */
export function CoverageDrawer({ rule, open, onClose, onDone }: CoverageDrawerProps) {
  const t = useT()
  const me = useMe()
  const topics = ['reports']
  const add = useDo(addCoverageRule, { topics, onDone: (_, { body }) => onDone(body.name) })
  const change = useDo(changeCoverageRule, { topics, onDone: (_, { body }) => onDone(body.name) })
  const shared = {
    ...{ open, onClose },
    children: (form: FormInstance<Fields>) => <FieldsOf form={form} rule={rule} when={open} />,
  }
  if (!rule) {
    return (
      <FormDrawer<Fields, GivenTo<typeof addCoverageRule>, { id: string }>
        {...shared}
        title={t('insight.coverage-add')}
        submit={t('insight.coverage-add')}
        action={add}
        initial={{ branchId: me.branchId, stage: null, tag: null, days: 30, toldIds: [] }}
        given={fields => ({ body: bodyOf(fields) })}
      />
    )
  }
  const { name, branchId, stage, tag, days, told } = rule
  return (
    <FormDrawer<Fields, GivenTo<typeof changeCoverageRule>, { id: string }>
      {...shared}
      title={t('insight.coverage-change')}
      submit={t('insight.coverage-save')}
      action={change}
      initial={{ ...{ name, branchId, stage, tag, days }, toldIds: told.map(one => one.id) }}
      given={fields => ({ params: { id: rule.id }, body: { ...bodyOf(fields), version: rule.version } })}
    />
  )
}

function FieldsOf({ form, rule, when }: { form: FormInstance<Fields>; rule: CoverageRule | null; when: boolean }) {
  const t = useT()
  const language = useLanguage()
  const branches = useAsk(listBranches, {}, { when }).data?.items ?? []
  const tags = useAsk(listTags, {}, { when }).data?.items ?? []
  const told = useToldOptions(rule, when)
  const required = [{ required: true }]
  return (
    <>
      {!rule && <Defaults form={form} />}
      <Form.Item name="name" label={t('insight.coverage-name')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="branchId" label={t('insight.branch')} rules={required}>
        <TreeSelect treeData={branchTree(branches)} treeDefaultExpandAll />
      </Form.Item>
      <Form.Item name="stage" label={t('insight.coverage-stage')}>
        <Select
          allowClear
          placeholder={t('insight.coverage-any')}
          options={STAGES.map(value => ({ value, label: STAGE_WORDS[value][language] }))}
        />
      </Form.Item>
      <Form.Item
        name="tag"
        label={t('insight.coverage-tag')}
        extra={t('insight.coverage-tag-hint')}
        dependencies={['stage']}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_, tag) => {
              if (!tag && !getFieldValue('stage')) throw new Error(t('insight.coverage-whom-missing'))
            },
          }),
        ]}
      >
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('insight.coverage-any')}
          options={withChosen(
            tags.map(({ name }) => ({ value: name, label: name })),
            rule?.tag ? [{ value: rule.tag, label: rule.tag }] : [],
          )}
        />
      </Form.Item>
      <Form.Item
        name="days"
        label={t('insight.coverage-days')}
        extra={t('insight.coverage-days-hint')}
        rules={required}
      >
        <InputNumber min={1} max={3650} precision={0} suffix={t('insight.coverage-days-unit')} style={{ width: 160 }} />
      </Form.Item>
      <Form.Item name="toldIds" label={t('insight.coverage-told')} extra={t('insight.coverage-told-hint')}>
        <Select
          mode="multiple"
          maxCount={TOLD_AT_MOST}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('insight.coverage-told-all')}
          options={told}
        />
      </Form.Item>
    </>
  )
}

/** What many houses begin with, put into the form by a press. */
function Defaults({ form }: { form: FormInstance<Fields> }) {
  const t = useT()
  const language = useLanguage()
  return (
    <fieldset className="coverage-defaults">
      <legend>{t('insight.coverage-defaults')}</legend>
      {COVERAGE_DEFAULTS.map(({ stage, days }) => {
        const name = t('insight.coverage-default', { stage: STAGE_WORDS[stage][language], days })
        return (
          <Button key={stage} size="small" onClick={() => form.setFieldsValue({ name, stage, tag: null, days })}>
            {name}
          </Button>
        )
      })}
    </fieldset>
  )
}

interface Option {
  value: string
  label: string
}

/** Staff who plan; whether they see the branch of the rule the server says. */
function useToldOptions(rule: CoverageRule | null, when: boolean): Option[] {
  const staff = useAsk(listStaff, {}, { when }).data?.items ?? []
  const plan = staff.filter(
    one => !one.deactivatedAt && (one.customRoleIds.length > 0 || one.roles.some(role => TOLD_ROLES.includes(role))),
  )
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
  return withChosen(plan.map(named), (rule?.told ?? []).map(named))
}

// What a rule names and the list does not hold stays readable until somebody takes it out.
const withChosen = (options: readonly Option[], chosen: readonly Option[]): Option[] => [
  ...options,
  ...chosen.filter(one => !options.some(option => option.value === one.value)),
]
