import './hotline.css'
import { Form, Input } from 'antd'
import { useState } from 'react'
import {
  handleSuspectedCall,
  liftNumberStop,
  listNumberStops,
  listSuspectedCalls,
} from '../../server/contacts/number-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Filters, useFilters } from '../kit/Filters.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { Masked } from '../kit/Masked.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

type Suspected = AnswerOf<typeof listSuspectedCalls>['items'][number]
type NumberStop = AnswerOf<typeof listNumberStops>['items'][number]

/** For the privacy officer: calls in our name that were not ours, and the numbers that are never to be called. */
export function SuspectedCallsPage() {
  const t = useT()
  const [values, set] = useFilters(['all'])
  const list = useList(listSuspectedCalls, { query: { all: String(values.all === 'yes') } })
  const stops = useList(listNumberStops)
  const [handling, setHandling] = useState<Suspected | null>(null)
  const [lifting, setLifting] = useState<NumberStop | null>(null)
  return (
    <Page title={t('hotline.suspected')} hint={t('hotline.suspected-hint')}>
      <Filters
        values={values}
        set={set}
        filters={[
          {
            name: 'all',
            label: t('hotline.suspected-which'),
            options: [{ value: 'yes', label: t('hotline.suspected-all') }],
          },
        ]}
      />
      <Table
        label={t('hotline.suspected')}
        list={list}
        rowKey={row => row.id}
        columns={useSuspectedColumns(setHandling)}
        empty={<Empty title={t('hotline.no-suspected')} hint={t('hotline.no-suspected-hint')} />}
      />
      <div className="hotline-stops">
        <Panel title={t('hotline.number-stops')}>
          <Table
            label={t('hotline.number-stops')}
            list={stops}
            rowKey={row => row.id}
            columns={useStopColumns(setLifting)}
            empty={<Empty title={t('hotline.no-number-stops')} hint={t('hotline.no-number-stops-hint')} />}
          />
        </Panel>
      </div>
      <Handle of={handling} onClose={() => setHandling(null)} />
      <Lift of={lifting} onClose={() => setLifting(null)} />
    </Page>
  )
}

function useSuspectedColumns(onHandle: (row: Suspected) => void): Column<Suspected>[] {
  const t = useT()
  return [
    {
      key: 'said',
      title: t('hotline.fake-said'),
      phone: 'title',
      value: row => (
        <div className="as-written">
          {row.said}
          {row.sameNumber > 0 && <div className="muted">{t('hotline.same-number', { count: row.sameNumber })}</div>}
        </div>
      ),
    },
    { key: 'shown', title: t('hotline.fake-shown'), width: 140, value: row => <Masked value={row.shown} /> },
    {
      key: 'called',
      title: t('hotline.fake-called'),
      width: 160,
      value: row => (
        <div>
          <Masked value={row.called} />
          {row.customerName && <div className="muted">{row.customerName}</div>}
        </div>
      ),
    },
    { key: 'when', title: t('hotline.fake-when'), width: 130, value: row => <Time at={row.happenedAt} /> },
    {
      key: 'by',
      title: t('hotline.reported-by'),
      width: 160,
      value: row => (
        <div>
          {row.reportedByName}
          <div className="muted">
            {row.branchName} <Time at={row.reportedAt} />
          </div>
        </div>
      ),
    },
    {
      key: 'do',
      title: t('hotline.handling'),
      width: 200,
      value: row =>
        row.handling === null ? (
          <Button size="small" type="primary" needs={handleSuspectedCall} onClick={() => onHandle(row)}>
            {t('hotline.handle')}
          </Button>
        ) : (
          <div>
            <Status feel="good">{row.handledByName}</Status>
            <div className="muted as-written">{row.handling}</div>
          </div>
        ),
    },
  ]
}

function useStopColumns(onLift: (row: NumberStop) => void): Column<NumberStop>[] {
  const t = useT()
  return [
    {
      key: 'number',
      title: t('hotline.number'),
      phone: 'title',
      width: 160,
      value: row => <Masked value={row.masked} />,
    },
    { key: 'note', title: t('supervision.note'), value: row => row.note || <span className="faint">{'–'}</span> },
    {
      key: 'by',
      title: t('hotline.reported-by'),
      width: 220,
      value: row => (
        <span className="muted">
          {row.createdByName} <Time at={row.createdAt} />
        </span>
      ),
    },
    {
      key: 'do',
      title: '',
      width: 120,
      value: row => (
        <Button size="small" needs={liftNumberStop} onClick={() => onLift(row)}>
          {t('hotline.lift')}
        </Button>
      ),
    },
  ]
}

type Handling = GivenTo<typeof handleSuspectedCall>

function Handle({ of: row, onClose }: { of: Suspected | null; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<Handling['body'], Handling, AnswerOf<typeof handleSuspectedCall>>
      title={t('hotline.handle')}
      submit={t('hotline.handle')}
      open={row !== null}
      onClose={onClose}
      action={useDo(handleSuspectedCall, { topics: ['contacts'] })}
      given={body => ({ params: { id: row?.id ?? '' }, body })}
      onDone={() => say.done(t('hotline.handled'))}
    >
      <p className="drawer-note">{row?.said}</p>
      <Form.Item name="handling" label={t('hotline.handling')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
    </FormDrawer>
  )
}

type Lifting = GivenTo<typeof liftNumberStop>

function Lift({ of: row, onClose }: { of: NumberStop | null; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<Lifting['body'], Lifting, AnswerOf<typeof liftNumberStop>>
      title={t('hotline.lift')}
      submit={t('hotline.lift')}
      open={row !== null}
      onClose={onClose}
      action={useDo(liftNumberStop, { topics: ['contacts'] })}
      given={body => ({ params: { id: row?.id ?? '' }, body })}
      onDone={() => say.done(t('hotline.lifted'))}
    >
      <Form.Item name="note" label={t('hotline.lift-why')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
      </Form.Item>
    </FormDrawer>
  )
}
