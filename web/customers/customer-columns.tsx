import { Link } from 'react-router'
import type { searchCustomers } from '../../server/customers/list-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { language } from '../kit/preferences.ts'
import type { Column } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import type { Key } from '../kit/words.ts'
import { useT } from '../kit/words.ts'
import type { ColumnName } from './list-address.ts'
import { StageMark, type TagColours, TagMark } from './marks.tsx'
import { PointMark } from './PointMark.tsx'

export type ListedCustomer = AnswerOf<typeof searchCustomers>['items'][number]

/** What each column is called. */
export const COLUMN_WORD = {
  externalId: 'customers.external-id',
  points: 'customers.contact-points',
  branch: 'customers.branch',
  owner: 'customers.list-owner',
  stage: 'customers.stage',
  tags: 'customers.tags',
  kind: 'customers.kind',
  country: 'customers.country',
  createdAt: 'customers.created-at',
  updatedAt: 'customers.updated',
} as const satisfies Record<ColumnName, Key>

/** The columns of the list of customers: the name, then those chosen, in their order. */
export function useCustomerColumns(names: readonly ColumnName[], colours: TagColours): Column<ListedCustomer>[] {
  const t = useT()
  const cells: Record<ColumnName, Omit<Column<ListedCustomer>, 'key' | 'title'>> = {
    externalId: { width: 140, value: row => row.externalId },
    points: { value: row => <Points points={row.points} /> },
    branch: { width: 168, phone: 'hide', value: row => row.branchName },
    owner: { width: 110, value: row => row.ownerName },
    stage: { width: 90, value: row => row.stage && <StageMark stage={row.stage} since={row.stageSince} /> },
    tags: {
      value: row =>
        row.tags.length > 0 && (
          <span className="tag-marks">
            {row.tags.map(tag => (
              <TagMark key={tag} name={tag} colour={colours.get(tag)} />
            ))}
          </span>
        ),
    },
    kind: { width: 80, phone: 'hide', value: row => t(`customers.kind-${row.kind}`) },
    country: { width: 110, phone: 'hide', value: row => row.country && nameOfCountry(row.country) },
    createdAt: { width: 130, phone: 'hide', value: row => <Time at={row.createdAt} /> },
    updatedAt: { width: 130, phone: 'hide', value: row => <Time at={row.updatedAt} /> },
  }
  return [
    {
      key: 'name',
      title: t('customers.name'),
      phone: 'title',
      value: row => (
        <Link to={`/customers/${row.id}`} className="quiet-link">
          {row.name}
        </Link>
      ),
    },
    ...names.map(name => ({ key: name, title: t(COLUMN_WORD[name]), ...cells[name] })),
  ]
}

function nameOfCountry(code: string): string {
  return new Intl.DisplayNames([language.get()], { type: 'region' }).of(code) ?? code
}

function Points({ points }: { points: ListedCustomer['points'] }) {
  const t = useT()
  if (points.length === 0) return <span className="faint">{t('customers.no-points')}</span>
  return (
    <span className="points">
      {points.slice(0, 2).map(point => (
        <PointMark key={point.id} point={point} />
      ))}
    </span>
  )
}
