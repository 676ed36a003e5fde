import { Form, InputNumber, Skeleton } from 'antd'
import { changePolicy, readPolicy } from '../../server/contacts/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useSay } from '../kit/say.tsx'
import { Time } from '../kit/Time.tsx'
import { type Key, useT } from '../kit/words.ts'
import { Windows } from './Windows.tsx'

type Policy = AnswerOf<typeof readPolicy>
type PolicyFields = GivenTo<typeof changePolicy>['body']

/** The contact policy: how often, how soon again and at which hours a customer may be contacted. */
export function PolicyPage() {
  const t = useT()
  const policy = useAsk(readPolicy)
  if (!policy.data) {
    return (
      <Page title={t('settings.policy')} narrow>
        {policy.error ? (
          <ProblemNote error={policy.error} onRetry={() => void policy.refetch()} />
        ) : (
          <Skeleton active />
        )}
      </Page>
    )
  }
  return <PolicyForm key={policy.data.version} policy={policy.data} />
}

const NUMBERS = [
  {
    name: 'capDays',
    label: 'settings.cap-days',
    hint: 'settings.cap-days-hint',
    unit: 'settings.unit-days',
    min: 1,
    max: 366,
  },
  {
    name: 'capConversations',
    label: 'settings.cap-conversations',
    hint: 'settings.cap-conversations-hint',
    unit: 'settings.unit-times',
    min: 1,
    max: 1000,
  },
  {
    name: 'capAttempts',
    label: 'settings.cap-attempts',
    hint: 'settings.cap-attempts-hint',
    unit: 'settings.unit-times',
    min: 1,
    max: 1000,
  },
  {
    name: 'gapDays',
    label: 'settings.gap-days',
    hint: 'settings.gap-days-hint',
    unit: 'settings.unit-days',
    min: 0,
    max: 366,
  },
  {
    name: 'attemptGapMinutes',
    label: 'settings.attempt-gap',
    hint: 'settings.attempt-gap-hint',
    unit: 'settings.unit-minutes',
    min: 0,
    max: 20_160,
  },
] as const satisfies readonly { name: keyof PolicyFields; label: Key; hint: Key; unit: Key; min: number; max: number }[]

function PolicyForm({ policy }: { policy: Policy }) {
  const t = useT()
  const say = useSay()
  const [form] = Form.useForm<PolicyFields>()
  const typed = Form.useWatch([], form)
  const change = useDo(changePolicy, { onDone: ({ version }) => say.done(t('settings.policy-published', { version })) })
  const unchanged = !typed || sameFields(typed, policy)
  return (
    <Page
      title={t('settings.policy')}
      hint={t('settings.policy-hint')}
      narrow
      action={
        <Button
          type="primary"
          needs={changePolicy}
          whyNot={unchanged && t('settings.policy-unchanged')}
          loading={change.isPending}
          onClick={form.submit}
        >
          {t('settings.publish-policy')}
        </Button>
      }
    >
      <ProblemNote error={change.error} />
      <Form<PolicyFields>
        form={form}
        initialValues={policy}
        layout="vertical"
        requiredMark={false}
        onFinish={body => change.mutate({ body })}
        validateMessages={{ required: t('kit.required') }}
      >
        <Panel title={t('settings.policy-times')} extra={<PolicyOrigin policy={policy} />}>
          {NUMBERS.map(({ name, label, hint, unit, min, max }) => (
            <div key={name} className="setting">
              <label htmlFor={name}>
                {t(label)}
                <span>{t(hint)}</span>
              </label>
              <Form.Item name={name} rules={[{ required: true }]} noStyle>
                <InputNumber id={name} min={min} max={max} precision={0} suffix={t(unit)} style={{ width: 140 }} />
              </Form.Item>
            </div>
          ))}
        </Panel>
        <Panel title={t('settings.policy-hours')}>
          <p className="muted panel-hint">{t('settings.policy-hours-hint')}</p>
          <Windows name="workdayWindows" label={t('settings.windows-workday')} atLeastOne />
          <Windows name="restDayWindows" label={t('settings.windows-rest-day')} />
          <Windows name="holidayWindows" label={t('settings.windows-holiday')} />
        </Panel>
      </Form>
    </Page>
  )
}

function PolicyOrigin({ policy }: { policy: Policy }) {
  const t = useT()
  if (policy.version === 0) return <span className="faint">{t('settings.policy-default')}</span>
  return (
    <span className="faint">
      {t('settings.policy-version', { version: policy.version, name: policy.createdByName ?? '–' })}{' '}
      <Time at={policy.createdAt} />
    </span>
  )
}

/** Whether nothing differs from the policy in force, whatever the order of the keys. */
function sameFields(typed: PolicyFields, policy: Policy): boolean {
  const entries = Object.entries(typed) as [keyof PolicyFields, unknown][]
  return entries.every(([name, value]) => asText(value) === asText(policy[name]))
}

function asText(value: unknown): string {
  return Array.isArray(value) ? value.map(window => `${window?.from}–${window?.to}`).join() : String(value)
}
