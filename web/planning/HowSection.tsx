import { Form, Input, InputNumber, Segmented, Select } from 'antd'
import { Link } from 'react-router'
import { listTeams } from '../../server/people/contract.ts'
import { listScripts } from '../../server/scripts/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { useMe } from '../kit/me.ts'
import { Panel } from '../kit/Page.tsx'
import { useT } from '../kit/words.ts'
import { type CampaignDraft, isPlainlyMobile } from './campaign-draft.ts'
import { ScriptHeard } from './ScriptHeard.tsx'
import { type Campaign, todayIn } from './say-campaign.ts'

/** How customers are called: by whom, with which words, showing which number, how often, and during which days. */
export function HowSection({ campaign }: { campaign: Campaign | null }) {
  const t = useT()
  return (
    <Panel title={t('planning.how')}>
      <TeamField campaign={campaign} />
      <ScriptField campaign={campaign} />
      <CallerNumberField />
      <div className="two-fields">
        <Form.Item name="priority" label={t('planning.priority')} extra={t('planning.priority-hint')}>
          <Segmented options={[1, 2, 3, 4, 5, 6, 7, 8, 9]} aria-label={t('planning.priority')} />
        </Form.Item>
        <Form.Item
          name="maxAttempts"
          label={t('planning.max-attempts')}
          extra={t('planning.max-attempts-hint')}
          rules={[{ required: true }]}
        >
          <InputNumber min={1} max={20} precision={0} suffix={t('planning.times')} style={{ width: 120 }} />
        </Form.Item>
      </div>
      <ValidityFields />
    </Panel>
  )
}

function TeamField({ campaign }: { campaign: Campaign | null }) {
  const t = useT()
  const teams = useAsk(listTeams).data?.items
  const options = teams?.map(({ id, name }) => ({ value: id, label: name })) ?? []
  const missing = campaign && !options.some(({ value }) => value === campaign.teamId)
  return (
    <Form.Item
      name="teamId"
      label={t('planning.team')}
      extra={teams?.length === 0 && t('planning.no-teams')}
      rules={[{ required: true }]}
    >
      <Select
        placeholder={t('planning.choose-team')}
        loading={!teams}
        showSearch={{ optionFilterProp: 'label' }}
        options={missing ? [...options, { value: campaign.teamId, label: campaign.teamName }] : options}
      />
    </Form.Item>
  )
}

function ScriptField({ campaign }: { campaign: Campaign | null }) {
  const t = useT()
  const form = Form.useFormInstance<CampaignDraft>()
  const scriptId = Form.useWatch('scriptId', form)
  const reason = Form.useWatch('reasonForCustomer', form)
  const scripts = useAsk(listScripts, { query: { limit: 200 } }, { topics: ['campaigns', 'scripts'] }).data?.items
  const options = scripts?.map(({ id, name }) => ({ value: id, label: name })) ?? []
  const missing = campaign && !options.some(({ value }) => value === campaign.scriptId)
  return (
    <>
      <Form.Item
        name="scriptId"
        label={t('planning.script')}
        extra={scripts?.length === 0 ? t('planning.no-scripts-yet') : t('planning.script-hint')}
        rules={[{ required: true }]}
      >
        <Select
          placeholder={t('planning.choose-script')}
          loading={!scripts}
          showSearch={{ optionFilterProp: 'label' }}
          options={missing ? [...options, { value: campaign.scriptId, label: campaign.scriptName }] : options}
        />
      </Form.Item>
      <div className="script-chosen">
        {scriptId && <ScriptHeard scriptId={scriptId} reason={reason} />}
        <Link to={scriptId ? `/scripts/${scriptId}` : '/scripts/new'} target="_blank">
          {t(scriptId ? 'planning.open-script' : 'planning.write-script')}
        </Link>
      </div>
    </>
  )
}

function CallerNumberField() {
  const t = useT()
  const form = Form.useFormInstance<CampaignDraft>()
  const { serviceNumber } = useMe().organisation
  const number = Form.useWatch('callerNumber', form)
  const noMobile = {
    validator: (_: unknown, typed: string) =>
      isPlainlyMobile(typed ?? '') ? Promise.reject(new Error(t('planning.caller-number-mobile'))) : Promise.resolve(),
  }
  const take = () => {
    form.setFieldsValue({ callerNumber: serviceNumber ?? '' })
    void form.validateFields(['callerNumber'])
  }
  return (
    <Form.Item
      name="callerNumber"
      label={t('planning.caller-number')}
      validateTrigger="onBlur"
      rules={[{ required: true, min: 3, whitespace: true, message: t('kit.required') }, noMobile]}
      extra={
        <>
          {t('planning.caller-number-hint')}{' '}
          {serviceNumber && number !== serviceNumber && (
            <button type="button" className="link" onClick={take}>
              {t('planning.use-service-number', { number: serviceNumber })}
            </button>
          )}
        </>
      }
    >
      <Input inputMode="tel" autoComplete="off" maxLength={30} style={{ width: 240 }} />
    </Form.Item>
  )
}

function ValidityFields() {
  const t = useT()
  const form = Form.useFormInstance<CampaignDraft>()
  const today = todayIn(useMe().organisation.timeZone).toString()
  const until = Form.useWatch('validUntil', form)
  const inOrder = {
    validator: (_: unknown, end: string) =>
      end && end < form.getFieldValue('validFrom')
        ? Promise.reject(new Error(t('planning.validity-in-order')))
        : Promise.resolve(),
  }
  return (
    <div className="two-fields">
      <Form.Item name="validFrom" label={t('planning.valid-from')} rules={[{ required: true }]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="validUntil"
        label={t('planning.valid-until')}
        dependencies={['validFrom']}
        extra={until && until < today && <span className="warn">{t('planning.validity-past')}</span>}
        rules={[{ required: true }, inOrder]}
      >
        <Input type="date" />
      </Form.Item>
    </div>
  )
}
