import { Form, Input, Select } from 'antd'
import { PURPOSES } from '../../server/campaigns/rules.ts'
import { addFollowup } from '../../server/followups/contract.ts'
import { listTeams } from '../../server/people/contract.ts'
import { listScripts } from '../../server/scripts/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { clockNow } from '../kit/clock.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { LocalTimeInput } from './LocalTimeInput.tsx'
import { instantOf, localOf } from './local-time.ts'
import { sayPurpose } from './say-purpose.ts'

type Given = GivenTo<typeof addFollowup>

interface Values extends Omit<Given['body'], 'customerId' | 'dueAt' | 'expiresAt'> {
  dueAt: string
  expiresAt: string
}

interface AddFollowupProps {
  open: boolean
  onClose: () => void
  customerId: string
}

const DAYS_OPEN = 7
const PRIORITIES = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Adds one follow-up by hand, for a team, within a window of time. */
export function AddFollowup({ open, onClose, customerId }: AddFollowupProps) {
  const t = useT()
  const say = useSay()
  const zone = useMe().organisation.timeZone
  const now = clockNow()
  const later = now.toZonedDateTimeISO(zone).add({ days: DAYS_OPEN }).toInstant()
  const given = ({ dueAt, expiresAt, ...body }: Values): Given => {
    return { body: { ...body, customerId, dueAt: instantOf(dueAt, zone)!, expiresAt: instantOf(expiresAt, zone)! } }
  }
  return (
    <FormDrawer<Values, Given, AnswerOf<typeof addFollowup>>
      title={t('customers.add-followup')}
      submit={t('customers.add-followup')}
      open={open}
      onClose={onClose}
      width={520}
      action={useDo(addFollowup, { topics: ['followups', 'contacts'] })}
      given={given}
      initial={{ purpose: 'care', priority: 5, dueAt: localOf(now, zone), expiresAt: localOf(later, zone) }}
      onDone={() => say.done(t('customers.followup-added'))}
    >
      <p className="form-note">{t('customers.followup-hint')}</p>
      <WhoAndWhat when={open} />
      <Form.Item
        name="reason"
        label={t('customers.followup-reason')}
        extra={t('customers.followup-reason-hint')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={300} autoComplete="off" />
      </Form.Item>
      <div className="side-by-side">
        <Form.Item name="dueAt" label={t('customers.due-at')} rules={[{ required: true }]}>
          <LocalTimeInput />
        </Form.Item>
        <Form.Item
          name="expiresAt"
          label={t('customers.expires-at')}
          dependencies={['dueAt']}
          rules={[
            { required: true },
            ({ getFieldValue }) => ({
              validator: (_, value: string) =>
                !value || value > getFieldValue('dueAt')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('customers.expires-too-early'))),
            }),
          ]}
        >
          <LocalTimeInput />
        </Form.Item>
      </div>
      <Form.Item name="priority" label={t('customers.priority')}>
        <Select options={PRIORITIES.map(value => ({ value, label: t('customers.priority-of', { value }) }))} />
      </Form.Item>
    </FormDrawer>
  )
}

/** Which team, with which script, for which purpose. */
function WhoAndWhat({ when }: { when: boolean }) {
  const t = useT()
  const language = useLanguage()
  const teams = useAsk(listTeams, {}, { when }).data?.items
  const scripts = useAsk(listScripts, { query: { limit: 200 } }, { when, topics: ['campaigns'] }).data?.items
  return (
    <>
      <Form.Item
        name="teamId"
        label={t('customers.team')}
        rules={[{ required: true }]}
        extra={teams?.length === 0 && t('customers.no-teams')}
      >
        <Select loading={!teams} options={teams?.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item
        name="scriptId"
        label={t('customers.script')}
        rules={[{ required: true }]}
        extra={scripts?.length === 0 && t('customers.no-scripts')}
      >
        <Select
          loading={!scripts}
          showSearch={{ optionFilterProp: 'label' }}
          options={scripts?.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="purpose" label={t('customers.purpose')} rules={[{ required: true }]}>
        <Select options={PURPOSES.map(purpose => ({ value: purpose, label: sayPurpose(purpose, language) }))} />
      </Form.Item>
    </>
  )
}
