import './supervision.css'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { listCases, openCase } from '../../server/cases/contract.ts'
import { useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { Page } from '../kit/Page.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import { useT } from '../kit/words.ts'
import { CaseDeadline, type CaseRow, CaseStatus, SeverityMark } from './CasePieces.tsx'
import { OpenCase } from './OpenCase.tsx'

/** What each selection asks the list for; times and deadlines decide the order. */
const SHOWS = {
  all: {},
  open: { state: 'open' },
  overdue: { overdue: 'true' },
  confirming: { state: 'confirming' },
  escalated: { escalated: 'true' },
  'up-to-me': { upToMe: 'true' },
  closed: { state: 'closed' },
} as const
type Show = keyof typeof SHOWS

function useShown() {
  const [values, set] = useFilters(['show', 'mine'])
  const show: Show = values.show && values.show in SHOWS ? (values.show as Show) : 'all'
  const mine = values.mine === 'true'
  return {
    show,
    mine,
    query: { ...SHOWS[show], ...(mine && { mine: 'true' }) },
    setShow: (next: Show) => set('show', next === 'all' ? undefined : next),
    setMine: (next: boolean) => set('mine', next ? 'true' : undefined),
  }
}

/** The problems of customers: whose they are, how long there is left, and which wait for the customer. */
export function CasesPage() {
  const t = useT()
  const navigate = useNavigate()
  const [opening, setOpening] = useState(false)
  const shown = useShown()
  const list = useList(listCases, { query: shown.query })
  const columns = useColumns(shown.show === 'closed')
  const open = (
    <Button type="primary" needs={openCase} onClick={() => setOpening(true)}>
      {t('supervision.open-case')}
    </Button>
  )
  return (
    <Page title={t('supervision.cases')} hint={t('supervision.cases-hint')} action={open}>
      <Shows {...shown} />
      <Table
        label={t('supervision.cases')}
        list={list}
        rowKey={row => row.id}
        onOpen={row => navigate(`/cases/${row.id}`)}
        columns={columns}
        empty={<NoCases show={shown.show} mine={shown.mine} />}
      />
      <OpenCase open={opening} onClose={() => setOpening(false)} />
    </Page>
  )
}

function Shows({ show, mine, setShow, setMine }: ReturnType<typeof useShown>) {
  const t = useT()
  return (
    <search className="shows">
      <fieldset aria-label={t('supervision.which-cases')}>
        {(Object.keys(SHOWS) as Show[]).map(name => (
          <button key={name} type="button" aria-pressed={name === show} onClick={() => setShow(name)}>
            {t(name === 'up-to-me' ? 'supervision.up-to-me' : `supervision.show-${name}`)}
          </button>
        ))}
      </fieldset>
      <button type="button" aria-pressed={mine} onClick={() => setMine(!mine)}>
        {t('supervision.mine')}
      </button>
    </search>
  )
}

function NoCases({ show, mine }: { show: Show; mine: boolean }) {
  const t = useT()
  if (show !== 'all')
    return <Empty title={t('supervision.no-cases-found')} hint={t('supervision.no-cases-found-hint')} />
  if (mine) return <Empty title={t('supervision.no-mine')} hint={t('supervision.no-mine-hint')} />
  return <Empty title={t('supervision.no-cases')} hint={t('supervision.no-cases-hint')} />
}

function useColumns(closed: boolean): Column<CaseRow>[] {
  const t = useT()
  return [
    {
      key: 'problem',
      title: t('supervision.problem'),
      phone: 'title',
      value: row => (
        <span className="two-lines">
          <strong className="case-problem">{row.problem}</strong>
          {row.reopened > 0 && <small>{t('supervision.reopened-times', { count: row.reopened })}</small>}
        </span>
      ),
    },
    {
      key: 'customer',
      title: t('supervision.customer'),
      width: 200,
      value: row => (
        <span className="two-lines">
          {row.customer.name}
          <small>{row.branch.name}</small>
        </span>
      ),
    },
    {
      key: 'severity',
      title: t('supervision.severity'),
      width: 90,
      value: row => <SeverityMark of={row.severity} />,
    },
    { key: 'state', title: t('supervision.state'), width: 170, value: row => <CaseStatus row={row} /> },
    { key: 'owner', title: t('supervision.owner'), width: 110, value: row => row.owner.name },
    {
      key: 'deadline',
      title: t(closed ? 'supervision.closed' : 'supervision.deadline'),
      width: 170,
      value: row => <CaseDeadline row={row} />,
    },
  ]
}
