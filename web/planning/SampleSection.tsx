import { Form, InputNumber, Radio, Select } from 'antd'
import { AMOUNTS, SAMPLE_KINDS, STRATA } from '../../server/campaigns/sample-rules.ts'
import { listTags } from '../../server/customers/list-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Panel } from '../kit/Page.tsx'
import { useT } from '../kit/words.ts'
import type { CampaignDraft } from './campaign-draft.ts'

/** How many of those the campaign means are followed up: all, or a sample of them. */
export function SampleSection() {
  const t = useT()
  const form = Form.useFormInstance<CampaignDraft>()
  const kind = Form.useWatch(['sample', 'kind'], { form, preserve: true }) ?? 'all'
  const tags = useAsk(listTags).data?.items ?? []
  return (
    <Panel title={t('planning.sample')}>
      <Form.Item name={['sample', 'kind']} noStyle>
        <Radio.Group
          className="sample-kinds"
          aria-label={t('planning.sample')}
          options={SAMPLE_KINDS.map(value => ({ value, label: t(`planning.sample-${value}`) }))}
        />
      </Form.Item>
      <p className="field-hint sample-hint">{t(`planning.sample-${kind}-hint`)}</p>
      {kind !== 'all' && (
        <>
          <div className="two-fields">
            <Form.Item name={['sample', 'amount']} label={t(`planning.amount-${kind}`)}>
              <InputNumber
                min={AMOUNTS[kind].min}
                max={AMOUNTS[kind].max}
                precision={AMOUNTS[kind].whole ? 0 : 1}
                suffix={t(`planning.amount-${kind}-unit`)}
                style={{ width: 160 }}
              />
            </Form.Item>
            {kind === 'count' && (
              <Form.Item name={['sample', 'per']} label={t('planning.sample-per')}>
                <Select options={STRATA.map(value => ({ value, label: t(`planning.per-${value}`) }))} />
              </Form.Item>
            )}
          </div>
          <Form.Item name={['sample', 'always']} label={t('planning.always')} extra={t('planning.always-hint')}>
            <Select
              mode="multiple"
              maxCount={10}
              placeholder={t('planning.always-none')}
              options={tags.map(({ name }) => ({ value: name, label: name }))}
            />
          </Form.Item>
        </>
      )}
    </Panel>
  )
}
