import { Form, InputNumber, Select } from 'antd'
import { ACTIVITY_KINDS } from '../../server/activity/rules.ts'
import { Panel } from '../kit/Page.tsx'
import { useT } from '../kit/words.ts'
import type { CampaignDraft } from './campaign-draft.ts'
import { sayTrigger, type Trigger } from './say-campaign.ts'
import { WindowPicture } from './WindowPicture.tsx'

const MOST_DAYS = 3650

/** When customers are called: after what, from which day to which, as fields, as a sentence and as a picture. */
export function WhenSection() {
  const t = useT()
  const form = Form.useFormInstance<CampaignDraft>()
  const trigger = triggerOf(Form.useWatch('trigger', form))
  return (
    <Panel title={t('planning.when')}>
      <TriggerFields />
      <TriggerProblem />
      {trigger && trigger.fromDay <= trigger.toDay && (
        <>
          <p className="lead trigger-said">{sayTrigger(trigger, t)}</p>
          <WindowPicture trigger={trigger} />
        </>
      )}
      <p className="field-hint panel-foot">{t('planning.when-hint')}</p>
    </Panel>
  )
}

function TriggerFields() {
  const t = useT()
  const form = Form.useFormInstance<CampaignDraft>()
  const inOrder = {
    validator: (_: unknown, toDay: number | null) => {
      const fromDay = form.getFieldValue(['trigger', 'fromDay']) as number | null
      return toDay === null || fromDay === null || fromDay <= toDay
        ? Promise.resolve()
        : Promise.reject(new Error(t('planning.days-in-order')))
    },
  }
  return (
    <div className="inline-fields">
      <span>{t('planning.event')}</span>
      <Form.Item name={['trigger', 'kind']} noStyle>
        <Select
          style={{ width: 112 }}
          aria-label={t('planning.event-kind')}
          options={ACTIVITY_KINDS.map(kind => ({ value: kind, label: t(`planning.kind-${kind}`) }))}
        />
      </Form.Item>
      <span>{t('planning.after-from')}</span>
      <Form.Item name={['trigger', 'fromDay']} noStyle rules={[{ required: true }]}>
        <InputNumber min={0} max={MOST_DAYS} precision={0} style={{ width: 76 }} aria-label={t('planning.from-day')} />
      </Form.Item>
      <span>{t('planning.to-word')}</span>
      <Form.Item
        name={['trigger', 'toDay']}
        noStyle
        dependencies={[['trigger', 'fromDay']]}
        rules={[{ required: true }, inOrder]}
      >
        <InputNumber min={0} max={MOST_DAYS} precision={0} style={{ width: 76 }} aria-label={t('planning.to-day')} />
      </Form.Item>
      <span>{t('planning.days-word')}</span>
    </div>
  )
}

/** What is wrong with the days, under both of them. */
function TriggerProblem() {
  return (
    <Form.Item noStyle shouldUpdate>
      {form => {
        const errors = [
          ...form.getFieldError(['trigger', 'fromDay']),
          ...form.getFieldError(['trigger', 'toDay']),
        ] as string[]
        return errors[0] ? (
          <p className="field-problem" role="alert">
            {errors[0]}
          </p>
        ) : null
      }}
    </Form.Item>
  )
}

function triggerOf(typed: CampaignDraft['trigger'] | undefined): Trigger | null {
  if (!typed || typed.fromDay === null || typed.toDay === null) return null
  if (typed.fromDay === undefined || typed.toDay === undefined) return null
  return { kind: typed.kind, fromDay: typed.fromDay, toDay: typed.toDay }
}
