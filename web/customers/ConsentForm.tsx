import { Checkbox, Form, Input, Segmented, Select } from 'antd'
import { Consent, ConsentChannel, PurposeClass, recordConsent } from '../../server/customers/consents-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { clockNow } from '../kit/clock.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { LocalTimeInput } from './LocalTimeInput.tsx'
import { instantOf, localOf } from './local-time.ts'

type Given = GivenTo<typeof recordConsent>
type Values = Omit<Given['body'], 'given' | 'at' | 'expiresAt'> & { word: 'yes' | 'no'; at: string; until?: string }

/** Writes down that a customer gave consent or withdrew it, with the evidence. */
export function ConsentForm({ open, onClose, customerId }: { open: boolean; onClose: () => void; customerId: string }) {
  const t = useT()
  const say = useSay()
  const zone = useMe().organisation.timeZone
  const bodyOf = ({ word, at, until, ...rest }: Values): Given['body'] => ({
    ...rest,
    given: word === 'yes',
    at: instantOf(at, zone)!,
    expiresAt: (word === 'yes' && instantOf(until, zone)) || null,
  })
  return (
    <FormDrawer<Values, Given, AnswerOf<typeof recordConsent>>
      title={t('customers.add-consent')}
      submit={t('customers.add-consent')}
      open={open}
      onClose={onClose}
      action={useDo(recordConsent, { topics: ['customers', 'contacts'] })}
      given={values => ({ params: { id: customerId }, body: bodyOf(values) })}
      initial={{ word: 'yes', evidenceKind: 'text', at: localOf(clockNow(), zone) }}
      onDone={() => say.done(t('customers.consent-recorded'))}
    >
      <Form.Item name="word" label={t('customers.consent-given')}>
        <Segmented
          options={[
            { value: 'yes', label: t('customers.consent-yes') },
            { value: 'no', label: t('customers.consent-no') },
          ]}
        />
      </Form.Item>
      <Form.Item name="purposeClass" label={t('customers.consent-class')} rules={[{ required: true }]}>
        <Select options={PurposeClass.options.map(one => ({ value: one, label: t(`customers.class-${one}`) }))} />
      </Form.Item>
      <Form.Item
        name="channels"
        label={t('customers.consent-channels')}
        rules={[{ required: true, type: 'array', min: 1, message: t('kit.required') }]}
      >
        <Checkbox.Group
          options={ConsentChannel.options.map(one => ({ value: one, label: t(`customers.channel-${one}`) }))}
        />
      </Form.Item>
      <Form.Item name="at" label={t('customers.consent-at')} rules={[{ required: true }]}>
        <LocalTimeInput />
      </Form.Item>
      <Form.Item noStyle dependencies={['word']}>
        {form =>
          form.getFieldValue('word') === 'yes' && (
            <Form.Item name="until" label={t('customers.consent-expires')} extra={t('customers.consent-expires-hint')}>
              <LocalTimeInput />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item name="evidenceKind" label={t('customers.evidence-kind')}>
        <Segmented
          options={Consent.shape.evidenceKind.options.map(one => ({
            value: one,
            label: t(`customers.evidence-${one}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="evidence"
        label={t('customers.evidence')}
        extra={t('customers.evidence-hint')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
    </FormDrawer>
  )
}
