import { Form, Input, InputNumber, Skeleton } from 'antd'
import { earliestDay, LAST_DAY, TRIGGERS, type TriggerKind } from '../../server/campaigns/trigger-rules.ts'
import { useMe } from '../kit/me.ts'
import { Panel } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import type { CampaignDraft } from './campaign-draft.ts'
import { sayMoment, sayTrigger, type Trigger, todayIn, wholeTrigger } from './say-campaign.ts'
import { TriggerTiles } from './TriggerTiles.tsx'
import { WindowPicture } from './WindowPicture.tsx'

const FestivalChoice = whenOpened(
  () => import('./FestivalChoice.tsx').then(file => file.FestivalChoice),
  <Skeleton active />,
)

/** When customers are called: about what, not before and not after which day, and during which days at all. */
export function WhenSection({ shown }: { shown: boolean }) {
  const t = useT()
  const form = Form.useFormInstance<CampaignDraft>()
  const typed = Form.useWatch('trigger', form)
  const kind = typed?.kind ?? null
  const whole = typed && wholeTrigger(typed)
  // Days that were only suggested go with what they were suggested for; days that were thought about stay.
  const choose = (next: TriggerKind) => {
    const usual = kind && TRIGGERS[kind].suggested
    const own = whole && usual && (whole.fromDay !== usual.fromDay || whole.toDay !== usual.toDay)
    const { fromDay, toDay } = own && whole.fromDay >= earliestDay(next) ? whole : TRIGGERS[next].suggested
    form.setFieldsValue({ trigger: { ...form.getFieldValue('trigger'), kind: next, fromDay, toDay } })
  }
  return (
    <>
      <Panel title={t('planning.about-what')}>
        <Form.Item name={['trigger', 'kind']} hidden>
          <Held />
        </Form.Item>
        <TriggerTiles value={kind} onChange={choose} />
      </Panel>
      {kind && (
        <Panel title={t('planning.right-moment')}>
          <Form.Item name={['trigger', 'festivals']} hidden={kind !== 'festival'} noStyle={kind !== 'festival'}>
            <FestivalChoice open={shown && kind === 'festival'} />
          </Form.Item>
          <MomentFields kind={kind} />
          {whole && whole.fromDay <= whole.toDay && (
            <>
              <p className="lead trigger-said">{sayTrigger(typed as Trigger, t)}</p>
              <WindowPicture trigger={whole} />
            </>
          )}
          <Suggestion kind={kind} chosen={whole} />
        </Panel>
      )}
      <Panel title={t('planning.validity')}>
        <ValidityFields />
        <p className="field-hint">{t('planning.validity-hint')}</p>
      </Panel>
    </>
  )
}

function MomentFields({ kind }: { kind: TriggerKind }) {
  const t = useT()
  const field = (name: 'fromDay' | 'toDay', label: string) => (
    <Form.Item name={['trigger', name]} label={label}>
      <InputNumber<number>
        min={earliestDay(kind)}
        max={LAST_DAY}
        precision={0}
        style={{ width: '100%', maxWidth: 264 }}
        prefix={t(`planning.counted-from-${kind}`)}
        suffix={t('planning.unit-days')}
      />
    </Form.Item>
  )
  return (
    <div className="two-fields">
      {field('fromDay', t('planning.from-day'))}
      {field('toDay', t('planning.to-day'))}
    </div>
  )
}

/** What is usual for it, why, and taking it over. */
function Suggestion({ kind, chosen }: { kind: TriggerKind; chosen: Trigger | null | undefined }) {
  const t = useT()
  const language = useLanguage()
  const form = Form.useFormInstance<CampaignDraft>()
  const { fromDay, toDay, because } = TRIGGERS[kind].suggested
  const same = chosen?.fromDay === fromDay && chosen.toDay === toDay
  return (
    <p className="suggestion">
      <b>{t('planning.suggested', { moment: sayMoment({ kind, fromDay, toDay, festivals: [] }, t) })}</b>{' '}
      {because[language]}{' '}
      {!same && (
        <button
          type="button"
          className="link"
          onClick={() => form.setFieldsValue({ trigger: { ...form.getFieldValue('trigger'), kind, fromDay, toDay } })}
        >
          {t('planning.take-suggestion')}
        </button>
      )}
    </p>
  )
}

function ValidityFields() {
  const t = useT()
  const form = Form.useFormInstance<CampaignDraft>()
  const today = todayIn(useMe().organisation.timeZone).toString()
  const until = Form.useWatch('validUntil', form)
  return (
    <div className="two-fields">
      <Form.Item name="validFrom" label={t('planning.valid-from')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="validUntil"
        label={t('planning.valid-until')}
        extra={until && until < today && <span className="warn">{t('planning.validity-past')}</span>}
      >
        <Input type="date" />
      </Form.Item>
    </div>
  )
}

/** Holds the choice in the form; the tiles show it. */
function Held() {
  return null
}
