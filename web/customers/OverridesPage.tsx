import './customers.css'
import { Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { decideOverride, listOverrides } from '../../server/contacts/leave-contract.ts'
import { useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { Page } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { type Column, Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import { type OverrideRow, OverrideState, sayRules } from './OverrideState.tsx'
import { sayPurpose } from './say-purpose.ts'

const DecideOverride = whenOpened(() => import('./DecideOverride.tsx').then(file => file.DecideOverride))

const SHOWN = ['waiting', 'in-force', 'all'] as const
type Shown = (typeof SHOWN)[number]

/** The overrides that wait for a decision, those in force, and all there were. */
export function OverridesPage() {
  const t = useT()
  const [values, set] = useFilters(['state'])
  const state: Shown = SHOWN.find(one => one === values.state) ?? 'waiting'
  const [deciding, setDeciding] = useState<OverrideRow | null>(null)
  const columns = useColumns(state, setDeciding)
  return (
    <Page title={t('customers.overrides')} hint={t('customers.overrides-hint')}>
      <div className="overrides-show">
        <Segmented<Shown>
          aria-label={t('customers.override-show')}
          value={state}
          onChange={value => set('state', value === 'waiting' ? undefined : value)}
          options={SHOWN.map(value => ({ value, label: t(`customers.override-show-${value}`) }))}
        />
      </div>
      <Table<OverrideRow>
        label={t('customers.overrides')}
        list={useList(listOverrides, { query: { state } })}
        rowKey={row => row.id}
        dim={row => row.state !== 'waiting' && row.state !== 'in-force'}
        empty={<Nothing state={state} />}
        columns={columns}
      />
      <DecideOverride open={deciding !== null} row={deciding} onClose={() => setDeciding(null)} />
    </Page>
  )
}

function Nothing({ state }: { state: Shown }) {
  const t = useT()
  const waiting = state === 'waiting'
  return (
    <Empty
      title={t(waiting ? 'customers.overrides-none-waiting' : 'customers.overrides-none')}
      hint={t(waiting ? 'customers.overrides-none-waiting-hint' : 'customers.overrides-none-hint')}
      to="/customers"
      step={t('customers.override-all-customers')}
    />
  )
}

function useColumns(state: Shown, decide: (row: OverrideRow) => void): Column<OverrideRow>[] {
  const t = useT()
  const language = useLanguage()
  const customer: Column<OverrideRow> = {
    key: 'customer',
    title: t('customers.name'),
    phone: 'title',
    width: 140,
    value: row => (
      <Link className="quiet-link" to={`/customers/${row.customerId}`}>
        {row.customerName}
      </Link>
    ),
  }
  const asked: Column<OverrideRow>[] = [
    {
      key: 'passes',
      title: t('customers.override-passes'),
      value: row => (
        <span className="override-cell">
          {sayRules(row, language)}
          <small>{row.purpose ? sayPurpose(row.purpose, language) : t('customers.override-any-purpose')}</small>
        </span>
      ),
    },
    { key: 'why', title: t('customers.reason'), value: row => row.reason },
    { key: 'by', title: t('customers.override-asked-by'), width: 130, value: row => <AskedBy row={row} /> },
    { key: 'until', title: t('customers.override-until'), width: 130, value: row => <Time at={row.expiresAt} /> },
  ]
  if (state === 'waiting') {
    const act = (row: OverrideRow) => <Decide row={row} onDecide={decide} />
    return [customer, ...asked, { key: 'act', title: '', width: 90, value: act }]
  }
  const standing = (row: OverrideRow) => <Standing row={row} />
  return [customer, { key: 'state', title: t('customers.state'), width: 170, value: standing }, ...asked]
}

function AskedBy({ row }: { row: OverrideRow }) {
  return (
    <span className="override-cell">
      {row.askedByName}
      <small>
        <Time at={row.askedAt} />
      </small>
    </span>
  )
}

function Decide({ row, onDecide }: { row: OverrideRow; onDecide: (row: OverrideRow) => void }) {
  const t = useT()
  return (
    <Button
      size="small"
      type="primary"
      needs={decideOverride}
      whyNot={row.isMine && t('customers.override-own')}
      onClick={() => onDecide(row)}
    >
      {t('customers.override-decide')}
    </Button>
  )
}

function Standing({ row }: { row: OverrideRow }) {
  return (
    <span className="override-cell">
      <OverrideState state={row.state} />
      {row.usedAt && (
        <small>
          <Time at={row.usedAt} /> {row.usedByName}
        </small>
      )}
      {!row.usedAt && row.decidedByName && (
        <small>{[row.decidedByName, row.decisionNote].filter(Boolean).join(' · ')}</small>
      )}
    </span>
  )
}
