import { Form, Input, Select } from 'antd'
import { PURPOSE_WORDS, PURPOSES } from '../../server/campaigns/rules.ts'
import { addFollowup } from '../../server/followups/contract.ts'
import { listScripts } from '../../server/scripts/contract.ts'
import { LocalTimeInput } from '../customers/LocalTimeInput.tsx'
import { instantOf, localOf } from '../customers/local-time.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMay, useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { SkillsField } from '../kit/SkillsField.tsx'
import { useSay } from '../kit/say.tsx'
import { useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { CustomerPick } from './CustomerPick.tsx'
import { usePeople } from './people.ts'

type Given = GivenTo<typeof addFollowup>
type Values = Given['body']

interface AddFollowupFormProps {
  open: boolean
  onClose: () => void
  /** The customer, when he is known already. */
  customer?: { id: string; name: string } | undefined
}

const GOOD_FOR_DAYS = 14
const PRIORITIES = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Plans one follow-up for one customer by hand. */
export function AddFollowupForm({ open, onClose, customer }: AddFollowupFormProps) {
  const t = useT()
  const say = useSay()
  const zone = useMe().organisation.timeZone
  const now = useNow()
  const later = now.toZonedDateTimeISO(zone).add({ days: GOOD_FOR_DAYS }).toInstant()
  return (
    <FormDrawer<Values, Given, AnswerOf<typeof addFollowup>>
      title={t('supervision.add-followup')}
      submit={t('supervision.add-followup')}
      open={open}
      onClose={onClose}
      action={useDo(addFollowup, { topics: ['followups', 'contacts', 'reports'] })}
      given={body => ({
        body: {
          ...body,
          customerId: customer?.id ?? body.customerId,
          dueAt: instantOf(body.dueAt, zone)!,
          expiresAt: instantOf(body.expiresAt, zone)!,
        },
      })}
      initial={{ purpose: 'care', priority: 5, dueAt: localOf(now, zone), expiresAt: localOf(later, zone) }}
      onDone={({ customerName }) => say.done(t('supervision.added-done', { name: customerName }))}
    >
      <p className="drawer-note">{t('supervision.add-hint')}</p>
      <About customer={customer} />
      <ByWhom when={open} />
      <SkillsField
        label={t('supervision.needed-skills')}
        hint={t('supervision.needed-skills-hint')}
        nobodyHas={(team, skills) => t('supervision.nobody-has', { team, skills })}
      />
      <WhenDue />
    </FormDrawer>
  )
}

/** Whom it is for, and why he is rung. */
function About({ customer }: { customer: AddFollowupFormProps['customer'] }) {
  const t = useT()
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
      <Why />
    </>
  )
}

/** What the customer can be told, and the purpose. */
export function Why() {
  const t = useT()
  const language = useLanguage()
  return (
    <>
      <Form.Item
        name="reason"
        label={t('supervision.reason')}
        extra={t('supervision.reason-example')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 4 }} maxLength={300} />
      </Form.Item>
      <Form.Item name="purpose" label={t('supervision.purpose')} rules={[{ required: true }]}>
        <Select options={PURPOSES.map(value => ({ value, label: PURPOSE_WORDS[value][language] }))} />
      </Form.Item>
    </>
  )
}

/** Which team, with which script. */
export function ByWhom({ when }: { when: boolean }) {
  const t = useT()
  const { teams } = usePeople(when)
  const mayScripts = useMay('campaigns.read')
  const scripts = useAsk(listScripts, { query: { limit: 200 } }, { when: when && mayScripts }).data?.items
  return (
    <>
      <Form.Item name="teamId" label={t('supervision.team')} rules={[{ required: true }]}>
        <Select
          options={teams}
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent={teams.length === 0 ? t('supervision.no-teams') : undefined}
        />
      </Form.Item>
      <Form.Item
        name="scriptId"
        label={t('supervision.script')}
        rules={[{ required: true }]}
        extra={scripts?.length === 0 && t('supervision.no-scripts')}
      >
        <Select
          options={scripts?.map(({ id, name }) => ({ value: id, label: name }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
    </>
  )
}

/** From when until when, and how urgent. */
export function WhenDue() {
  const t = useT()
  return (
    <>
      <Form.Item name="dueAt" label={t('supervision.due-from')} rules={[{ required: true }]}>
        <LocalTimeInput />
      </Form.Item>
      <Form.Item
        name="expiresAt"
        label={t('supervision.good-until')}
        dependencies={['dueAt']}
        rules={[
          { required: true },
          ({ getFieldValue }) => ({
            validator: (_, value: string) =>
              !value || value > getFieldValue('dueAt')
                ? Promise.resolve()
                : Promise.reject(new Error(t('supervision.expires-too-early'))),
          }),
        ]}
      >
        <LocalTimeInput />
      </Form.Item>
      <Form.Item name="priority" label={t('supervision.priority')}>
        <Select options={PRIORITIES.map(value => ({ value, label: t('supervision.priority-of', { value }) }))} />
      </Form.Item>
    </>
  )
}
