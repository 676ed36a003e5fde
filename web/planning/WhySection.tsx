import { Form, Input } from 'antd'
import { Panel } from '../kit/Page.tsx'
import { useT } from '../kit/words.ts'
import { PurposePicker } from './PurposePicker.tsx'

/** Why customers are called: for colleagues, in the order of the conversation, and as the customer is told. */
export function WhySection() {
  const t = useT()
  return (
    <Panel title={t('planning.why')}>
      <Form.Item
        name="name"
        label={t('planning.campaign-name')}
        extra={t('planning.campaign-name-hint')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="purposes"
        label={t('planning.purposes')}
        extra={t('planning.purposes-hint')}
        rules={[{ required: true, type: 'array', min: 1, message: t('planning.purposes-needed') }]}
      >
        <PurposePicker />
      </Form.Item>
      <Form.Item
        name="reasonForCustomer"
        label={t('planning.reason-for-customer')}
        extra={t('planning.reason-for-customer-hint')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input.TextArea
          maxLength={300}
          showCount
          autoSize={{ minRows: 2, maxRows: 5 }}
          placeholder={t('planning.reason-for-customer-sample')}
        />
      </Form.Item>
    </Panel>
  )
}
