import { Select } from 'antd'
import { listCampaigns } from '../../server/campaigns/contract.ts'
import { PURPOSE_WORDS, PURPOSES } from '../../server/campaigns/rules.ts'
import { PURPOSE_CLASSES } from '../../server/customers/facts-rules.ts'
import { listTags } from '../../server/customers/list-contract.ts'
import { STAGE_WORDS, STAGES } from '../../server/customers/stage-rules.ts'
import { listBranches } from '../../server/people/contract.ts'
import { CHANNELS } from '../../server/policy/rule-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { useMay } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import type { Scope } from './say-rule.ts'

/** Where customers of this product are so far, and their neighbours; others stay when a rule names them. */
const COUNTRIES = ['CN', 'HK', 'MO', 'TW', 'SG', 'MY', 'JP', 'KR', 'VN', 'TH', 'ID', 'US', 'CA', 'GB', 'DE', 'FR', 'AU']

type Part = keyof Scope & string
interface Option {
  value: string
  label: string
}

interface ScopeFieldProps {
  value?: Scope
  onChange?: (value: Scope) => void
  /** Only these parts; by default all. */
  parts?: readonly Part[]
}

const ALL: readonly Part[] = [
  'purposeClasses',
  'channels',
  'tags',
  'branchIds',
  'campaignIds',
  'purposes',
  'stages',
  'countries',
]

const LABEL = {
  branchIds: 'branches',
  campaignIds: 'campaigns',
  purposeClasses: 'classes',
  purposes: 'purposes',
  channels: 'channels',
  tags: 'tags',
  stages: 'stages',
  countries: 'countries',
} as const satisfies Record<Part, string>

/** For whom something is: nothing chosen in a part means any. */
export function ScopeField({ value = {}, onChange, parts = ALL }: ScopeFieldProps) {
  const t = useT()
  const options = useScopeOptions()
  const change = (part: Part, chosen: string[]) => {
    const { [part]: _, ...rest } = value
    onChange?.((chosen.length > 0 ? { ...rest, [part]: chosen } : rest) as Scope)
  }
  return (
    <div className="policy-scope">
      {parts.map(part => (
        <div key={part}>
          <span className="policy-scope-label">{t(`policy.scope-${LABEL[part]}`)}</span>
          <Select<string[]>
            aria-label={t(`policy.scope-${LABEL[part]}`)}
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('policy.anyone')}
            value={[...(value[part] ?? [])] as string[]}
            onChange={chosen => change(part, chosen)}
            options={withChosen(options[part], value[part])}
          />
        </div>
      ))}
    </div>
  )
}

// What a rule names and the list does not hold stays chosen until somebody takes it out.
const withChosen = (options: readonly Option[], chosen: readonly string[] = []): Option[] => [
  ...options,
  ...chosen.filter(one => !options.some(option => option.value === one)).map(one => ({ value: one, label: one })),
]

function useScopeOptions(): Record<Part, Option[]> {
  const t = useT()
  const language = useLanguage()
  const branches = useAsk(listBranches, {}, { when: useMay('people.read') }).data?.items ?? []
  const campaigns =
    useAsk(listCampaigns, { query: { limit: 200 } }, { when: useMay('campaigns.read') }).data?.items ?? []
  const tags = useAsk(listTags, {}, { when: useMay('customers.read') }).data?.items ?? []
  const country = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' })
  return {
    branchIds: branches.map(({ id, name }) => ({ value: id, label: name })),
    campaignIds: campaigns.map(({ id, name }) => ({ value: id, label: name })),
    purposeClasses: PURPOSE_CLASSES.map(one => ({ value: one, label: t(`policy.class-${one}`) })),
    purposes: PURPOSES.map(one => ({ value: one, label: PURPOSE_WORDS[one][language] })),
    channels: CHANNELS.map(one => ({ value: one, label: t(`policy.channel-${one}`) })),
    tags: tags.map(({ name }) => ({ value: name, label: name })),
    stages: STAGES.map(one => ({ value: one, label: STAGE_WORDS[one][language] })),
    countries: COUNTRIES.map(one => ({ value: one, label: country.of(one) ?? one })),
  }
}
