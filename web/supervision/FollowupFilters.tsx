import { listCampaigns } from '../../server/campaigns/contract.ts'
import { FOLLOWUP_STATES } from '../../server/followups/rules.ts'
import { DUE_FILTERS } from '../../server/followups/steering-rules.ts'
import { readPolicy } from '../../server/policy/contract.ts'
import { nameIn } from '../../server/policy/name-rules.ts'
import { useAsk } from '../kit/ask.ts'
import { Filters, type FilterValues } from '../kit/Filters.tsx'
import { useMay } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { usePeople } from './people.ts'

export const FILTER_NAMES = [
  'due',
  'rule',
  'state',
  'campaign',
  'team',
  'agent',
  'branch',
  'priority',
  'appointment',
  'order',
] as const
type FilterName = (typeof FILTER_NAMES)[number]

interface FollowupFiltersProps {
  values: FilterValues<FilterName>
  set: (name: FilterName, value: string | undefined) => void
}

const PRIORITIES = [9, 8, 7, 6, 5, 4, 3, 2, 1]

/** What the list of follow-ups is narrowed by; each is kept in the address. */
export function FollowupFilters({ values, set }: FollowupFiltersProps) {
  const t = useT()
  const mayCampaigns = useMay('campaigns.read')
  const campaigns = useAsk(listCampaigns, { query: { limit: 200 } }, { when: mayCampaigns }).data?.items ?? []
  const { workers, teams, branches } = usePeople()
  const rules = useRules(values.rule)
  return (
    <Filters
      values={values}
      set={set}
      filters={[
        {
          name: 'due',
          label: t('supervision.due-filter'),
          options: DUE_FILTERS.map(value => ({ value, label: t(`supervision.due-${value}`) })),
        },
        { name: 'rule', label: t('supervision.rule-filter'), options: rules },
        {
          name: 'state',
          label: t('supervision.state'),
          options: FOLLOWUP_STATES.map(value => ({ value, label: t(`supervision.state-${value}`) })),
        },
        {
          name: 'campaign',
          label: t('supervision.campaign'),
          options: campaigns.map(({ id, name }) => ({ value: id, label: name })),
        },
        { name: 'team', label: t('supervision.team'), options: teams },
        { name: 'agent', label: t('supervision.agent'), options: workers },
        { name: 'branch', label: t('supervision.branch'), options: branches },
        {
          name: 'priority',
          label: t('supervision.priority'),
          options: PRIORITIES.map(value => ({ value: String(value), label: String(value) })),
        },
        {
          name: 'appointment',
          label: t('supervision.only-appointments'),
          options: [{ value: 'yes', label: t('supervision.with-appointment') }],
        },
        {
          name: 'order',
          label: t('supervision.order'),
          options: [
            { value: 'due', label: t('supervision.order-due') },
            { value: 'newest', label: t('supervision.order-newest') },
          ],
        },
      ]}
    />
  )
}

/** The rules of the contact policy in force by name; one built into the product has none, and is listed once chosen. */
function useRules(chosen: string | undefined) {
  const t = useT()
  const language = useLanguage()
  const rules = useAsk(readPolicy, {}, { when: useMay('contacts.ask') }).data?.content.rules ?? []
  const options = rules.map(rule => ({ value: rule.id, label: nameIn(rule, language) }))
  if (chosen === undefined || options.some(({ value }) => value === chosen)) return options
  return [...options, { value: chosen, label: t('supervision.rule-of-product') }]
}
