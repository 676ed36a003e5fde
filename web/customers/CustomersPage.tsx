import './customers.css'
import { useEffect, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { addCustomer, listCustomers } from '../../server/customers/contract.ts'
import { createImport } from '../../server/imports/contract.ts'
import { listBranches } from '../../server/people/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Filters, useFilters } from '../kit/Filters.tsx'
import { Page } from '../kit/Page.tsx'
import { Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { branchRows } from '../settings/branch-tree.ts'
import { PointMark } from './PointMark.tsx'
import { whenOpened } from './when-opened.tsx'

const AddCustomer = whenOpened(() => import('./AddCustomer.tsx').then(file => file.AddCustomer))

type CustomerRow = AnswerOf<typeof listCustomers>['items'][number]

/** Whether a search is a number or an address that points at one person; such a one is kept out of the address bar. */
function isIdentifier(search = ''): boolean {
  return search.includes('@') || search.replaceAll(/\D/g, '').length >= 7
}

/** The filters, which stand in the address, except for the search while it is a full number or e-mail. */
function useSearch() {
  const [values, set] = useFilters(['q', 'branch'])
  const [search, setSearch] = useState(values.q)
  useEffect(() => setSearch(typed => (values.q === undefined && isIdentifier(typed) ? typed : values.q)), [values.q])
  return {
    values: { ...values, q: search },
    set(name: 'q' | 'branch', value: string | undefined) {
      if (name === 'q') setSearch(value)
      set(name, name === 'q' && isIdentifier(value) ? undefined : value)
    },
  }
}

/** All customers one may see, found by name, number or contact point. */
export function CustomersPage() {
  const t = useT()
  const navigate = useNavigate()
  const [adding, setAdding] = useState(false)
  const { values, set } = useSearch()
  const branches = useAsk(listBranches).data?.items ?? []
  const list = useList(listCustomers, { query: { search: values.q, branchId: values.branch } })
  const indent = (depth: number) => '\u2003'.repeat(depth)
  return (
    <Page
      title={t('customers.customers')}
      hint={t('customers.customers-hint')}
      action={
        <>
          <Button needs={createImport} onClick={() => navigate('/customers/import')}>
            {t('customers.go-import')}
          </Button>
          <Button type="primary" needs={addCustomer} onClick={() => setAdding(true)}>
            {t('customers.add-customer')}
          </Button>
        </>
      }
    >
      <div className="wide-search">
        <Filters
          values={values}
          set={set}
          filters={[
            { name: 'q', label: t('customers.search-customers'), search: true },
            {
              name: 'branch',
              label: t('customers.branch'),
              options: branchRows(branches).map(({ id, name, depth }) => ({ value: id, label: indent(depth) + name })),
            },
          ]}
        />
      </div>
      <CustomerTable list={list} filtered={Boolean(values.q || values.branch)} />
      <AddCustomer open={adding} onClose={() => setAdding(false)} branches={branches} />
    </Page>
  )
}

function CustomerTable({
  list,
  filtered,
}: {
  list: ReturnType<typeof useList<typeof listCustomers>>
  filtered: boolean
}) {
  const t = useT()
  const navigate = useNavigate()
  return (
    <Table<CustomerRow>
      label={t('customers.customers')}
      list={list}
      rowKey={row => row.id}
      onOpen={row => navigate(`/customers/${row.id}`)}
      empty={
        filtered ? (
          <Empty title={t('customers.none-found')} hint={t('customers.none-found-hint')} />
        ) : (
          <Empty
            title={t('customers.no-customers')}
            hint={t('customers.no-customers-hint')}
            to="/customers/import"
            step={t('customers.go-import')}
          />
        )
      }
      columns={[
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
        {
          key: 'kind',
          title: t('customers.kind'),
          width: 100,
          phone: 'hide',
          value: row => t(`customers.kind-${row.kind}`),
        },
        { key: 'externalId', title: t('customers.external-id'), width: 160, value: row => row.externalId },
        {
          key: 'points',
          title: t('customers.contact-points'),
          value: row => <Points points={row.points} />,
        },
        { key: 'branch', title: t('customers.branch'), value: row => row.branchName },
        {
          key: 'updated',
          title: t('customers.updated'),
          width: 150,
          phone: 'hide',
          value: row => <Time at={row.updatedAt} />,
        },
      ]}
    />
  )
}

function Points({ points }: { points: CustomerRow['points'] }) {
  const t = useT()
  if (points.length === 0) return <span className="faint">{t('customers.no-points')}</span>
  return (
    <span className="points">
      {points.map(point => (
        <PointMark key={point.id} point={point} />
      ))}
    </span>
  )
}
