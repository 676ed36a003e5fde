import { Form, Input, Select, Slider } from 'antd'
import { PURPOSE_WORDS, PURPOSES } from '../../server/campaigns/rules.ts'
import { addFollowup } from '../../server/followups/contract.ts'
import { listScripts } from '../../server/scripts/contract.ts'
import { instantOf, localOf } from '../customers/local-time.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMay, useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { CustomerPick } from './CustomerPick.tsx'
import { usePeople } from './people.ts'

type Given = GivenTo<typeof addFollowup>
type Values = Given['body']

interface AddFollowupProps {
  open: boolean
  onClose: () => void
  /** The customer, when he is known already. */
  customer?: { id: string; name: string } | undefined
}

const GOOD_FOR_DAYS = 14

/** Plans one follow-up for one customer by hand. */
export function AddFollowup({ open, onClose, customer }: AddFollowupProps) {
  const t = useT()
  const say = useSay()
  const { organisation } = useMe()
  const now = useNow()
  const zone = organisation.timeZone
  const asInstant = (local: string) => instantOf(local, zone) ?? ''
  return (
    <FormDrawer<Values, Given, AnswerOf<typeof addFollowup>>
      title={t('supervision.add-followup')}
      submit={t('supervision.add-followup')}
      open={open}
      onClose={onClose}
      action={useDo(addFollowup, { topics: ['followups', 'reports'] })}
      given={body => ({
        body: {
          ...body,
          customerId: customer?.id ?? body.customerId,
          dueAt: asInstant(body.dueAt),
          expiresAt: asInstant(body.expiresAt),
        },
      })}
      initial={{
        purpose: 'care',
        priority: 5,
        dueAt: localOf(now, zone),
        expiresAt: localOf(now.add({ hours: 24 * GOOD_FOR_DAYS }), zone),
      }}
      onDone={({ customerName }) => say.done(t('supervision.added-done', { name: customerName }))}
    >
      <p className="drawer-note">{t('supervision.add-hint')}</p>
      {open && <Fields customer={customer} />}
    </FormDrawer>
  )
}

function Fields({ customer }: { customer: AddFollowupProps['customer'] }) {
  const t = useT()
  const language = useLanguage()
  const { teams } = usePeople()
  const mayScripts = useMay('campaigns.read')
  const scripts = useAsk(listScripts, { query: { limit: 200 } }, { when: mayScripts }).data?.items ?? []
  return (
    <>
      {customer ? (
        <Form.Item label={t('supervision.customer')}>
          <b>{customer.name}</b>
        </Form.Item>
      ) : (
        <Form.Item name="customerId" label={t('supervision.customer')} rules={[{ required: true }]}>
          <CustomerPick />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={t('supervision.reason')}
        extra={t('supervision.reason-example')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 4 }} maxLength={300} />
      </Form.Item>
      <Form.Item name="purpose" label={t('supervision.purpose')}>
        <Select options={PURPOSES.map(value => ({ value, label: PURPOSE_WORDS[value][language] }))} />
      </Form.Item>
      <Form.Item name="teamId" label={t('supervision.team')} rules={[{ required: true }]}>
        <Select options={teams} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="scriptId" label={t('supervision.script')} rules={[{ required: true }]}>
        <Select
          options={scripts.map(({ id, name }) => ({ value: id, label: name }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
      <Form.Item name="dueAt" label={t('supervision.due-from')} rules={[{ required: true }]}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item name="expiresAt" label={t('supervision.good-until')} rules={[{ required: true }]}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item name="priority" label={t('supervision.priority')}>
        <Slider ariaLabelForHandle={t('supervision.priority')} min={1} max={9} marks={{ 1: '1', 5: '5', 9: '9' }} />
      </Form.Item>
    </>
  )
}
