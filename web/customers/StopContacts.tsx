import { Form, Input, Radio, Select } from 'antd'
import { PURPOSES } from '../../server/campaigns/rules.ts'
import { STOP_SOURCES, stopContacts } from '../../server/contacts/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { LocalTimeInput } from './LocalTimeInput.tsx'
import { instantOf } from './local-time.ts'
import { sayPurpose } from './say-purpose.ts'

type Given = GivenTo<typeof stopContacts>

interface Values {
  scope: 'all' | 'purpose'
  purpose?: string
  source: (typeof STOP_SOURCES)[number]
  note?: string
  until?: string
}

interface StopContactsProps {
  open: boolean
  onClose: () => void
  customerId: string
}

/** Registers that the customer does not want to be contacted; every queue honours it at once. */
export function StopContacts({ open, onClose, customerId }: StopContactsProps) {
  const t = useT()
  const say = useSay()
  const language = useLanguage()
  const zone = useMe().organisation.timeZone
  const bodyOf = ({ scope, purpose, source, note, until }: Values): Given['body'] => ({
    purpose: scope === 'purpose' ? (purpose ?? null) : null,
    source,
    note: note ?? '',
    expiresAt: instantOf(until, zone) ?? null,
  })
  return (
    <FormDrawer<Values, Given, AnswerOf<typeof stopContacts>>
      title={t('customers.stop-contacts')}
      submit={t('customers.stop-contacts')}
      open={open}
      onClose={onClose}
      action={useDo(stopContacts, { topics: ['contacts', 'followups'] })}
      given={values => ({ params: { id: customerId }, body: bodyOf(values) })}
      initial={{ scope: 'all' }}
      onDone={() => say.done(t('customers.stop-done'))}
    >
      <p className="form-note">{t('customers.stop-hint')}</p>
      <Form.Item name="scope" label={t('customers.stop-scope')}>
        <Radio.Group
          options={[
            { value: 'all', label: t('customers.stop-all') },
            { value: 'purpose', label: t('customers.stop-purpose') },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['scope']}>
        {form =>
          form.getFieldValue('scope') === 'purpose' && (
            <Form.Item name="purpose" label={t('customers.purpose')} rules={[{ required: true }]}>
              <Select options={PURPOSES.map(purpose => ({ value: purpose, label: sayPurpose(purpose, language) }))} />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item name="source" label={t('customers.stop-source')} rules={[{ required: true }]}>
        <Select
          options={STOP_SOURCES.filter(source => source !== 'import').map(source => ({
            value: source,
            label: t(`customers.stop-source-${source}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="note" label={t('customers.stop-note')}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 3, maxRows: 8 }} />
      </Form.Item>
      <Form.Item name="until" label={t('customers.stop-until')} extra={t('customers.stop-until-hint')}>
        <LocalTimeInput />
      </Form.Item>
    </FormDrawer>
  )
}
