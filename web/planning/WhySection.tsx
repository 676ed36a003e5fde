import { Form, Input, Select } from 'antd'
import { listStaff } from '../../server/people/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { useMay } from '../kit/me.ts'
import { Panel } from '../kit/Page.tsx'
import { useT } from '../kit/words.ts'
import { contentBeingWritten } from './campaign-draft.ts'
import { PurposePicker } from './PurposePicker.tsx'
import type { Campaign } from './say-campaign.ts'

/** Why customers are called: for colleagues, in the order of the conversation, as the customer is told, and to what end. */
export function WhySection({ campaign }: { campaign: Campaign }) {
  const t = useT()
  return (
    <Panel title={t('planning.why')}>
      <Form.Item name="name" label={t('planning.campaign-name')} extra={t('planning.campaign-name-hint')}>
        <Input maxLength={100} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="purposes" label={t('planning.purposes')} extra={t('planning.purposes-hint')}>
        <PurposePicker />
      </Form.Item>
      <Form.Item
        name="reasonForCustomer"
        label={t('planning.reason-for-customer')}
        extra={t('planning.reason-for-customer-hint')}
      >
        <Input.TextArea
          maxLength={300}
          showCount
          autoSize={{ minRows: 2, maxRows: 5 }}
          placeholder={t('planning.reason-for-customer-sample')}
        />
      </Form.Item>
      <Form.Item name="expectedEffect" label={t('planning.expected-effect')} extra={t('planning.expected-effect-hint')}>
        <Input.TextArea
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 5 }}
          placeholder={t('planning.expected-effect-sample')}
        />
      </Form.Item>
      <OwnerField campaign={campaign} />
    </Panel>
  )
}

/** Who answers for it. */
function OwnerField({ campaign }: { campaign: Campaign }) {
  const t = useT()
  const staff = useAsk(listStaff, {}, { when: useMay('people.read') }).data?.items ?? []
  const { owner } = contentBeingWritten(campaign)
  const options = staff.map(({ id, name }) => ({ value: id, label: name }))
  const all = options.some(({ value }) => value === owner.id)
    ? options
    : [{ value: owner.id, label: owner.name }, ...options]
  return (
    <Form.Item name="ownerId" label={t('planning.owner')} extra={t('planning.owner-hint')}>
      <Select showSearch={{ optionFilterProp: 'label' }} options={all} style={{ maxWidth: 280 }} />
    </Form.Item>
  )
}
