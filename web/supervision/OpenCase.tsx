import { Form, Input, Radio, Select } from 'antd'
import { useNavigate } from 'react-router'
import { openCase } from '../../server/cases/contract.ts'
import { SEVERITIES } from '../../server/cases/rules.ts'
import { listBranches, listStaff } from '../../server/people/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { CustomerPick } from './CustomerPick.tsx'
import { ownersFor } from './case-owners.ts'

type Given = GivenTo<typeof openCase>

/** Opens a case by hand: whose problem, in whose words, how severe. Owner and deadline follow from the rules. */
export function OpenCase({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  const navigate = useNavigate()
  return (
    <FormDrawer<Given['body'], Given, AnswerOf<typeof openCase>>
      title={t('supervision.open-case')}
      submit={t('supervision.open-case')}
      open={open}
      onClose={onClose}
      action={useDo(openCase, { topics: ['cases', 'reports'] })}
      given={body => ({ body })}
      initial={{ severity: 'normal' }}
      onDone={({ id }) => {
        say.done(t('supervision.case-opened'))
        navigate(`/cases/${id}`)
      }}
    >
      {open && <Fields />}
    </FormDrawer>
  )
}

function Fields() {
  const t = useT()
  const { branchId } = useMe()
  const branches = useAsk(listBranches).data?.items ?? []
  const staff = useAsk(listStaff).data?.items ?? []
  return (
    <>
      <Form.Item name="customerId" label={t('supervision.customer')} rules={[{ required: true }]}>
        <CustomerPick />
      </Form.Item>
      <Form.Item
        name="problem"
        label={t('supervision.problem-words')}
        extra={t('supervision.problem-hint')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={2000} showCount />
      </Form.Item>
      <Form.Item name="severity" label={t('supervision.severity')} extra={t('supervision.severity-deadlines')}>
        <Radio.Group
          optionType="button"
          options={SEVERITIES.map(value => ({ value, label: t(`supervision.severity-${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="ownerId"
        label={`${t('supervision.owner')} (${t('supervision.optional')})`}
        extra={t('supervision.owner-by-rule')}
      >
        <Select
          allowClear
          options={ownersFor(branchId, branches, staff).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </>
  )
}
