import { Form, Input, InputNumber, Segmented, Select } from 'antd'
import { Link } from 'react-router'
import { listTeams } from '../../server/people/team-contract.ts'
import { listScripts } from '../../server/scripts/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { useMe } from '../kit/me.ts'
import { Panel } from '../kit/Page.tsx'
import { SkillsField } from '../kit/SkillsField.tsx'
import { useT } from '../kit/words.ts'
import { ChannelsField } from './ChannelsField.tsx'
import { type CampaignDraft, contentBeingWritten, isPlainlyMobile } from './campaign-draft.ts'
import { ScriptHeard } from './ScriptHeard.tsx'
import type { Campaign } from './say-campaign.ts'

/** How customers are reached: by which means, by whom, with which words, showing which number, how often. */
export function HowSection({ campaign }: { campaign: Campaign }) {
  const t = useT()
  return (
    <Panel title={t('planning.how')}>
      <ChannelsField />
      <TeamField campaign={campaign} />
      <SkillsField
        label={t('planning.needed-skills')}
        hint={t('planning.needed-skills-hint')}
        nobodyHas={(team, skills) => t('planning.nobody-has', { team, skills })}
      />
      <ScriptField campaign={campaign} />
      <CallerNumberField />
      <div className="two-fields">
        <Form.Item name="priority" label={t('planning.priority')} extra={t('planning.priority-hint')}>
          <Segmented options={[1, 2, 3, 4, 5, 6, 7, 8, 9]} aria-label={t('planning.priority')} />
        </Form.Item>
        <Form.Item name="maxAttempts" label={t('planning.max-attempts')} extra={t('planning.max-attempts-hint')}>
          <InputNumber min={1} max={20} precision={0} suffix={t('planning.times')} style={{ width: 120 }} />
        </Form.Item>
      </div>
    </Panel>
  )
}

function TeamField({ campaign }: { campaign: Campaign }) {
  const t = useT()
  const teams = useAsk(listTeams).data?.items
  const options = teams?.map(({ id, name }) => ({ value: id, label: name })) ?? []
  const { teamId, teamName } = contentBeingWritten(campaign)
  const missing = teamId !== null && !options.some(({ value }) => value === teamId)
  return (
    <Form.Item name="teamId" label={t('planning.team')} extra={teams?.length === 0 && t('planning.no-teams')}>
      <Select
        placeholder={t('planning.choose-team')}
        loading={!teams}
        showSearch={{ optionFilterProp: 'label' }}
        options={missing ? [...options, { value: teamId, label: teamName }] : options}
      />
    </Form.Item>
  )
}

function ScriptField({ campaign }: { campaign: Campaign }) {
  const t = useT()
  const form = Form.useFormInstance<CampaignDraft>()
  const scriptId = Form.useWatch('scriptId', form)
  const reason = Form.useWatch('reasonForCustomer', form)
  const scripts = useAsk(listScripts, { query: { limit: 200 } }, { topics: ['campaigns', 'scripts'] }).data?.items
  const options = scripts?.map(({ id, name }) => ({ value: id, label: name })) ?? []
  const saved = contentBeingWritten(campaign)
  const missing = saved.scriptId !== null && !options.some(({ value }) => value === saved.scriptId)
  return (
    <>
      <Form.Item
        name="scriptId"
        label={t('planning.script')}
        extra={scripts?.length === 0 ? t('planning.no-scripts-yet') : t('planning.script-hint')}
      >
        <Select
          placeholder={t('planning.choose-script')}
          loading={!scripts}
          showSearch={{ optionFilterProp: 'label' }}
          options={missing ? [...options, { value: saved.scriptId, label: saved.scriptName }] : options}
        />
      </Form.Item>
      <div className="script-chosen">
        {scriptId && <ScriptHeard scriptId={scriptId} reason={reason ?? ''} />}
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
      rules={[noMobile]}
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
