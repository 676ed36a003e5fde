import { Checkbox, Form, Input, Select } from 'antd'
import { PURPOSES, type Purpose } from '../../server/campaigns/rules.ts'
import { askOverride, type listOverridesOfCustomer } from '../../server/contacts/leave-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { LocalTimeInput } from './LocalTimeInput.tsx'
import { instantOf, localOf } from './local-time.ts'
import { sayPurpose } from './say-purpose.ts'

type Passable = AnswerOf<typeof listOverridesOfCustomer>['passable'][number]

interface Asked {
  objecting?: string[]
  others?: string[]
  purpose?: Purpose
  until: string
  reason: string
}

interface AskOverrideProps {
  open: boolean
  customerId: string
  /** The rules that object now and can be passed, and those that could object by then. */
  objecting: readonly Passable[]
  others: readonly Passable[]
  onClose: () => void
}

/** Asks for leave to pass rules once for a customer; a second person decides. */
export function AskOverride({ open, customerId, objecting, others, onClose }: AskOverrideProps) {
  const t = useT()
  const say = useSay()
  const now = useNow()
  const zone = useMe().organisation.timeZone
  return (
    <FormDrawer<Asked, GivenTo<typeof askOverride>, AnswerOf<typeof askOverride>>
      title={t('customers.ask-override')}
      submit={t('customers.ask-override')}
      open={open}
      onClose={onClose}
      action={useDo(askOverride, { topics: ['contacts'] })}
      given={({ objecting: chosen = [], others: further = [], purpose, until, reason }) => ({
        params: { id: customerId },
        body: {
          passes: [...chosen, ...further],
          purpose: purpose ?? null,
          expiresAt: instantOf(until, zone)!,
          reason,
        },
      })}
      initial={{ objecting: objecting.map(({ id }) => id), until: localOf(now.add({ hours: 24 }), zone) }}
      onDone={() => say.done(t('customers.override-asked'))}
    >
      <p className="form-note">{t('customers.override-hint')}</p>
      <RulesPassed objecting={objecting} others={others} />
      <OnceFor />
    </FormDrawer>
  )
}

const optionsOf = (rules: readonly Passable[]) => rules.map(({ id, name }) => ({ value: id, label: name }))

/** Which rules: at least one that objects now. */
function RulesPassed({ objecting, others }: Pick<AskOverrideProps, 'objecting' | 'others'>) {
  const t = useT()
  return (
    <>
      <Form.Item
        name="objecting"
        label={t('customers.override-rules')}
        rules={[{ type: 'array', min: 1, message: t('customers.override-rules-none') }]}
      >
        <Checkbox.Group className="override-rules" options={optionsOf(objecting)} />
      </Form.Item>
      {others.length > 0 && (
        <Form.Item name="others" label={t('customers.override-other-rules')}>
          <Select mode="multiple" allowClear optionFilterProp="label" options={optionsOf(others)} />
        </Form.Item>
      )}
    </>
  )
}

/** What for, until when, and why. */
function OnceFor() {
  const t = useT()
  const language = useLanguage()
  return (
    <>
      <Form.Item name="purpose" label={t('customers.override-purpose')}>
        <Select
          allowClear
          placeholder={t('customers.override-any-purpose')}
          options={PURPOSES.map(value => ({ value, label: sayPurpose(value, language) }))}
        />
      </Form.Item>
      <Form.Item
        name="until"
        label={t('customers.override-until')}
        extra={t('customers.override-until-hint')}
        rules={[{ required: true }]}
      >
        <LocalTimeInput />
      </Form.Item>
      <Form.Item name="reason" label={t('customers.override-why')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
    </>
  )
}
