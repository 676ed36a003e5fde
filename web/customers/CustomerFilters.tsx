import { type listTags, STAGES } from '../../server/customers/list-contract.ts'
import type { listBranches, listStaff } from '../../server/people/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { Filters } from '../kit/Filters.tsx'
import { useT } from '../kit/words.ts'
import { branchRows } from '../settings/branch-tree.ts'
import type { FilterName, FilterValues } from './list-address.ts'

interface CustomerFiltersProps {
  values: FilterValues
  set: (name: FilterName, value: string | undefined) => void
  branches: AnswerOf<typeof listBranches>['items']
  staff: AnswerOf<typeof listStaff>['items']
  tags: AnswerOf<typeof listTags>['items']
}

const CHANGED_DAYS = ['1', '7', '30', '90'] as const

/** What the list of customers is cut by: a search and a chip for each criterion. */
export function CustomerFilters({ values, set, branches, staff, tags }: CustomerFiltersProps) {
  const t = useT()
  const none = { value: 'none', label: t('customers.filter-none') }
  const indent = (depth: number) => '\u2003'.repeat(depth)
  return (
    <div className="list-search">
      <Filters
        values={values}
        set={set}
        filters={[
          { name: 'q', label: t('customers.search-list'), search: true },
          {
            name: 'branch',
            label: t('customers.branch'),
            options: branchRows(branches).map(({ id, name, depth }) => ({ value: id, label: indent(depth) + name })),
          },
          {
            name: 'owner',
            label: t('customers.list-owner'),
            options: [none, ...staff.map(({ id, name }) => ({ value: id, label: name }))],
          },
          {
            name: 'stage',
            label: t('customers.stage'),
            options: [none, ...STAGES.map(stage => ({ value: stage, label: t(`customers.stage-${stage}`) }))],
          },
          { name: 'tag', label: t('customers.tags'), options: tags.map(({ name }) => ({ value: name, label: name })) },
          {
            name: 'kind',
            label: t('customers.kind'),
            options: (['person', 'organisation'] as const).map(kind => ({
              value: kind,
              label: t(`customers.kind-${kind}`),
            })),
          },
          {
            name: 'phone',
            label: t('customers.filter-phone'),
            options: (['yes', 'no'] as const).map(value => ({ value, label: t(`customers.filter-phone-${value}`) })),
          },
          {
            name: 'changed',
            label: t('customers.filter-changed'),
            options: CHANGED_DAYS.map(value => ({ value, label: t(`customers.filter-changed-${value}`) })),
          },
        ]}
      />
    </div>
  )
}
