import './supervision.css'
import './steering.css'
import { useState } from 'react'
import { addContactPoint } from '../../server/customers/contract.ts'
import { verifyContactPoint } from '../../server/customers/points-contract.ts'
import { listRepairs, mendPoint, POINT_STATES_TO_MEND, unmendPoint } from '../../server/followups/repair-contract.ts'
import { CustomerName } from '../customers/CustomerName.tsx'
import type { AnswerOf } from '../kit/api.ts'
import { useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Filters, useFilters } from '../kit/Filters.tsx'
import { Masked } from '../kit/Masked.tsx'
import { Page } from '../kit/Page.tsx'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { MendDrawer } from './MendDrawer.tsx'
import { usePeople } from './people.ts'

export type Repair = AnswerOf<typeof listRepairs>['items'][number]
export type Mending = { how: 'number' | 'verify'; of: Repair } | null

/** The numbers that proved wrong: what to do about each, and where it is done. */
export function RepairsPage() {
  const t = useT()
  const say = useSay()
  const [values, set] = useFilters(['state', 'branch'])
  const list = useList(
    listRepairs,
    { query: { state: POINT_STATES_TO_MEND.find(known => known === values.state), branchId: values.branch } },
    { topics: ['followups', 'customers', 'contacts'] },
  )
  const [mending, setMending] = useState<Mending>(null)
  const { branches } = usePeople()
  const back = useDo(unmendPoint, { topics: ['followups'] })
  const giveUp = useDo(mendPoint, {
    topics: ['followups'],
    onDone: (_, { params }) => say.done(t('supervision.given-up'), () => back.mutate({ params })),
  })
  const columns = useColumns({
    onMend: setMending,
    onGiveUp: row =>
      giveUp.mutate({ params: { id: row.pointId }, body: { how: 'given-up' } }, { onError: say.problem }),
  })
  return (
    <Page title={t('supervision.repairs')} hint={t('supervision.repairs-hint')}>
      <Filters
        values={values}
        set={set}
        filters={[
          {
            name: 'state',
            label: t('supervision.repair-state'),
            options: POINT_STATES_TO_MEND.map(value => ({ value, label: t(`supervision.repair-${value}`) })),
          },
          { name: 'branch', label: t('supervision.branch'), options: branches },
        ]}
      />
      <Table
        label={t('supervision.repairs')}
        list={list}
        rowKey={row => row.pointId}
        columns={columns}
        empty={<Empty title={t('supervision.no-repairs')} hint={t('supervision.no-repairs-hint')} />}
      />
      <MendDrawer mending={mending} onClose={() => setMending(null)} />
    </Page>
  )
}

interface Doing {
  onMend: (mending: Mending) => void
  onGiveUp: (row: Repair) => void
}

function useColumns({ onMend, onGiveUp }: Doing): Column<Repair>[] {
  const t = useT()
  return [
    {
      key: 'customer',
      title: t('supervision.customer'),
      phone: 'title',
      width: 190,
      value: row => (
        <span className="two-lines">
          <CustomerName id={row.customerId} name={row.customerName} />
          <small>{row.branchName}</small>
        </span>
      ),
    },
    {
      key: 'point',
      title: t('supervision.repair-point'),
      width: 150,
      value: row => (
        <span className="two-lines">
          <Masked value={row.masked} />
          <small>{t(`supervision.repair-${row.state}`)}</small>
        </span>
      ),
    },
    { key: 'heard', title: t('supervision.repair-heard'), width: 200, value: row => <HowItCameOut row={row} /> },
    {
      key: 'todo',
      title: t('supervision.repair-todo'),
      value: row => (
        <span className="two-lines">
          {row.otherNumbers === 0 && <Status feel="bad">{t('supervision.repair-unreachable')}</Status>}
          <div className="muted">{row.advice}</div>
          {row.concerned > 0 && <small>{t('supervision.repair-concerned', { count: row.concerned })}</small>}
        </span>
      ),
    },
    {
      key: 'do',
      title: '',
      width: 300,
      value: row => (
        <div className="repair-actions">
          <Button size="small" needs={addContactPoint} onClick={() => onMend({ how: 'number', of: row })}>
            {t('supervision.add-number')}
          </Button>
          <Button size="small" needs={verifyContactPoint} onClick={() => onMend({ how: 'verify', of: row })}>
            {t('supervision.verify')}
          </Button>
          <Button size="small" type="text" needs={mendPoint} onClick={() => onGiveUp(row)}>
            {t('supervision.give-up')}
          </Button>
        </div>
      ),
    },
  ]
}

function HowItCameOut({ row }: { row: Repair }) {
  const t = useT()
  if (!row.lastCallAt) return <span className="muted">{t('supervision.repair-by-mark')}</span>
  return (
    <span className="two-lines">
      {row.lastOutcomeText}
      <small>
        {row.lastAgentName} <Time at={row.lastCallAt} />
      </small>
    </span>
  )
}
