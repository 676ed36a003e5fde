import { Checkbox, Form, Input } from 'antd'
import { requestExport } from '../../server/privacy/export-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { Criteria } from './list-address.ts'

type Given = GivenTo<typeof requestExport>

interface Values {
  reason: string
  full?: boolean
}

interface ExportDrawerProps {
  open: boolean
  onClose: () => void
  criteria: Criteria
  /** How many fit now, in words. */
  count: string
}

/** Asks for the customers that fit now to leave the house; somebody else decides. */
export function ExportDrawer({ open, onClose, criteria, count }: ExportDrawerProps) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<Values, Given, AnswerOf<typeof requestExport>>
      title={t('customers.export-title')}
      submit={t('customers.export-submit')}
      open={open}
      onClose={onClose}
      action={useDo(requestExport)}
      given={({ reason, full }) => ({
        body: { kind: 'customers', criteria, reason, wantsFullNumbers: Boolean(full) },
      })}
      onDone={() => say.done(t('customers.export-sent'))}
    >
      <p className="form-note">
        {t('customers.export-what')} <b>{count}</b>
      </p>
      <Form.Item name="reason" label={t('customers.export-reason')} rules={[{ required: true, min: 5 }]}>
        <Input.TextArea rows={3} maxLength={500} placeholder={t('customers.export-reason-hint')} />
      </Form.Item>
      <Form.Item name="full" valuePropName="checked">
        <Checkbox>{t('customers.export-full')}</Checkbox>
      </Form.Item>
    </FormDrawer>
  )
}
