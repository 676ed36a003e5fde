import './customers.css'
import './list.css'
import { Checkbox, Segmented } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { addCustomer } from '../../server/customers/contract.ts'
import { countCustomers, listTags, searchCustomers } from '../../server/customers/list-contract.ts'
import { mergeCustomers } from '../../server/customers/merge-contract.ts'
import { createImport } from '../../server/imports/contract.ts'
import { listBranches, listStaff } from '../../server/people/contract.ts'
import { requestExport } from '../../server/privacy/export-contract.ts'
import { useAsk, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useKeys } from '../kit/keys.ts'
import { useMay } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { Table } from '../kit/Table.tsx'
import { whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import { ChosenBar } from './ChosenBar.tsx'
import { ColumnChooser } from './ColumnChooser.tsx'
import { CustomerFilters } from './CustomerFilters.tsx'
import { CustomerViews, SaveView } from './CustomerViews.tsx'
import { type ListedCustomer, useCustomerColumns } from './customer-columns.tsx'
import { USUAL_COLUMNS } from './list-address.ts'
import { coloursOf } from './marks.tsx'
import { useCustomerList } from './use-customer-list.ts'

const ExportDrawer = whenOpened(() => import('./ExportDrawer.tsx').then(file => file.ExportDrawer))
const AddCustomer = whenOpened(() => import('./AddCustomer.tsx').then(file => file.AddCustomer))

/** All customers one may see: found, cut, ordered, chosen and changed, by hand or by keys alone. */
export function CustomersPage() {
  const t = useT()
  const navigate = useNavigate()
  const [adding, setAdding] = useState(false)
  const list = useCustomerList()
  const branches = useAsk(listBranches).data?.items ?? []
  const staff = useAsk(listStaff).data?.items ?? []
  const tags = useAsk(listTags).data?.items ?? []
  return (
    <Page
      title={t('customers.customers')}
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
      <CustomerViews list={list} />
      <CustomerFilters values={list.values} set={list.set} branches={branches} staff={staff} tags={tags} />
      <FoundCustomers list={list} staff={staff} tags={tags} />
      <AddCustomer open={adding} onClose={() => setAdding(false)} branches={branches} />
    </Page>
  )
}

interface FoundCustomersProps {
  list: ReturnType<typeof useCustomerList>
  staff: Parameters<typeof ChosenBar>[0]['staff']
  tags: Parameters<typeof ChosenBar>[0]['tags']
}

function FoundCustomers({ list, staff, tags }: FoundCustomersProps) {
  const t = useT()
  const navigate = useNavigate()
  const mayChange = useMay('customers.write')
  const [exporting, setExporting] = useState(false)
  const found = useList(searchCustomers, { body: { ...list.criteria, sort: list.sort } })
  const counted = useAsk(countCustomers, { body: list.criteria }).data
  const chosen = useChosen(found.rows, JSON.stringify(list.criteria))
  const columns = useCustomerColumns(list.columns, coloursOf(tags))
  useKeys({
    '/': () => document.querySelector<HTMLInputElement>('.list-search input')?.focus(),
    j: () => moveRow(1),
    k: () => moveRow(-1),
    x: () => mayChange && chosen.toggle(focusedRow()?.dataset.key),
  })
  const count =
    counted && t(counted.exact ? 'customers.count-exact' : 'customers.count-about', { count: counted.count })
  const filtered = Object.keys(list.criteria).length > 0
  return (
    <>
      <div className="list-line">
        <div>
          {count}
          <span className="keys-hint">{t('customers.keys-hint')}</span>
        </div>
        <div>
          <Segmented
            size="small"
            aria-label={t('customers.sort')}
            value={list.sort}
            options={(['name', 'updated'] as const).map(value => ({ value, label: t(`customers.sort-${value}`) }))}
            onChange={sort => list.set('sort', sort === 'name' ? undefined : sort)}
          />
          <ColumnChooser
            columns={list.columns}
            onChange={names =>
              list.set('cols', names.join() === USUAL_COLUMNS.join() ? undefined : names.join() || '-')
            }
          />
          <SaveView list={list} />
          <Button type="text" size="small" needs={requestExport} onClick={() => setExporting(true)}>
            {t('customers.export-go')}
          </Button>
        </div>
      </div>
      <div className="found">
        <Table<ListedCustomer>
          label={t('customers.customers')}
          list={found}
          rowKey={row => row.id}
          onOpen={row => navigate(`/customers/${row.id}`)}
          empty={<NoCustomers filtered={filtered} />}
          columns={mayChange ? [chosen.column(t), ...columns] : columns}
        />
      </div>
      {chosen.ids.length > 0 && (
        <ChosenBar
          ids={chosen.ids}
          criteria={chosen.all ? list.criteria : null}
          count={counted?.count ?? chosen.ids.length}
          staff={staff}
          tags={tags}
          onAll={chosen.chooseAll}
          onClear={chosen.clear}
        >
          <Button
            size="small"
            needs={mergeCustomers}
            whyNot={(chosen.all || chosen.ids.length !== 2) && t('customers.merge-two-hint')}
            onClick={() => navigate(`/customers/merge?a=${chosen.ids[0]}&b=${chosen.ids[1]}`)}
          >
            {t('customers.merge-two')}
          </Button>
        </ChosenBar>
      )}
      <ExportDrawer open={exporting} onClose={() => setExporting(false)} criteria={list.criteria} count={count ?? ''} />
    </>
  )
}

function NoCustomers({ filtered }: { filtered: boolean }) {
  const t = useT()
  if (filtered) return <Empty title={t('customers.empty-view')} hint={t('customers.empty-view-hint')} />
  return (
    <Empty
      title={t('customers.no-customers')}
      hint={t('customers.no-customers-hint')}
      to="/customers/import"
      step={t('customers.go-import')}
    />
  )
}

/** Which customers are chosen; choosing ends when the list is cut in another way. */
function useChosen(rows: readonly ListedCustomer[] | undefined, question: string) {
  const [state, setState] = useState({ question, ids: [] as readonly string[], all: false })
  const { ids, all } = state.question === question ? state : { ids: [] as readonly string[], all: false }
  const set = (next: readonly string[], everyone = false) => setState({ question, ids: next, all: everyone })
  const toggle = (id: string | undefined) => {
    if (id) set(ids.includes(id) ? ids.filter(one => one !== id) : [...ids, id])
  }
  const shown = (rows ?? []).map(row => row.id)
  return {
    ids,
    all,
    toggle,
    clear: () => set([]),
    chooseAll: () => set(shown, true),
    column: (t: ReturnType<typeof useT>) => ({
      key: 'choose',
      width: 36,
      title: (
        <Checkbox
          aria-label={t('customers.choose-page')}
          checked={shown.length > 0 && shown.every(id => ids.includes(id))}
          indeterminate={ids.length > 0 && !shown.every(id => ids.includes(id))}
          onChange={event => set(event.target.checked ? shown : [])}
        />
      ),
      value: (row: ListedCustomer) => (
        <Checkbox
          aria-label={t('customers.choose-row', { name: row.name })}
          checked={ids.includes(row.id)}
          onChange={() => toggle(row.id)}
        />
      ),
    }),
  }
}

function rowsShown(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('tr.row-open')]
}

function focusedRow(): HTMLElement | undefined {
  return rowsShown().find(row => row.contains(document.activeElement))
}

function moveRow(by: number): void {
  const rows = rowsShown()
  const at = rows.findIndex(row => row.contains(document.activeElement))
  rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus()
}
